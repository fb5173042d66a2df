import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import { Canvas } from './Canvas.tsx';
import { ZoneFields } from './ZoneFields.tsx';
import type { Percents } from './zones.ts';

interface Props {
  photo: { sha256: string; width: number; height: number; widths: number[]; alt: string | null };
  formKey: string;
}

/** Without a script there is room for three zones; with one there are as many as were drawn, and one more to type. */
const ROOM = 3;
const NOTHING: Percents = { left: 0, top: 0, width: 0, height: 0 };

export function MaskForm({ photo, formKey }: Props) {
  const t = useTranslations('photos');
  const live = useHydrated();
  const lastResult = useActionData() as SubmissionResult<string[]> | undefined;
  const [form] = useForm({ id: 'mask', lastResult });
  const [zones, setZones] = useState<Percents[]>([]);
  const shown = live ? [...zones, NOTHING] : Array.from({ length: ROOM }, () => NOTHING);
  const change = (index: number, zone: Percents) =>
    setZones((all) =>
      index < all.length ? all.map((one, at) => (at === index ? zone : one)) : [...all, zone],
    );
  const src = paths.photo(`${photo.sha256}/${Math.max(...photo.widths)}.webp`);
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-5">
      <FormErrors form={form} labels={{ zones: t('mask.title') }} />
      <KeyField value={formKey} />
      <p>{t(live ? 'mask.draw' : 'mask.write')}</p>
      <Canvas
        photo={{ ...photo, src }}
        zones={zones}
        alt={photo.alt ?? t('mask.picture')}
        onDraw={(zone) => setZones((all) => [...all, zone])}
      />
      <p className="text-sm text-muted">{t('mask.hint')}</p>
      <div className="grid gap-4">
        {shown.map((zone, index) => (
          <ZoneFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a zone is known by its place
            key={index}
            index={index}
            zone={zone}
            onChange={live ? (next) => change(index, next) : undefined}
            onClear={
              live && index < zones.length
                ? () => setZones((all) => all.filter((_, at) => at !== index))
                : undefined
            }
          />
        ))}
      </div>
      <div>
        <SubmitButton pendingLabel={t('mask.submitting')}>{t('mask.submit')}</SubmitButton>
      </div>
    </Form>
  );
}
