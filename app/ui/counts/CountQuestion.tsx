import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { COUNT_CAUSES } from '#app/domain/reservations/count-vocabulary.ts';
import { type Unit, unitName } from '#app/i18n/format.ts';
import { plainField } from '#app/ui/kit/fields.ts';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

interface Asked {
  counted: string;
  cause: string;
  errors: { counted?: string[]; cause?: string[] };
}

/** How many are there, and why some are missing: a question of the address, nothing is written yet. */
export function CountQuestion({ asked, unit }: { asked: Asked; unit: Unit }) {
  const t = useTranslations('counts.ask');
  const causes = useTranslations('counts.cause');
  const locale = useLocale();
  return (
    <Form method="get" className="space-y-5 no-print">
      <NumberField
        field={plainField('counted', { value: asked.counted, errors: asked.errors.counted, required: true })}
        label={t('counted')}
        hint={t('countedHint', { unit: unitName(locale, unit) })}
      />
      <RadioGroup
        field={plainField('cause', { value: asked.cause, errors: asked.errors.cause })}
        legend={t('cause')}
        hint={t('causeHint')}
        choices={COUNT_CAUSES.map((value) => ({ value, label: causes(value) }))}
      />
      <SubmitButton size="large">{t('next')}</SubmitButton>
    </Form>
  );
}
