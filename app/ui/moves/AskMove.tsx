import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { DIRECTIONS, type Direction } from '#app/domain/moves/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { plainField } from '#app/ui/kit/fields.ts';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

export interface AskedMove {
  days: string;
  way: Direction;
  error: string | null;
}

/** By how many days: a question to the page, which only shows. */
export function AskMove({ site, asked }: { site: string; asked: AskedMove }) {
  const t = useTranslations('moves.postpone');
  const days = plainField('days', {
    value: asked.days,
    errors: asked.error ? [asked.error] : undefined,
    required: true,
  });
  return (
    <Form method="get" action={paths.postponeSite(site)} className="space-y-5">
      <NumberField field={days} label={t('days')} unit={t('daysUnit')} whole />
      <RadioGroup
        field={plainField('way', { value: asked.way, required: true })}
        legend={t('way')}
        choices={DIRECTIONS.map((value) => ({ value, label: t(value) }))}
      />
      <p className="text-sm text-muted">{t('rule')}</p>
      <SubmitButton variant="secondary" pending={false}>
        {t('see')}
      </SubmitButton>
    </Form>
  );
}
