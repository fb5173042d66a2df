import { useLocale, useTranslations } from 'use-intl';
import { LOWER_CONDITIONS, REFUSED_FATES, REFUSED_REASONS } from '#app/domain/ledger/vocabulary.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { unitName } from '#app/i18n/format.ts';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { type FieldLike, textOf } from '#app/ui/kit/fields.ts';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';

export const REFUSED_FIELDS = [
  'refusedQuantity',
  'refusedReason',
  'refusedFate',
  'refusedCondition',
] as const;
type Named = (typeof REFUSED_FIELDS)[number];

/** What the taker leaves on the spot: how many, why, and what becomes of them. Folded: it is rare. */
export function RefusedFields({ fields, unit }: { fields: Record<Named, FieldLike>; unit: Unit }) {
  const t = useTranslations('handover.refused');
  const conditions = useTranslations('lots.condition');
  const locale = useLocale();
  const begun = REFUSED_FIELDS.some(
    (name) => textOf(fields[name].initialValue) || fields[name].errors?.length,
  );
  return (
    <Disclosure summary={t('title')} open={begun} className="border-t">
      <p className="mb-4 text-muted">{t('lead')}</p>
      <div className="grid items-end gap-5 sm:grid-cols-2">
        <TextField
          field={fields.refusedQuantity}
          label={t('quantity', { unit: unitName(locale, unit) })}
          inputMode="decimal"
          autoComplete="off"
        />
        <SelectField
          field={fields.refusedReason}
          label={t('reason')}
          empty={t('choose')}
          choices={REFUSED_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        />
        <SelectField
          field={fields.refusedFate}
          label={t('fate')}
          empty={t('choose')}
          choices={REFUSED_FATES.map((value) => ({ value, label: t(`fates.${value}`) }))}
        />
        <SelectField
          field={fields.refusedCondition}
          label={t('condition')}
          hint={t('conditionHint')}
          empty={t('choose')}
          choices={LOWER_CONDITIONS.map((value) => ({ value, label: conditions(value) }))}
        />
      </div>
    </Disclosure>
  );
}
