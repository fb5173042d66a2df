import { useTranslations } from 'use-intl';
import { ALT_BASES, UNITS } from '#app/domain/lots/vocabulary.ts';
import type { TypeOption } from '#app/domain/materials/views.ts';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import type { LotField } from './lot-form.ts';

interface Props {
  fields: Record<LotField, FieldLike>;
  type: TypeOption | null;
  /** Once published the quantity is not asked. */
  counting: boolean;
}

/** "1 pallet = 9.6 m²": a second unit to count and to read in, with where the factor comes from. */
export function OtherUnitFields({ fields, type, counting }: Props) {
  const t = useTranslations('lotForm');
  const units = useTranslations('lots.unit');
  const usual = UNITS.filter((unit) => type?.altUnits.includes(unit)).map((unit) => units(unit));
  return (
    <div className="space-y-5">
      <p className="text-muted">{t('lead.otherUnit')}</p>
      <SelectField
        field={fields.altUnit}
        label={t('label.altUnit')}
        hint={usual.length > 0 ? t('hint.altUnitOf', { units: usual.join(', ') }) : t('hint.altUnit')}
        empty={t('notSaid')}
        optional
        className="max-w-sm"
        choices={UNITS.map((value) => ({ value, label: units(value) }))}
      />
      <div className="grid items-end gap-5 sm:grid-cols-2">
        <NumberField
          field={fields.altAmount}
          label={t('label.altAmount')}
          hint={t('hint.altAmount')}
          optional
        />
        <NumberField field={fields.altOf} label={t('label.altOf')} hint={t('hint.altOf')} optional />
      </div>
      <SelectField
        field={fields.altBasis}
        label={t('label.altBasis')}
        className="max-w-sm"
        choices={ALT_BASES.map((value) => ({ value, label: t(`altBasis.${value}`) }))}
      />
      {counting ? (
        <RadioGroup
          field={fields.quantityIn}
          legend={t('label.quantityIn')}
          hint={t('hint.quantityIn')}
          choices={(['own', 'alt'] as const).map((value) => ({ value, label: t(`quantityIn.${value}`) }))}
        />
      ) : null}
    </div>
  );
}
