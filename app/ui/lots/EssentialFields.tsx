import { useLocale, useTranslations } from 'use-intl';
import { CONDITIONS, PRICE_BASES, PRICE_CHOICES, UNITS } from '#app/domain/lots/vocabulary.ts';
import type { TypeOption } from '#app/domain/materials/views.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { FieldGroup } from '#app/ui/kit/FieldGroup.tsx';
import { type FieldLike, withFacts } from '#app/ui/kit/fields.ts';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { DateField } from '#app/ui/kit/TextField.tsx';
import type { LotField } from './lot-form.ts';
import { PriceTaxFields } from './PriceTaxFields.tsx';

type Fields = Record<LotField, FieldLike>;

/** Quantity and its unit; once published they move through the ledger only, so they are shown, not asked. */
export function QuantityFields({
  fields,
  type,
  locked,
  onUnit,
}: {
  fields: Fields;
  type: TypeOption | null;
  locked: { quantityMilli: number; unit: TypeOption['unit'] } | null;
  onUnit: (unit: string) => void;
}) {
  const t = useTranslations('lotForm');
  const units = useTranslations('lots.unit');
  const locale = useLocale();
  if (locked) {
    return (
      <p>
        <span className="block font-semibold">{t('label.quantity')}</span>
        {formatQuantity(locale, locked.quantityMilli, locked.unit)}{' '}
        <span className="text-muted">{t('fixed')}</span>
      </p>
    );
  }
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <NumberField
        field={withFacts(fields.quantity, { required: true })}
        label={t('label.quantity')}
        hint={t('hint.quantity')}
      />
      <SelectField
        field={withFacts(fields.unit, { required: true })}
        label={t('label.unit')}
        hint={type ? t('hint.unitOf', { unit: units(type.unit) }) : t('hint.unit')}
        empty={t('choose')}
        choices={UNITS.map((value) => ({ value, label: units(value) }))}
        onChange={(event) => onUnit(event.target.value)}
      />
    </div>
  );
}

export function PriceFields({ fields }: { fields: Fields }) {
  const t = useTranslations('lotForm');
  return (
    <FieldGroup legend={t('group.price')} lead={t('lead.price')} className="group/price">
      <RadioGroup
        field={fields.pricing}
        legend={t('label.pricing')}
        choices={PRICE_CHOICES.map((value) => ({ value, label: t(`pricing.${value}`) }))}
      />
      <div className="hidden space-y-3 group-has-[input[value=priced]:checked]/price:block">
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <NumberField field={fields.price} label={t('label.price')} hint={t('hint.price')} unit="€" />
          <SelectField
            field={fields.priceBasis}
            label={t('label.priceBasis')}
            hint={t('hint.priceBasis')}
            choices={PRICE_BASES.map((value) => ({ value, label: t(`priceBasis.${value}`) }))}
          />
        </div>
        <PriceTaxFields fields={fields} />
        <Checkbox field={fields.negotiable} label={t('label.negotiable')} hint={t('hint.negotiable')} />
      </div>
    </FieldGroup>
  );
}

export function StateFields({ fields, siteDates }: { fields: Fields; siteDates: boolean }) {
  const t = useTranslations('lotForm');
  const conditions = useTranslations('lots.condition');
  return (
    <FieldGroup legend={t('group.state')}>
      <SelectField
        field={fields.condition}
        label={t('label.condition')}
        hint={t('hint.condition')}
        className="max-w-sm"
        choices={CONDITIONS.map((value) => ({ value, label: conditions(value) }))}
      />
      <div className="grid items-end gap-5 sm:grid-cols-2">
        <DateField field={fields.availableFrom} label={t('label.availableFrom')} optional />
        <DateField field={fields.availableUntil} label={t('label.availableUntil')} optional />
      </div>
      {siteDates ? <p className="text-sm text-muted">{t('hint.window')}</p> : null}
    </FieldGroup>
  );
}
