import { type FormEvent, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { parseQuantity } from '#app/domain/lots/quantity.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { KeptPhotos } from './KeptPhotos.tsx';
import { LotFields } from './LotFields.tsx';
import { PhotoPicker } from './PhotoPicker.tsx';
import { readNewLot } from './read-forms.ts';
import { Back } from './ScreenLink.tsx';
import { useGo } from './screen.ts';
import { useErrors } from './use-errors.ts';
import { useField } from './use-field.ts';
import { writeLot, writePhotos } from './write-down.ts';

/** A lot noted on the spot, with its photos. */
export function NewLotScreen({ site: siteId }: { site: string }) {
  const t = useTranslations('field');
  const locale = useLocale();
  const go = useGo();
  const { client, state } = useField();
  const { field, refuse } = useErrors();
  const [photos, setPhotos] = useState<readonly Blob[]>([]);
  const [busy, setBusy] = useState(false);
  const site = state.data?.sites.find(({ publicId }) => publicId === siteId);
  if (!state.data || state.data.crew || !site) return <Back to={{ name: 'home' }}>{t('home')}</Back>;

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const read = readNewLot(new FormData(form));
    if (!read.ok) return refuse(form, read.errors);
    setBusy(true);
    const { title: lot = '', quantity = '', unit = 'u' } = read.value;
    const amount = formatQuantity(locale, parseQuantity(quantity) ?? 0, unit as Unit);
    const label = t('new.label-entry', { quantity: amount, lot });
    const made = await writeLot(client, { site: siteId, fields: read.value, label });
    if (made) await writePhotos(client, { lot: made, photos, label: t('photo.label-entry', { lot }) });
    setBusy(false);
    if (made) go({ name: 'lot', id: made });
  }

  return (
    <>
      <Back to={{ name: 'site', id: siteId }}>{site.name}</Back>
      <h1 className="mb-4 text-2xl">{t('new.title')}</h1>
      <form onSubmit={save} noValidate className="grid gap-6">
        <LotFields field={field} types={state.data.types} />
        <section>
          <h2 className="mb-2 text-xl">{t('new.photos')}</h2>
          <PhotoPicker onPhotos={(more) => setPhotos((all) => [...all, ...more])} />
          <KeptPhotos photos={photos} />
        </section>
        <p className="text-sm text-muted">{t('new.draft')}</p>
        <Button type="submit" variant="primary" size="large" wide disabled={busy}>
          {t('new.save')}
        </Button>
      </form>
    </>
  );
}
