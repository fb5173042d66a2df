import { useLocale, useTranslations } from 'use-intl';
import { PRICE_TAXES, VAT_RATES } from '#app/domain/lots/vocabulary.ts';
import { formatPercent } from '#app/i18n/format.ts';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';

/** With tax, without, or no tax at all; the rate is asked only where the price is without. */
export function PriceTaxFields({ fields }: { fields: Record<'priceTax' | 'vatPermille', FieldLike> }) {
  const t = useTranslations('lotForm');
  const locale = useLocale();
  return (
    <div className="group/tax space-y-3">
      <RadioGroup
        field={fields.priceTax}
        legend={t('label.priceTax')}
        choices={PRICE_TAXES.map((value) => ({ value, label: t(`priceTax.${value}`) }))}
      />
      <div className="hidden group-has-[input[value=excluded]:checked]/tax:block">
        <SelectField
          field={fields.vatPermille}
          label={t('label.vatPermille')}
          hint={t('hint.vatPermille')}
          className="max-w-sm"
          choices={VAT_RATES.map((value) => ({
            value,
            label: formatPercent(locale, Number(value) / 1000, 1),
          }))}
        />
      </div>
    </div>
  );
}
