import { useLocale, useTranslations } from 'use-intl';
import { MASS_BASES } from '#app/domain/lots/vocabulary.ts';
import type { TypeOption } from '#app/domain/materials/views.ts';
import { formatMass, formatMassRange } from '#app/i18n/format.ts';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';

export const hasDefaultMass = (type: TypeOption, unit: string): boolean =>
  unit === 'kg' || unit === 't' || (type.unit === unit && type.unitMassG !== null);

interface Props {
  fields: Record<'massBasis' | 'unitMassKg', FieldLike>;
  type: TypeOption | null;
  unit: string;
}

/** How heavy one unit is, and how that is known: it decides what the tonnes are worth as evidence. */
export function MassFields({ fields, type, unit }: Props) {
  const t = useTranslations('lotForm');
  const units = useTranslations('lots.unit');
  const locale = useLocale();
  if (unit === 'kg' || unit === 't') return <p>{t('mass.itself')}</p>;
  const known =
    type && hasDefaultMass(type, unit || type.unit) && type.unitMassG !== null
      ? t('mass.of', {
          mass: formatMass(locale, type.unitMassG),
          unit: units(type.unit),
          range:
            type.massLowG === null || type.massHighG === null
              ? 'none'
              : formatMassRange(locale, type.massLowG, type.massHighG),
          source: type.massSource ?? 'none',
        })
      : null;
  const hints = {
    default: known ?? (type ? t('mass.noDefault') : t('mass.chooseType')),
    declared: t('mass.declaredHint'),
    measured: t('mass.measuredHint'),
  };
  return (
    <div className="group/mass space-y-4">
      <RadioGroup
        field={fields.massBasis}
        legend={t('label.massBasis')}
        choices={MASS_BASES.toReversed().map((value) => ({
          value,
          label: t(`mass.${value}`),
          hint: hints[value],
        }))}
      />
      <NumberField
        field={fields.unitMassKg}
        label={t('label.unitMassKg')}
        hint={t('hint.unitMassKg')}
        unit="kg"
      />
    </div>
  );
}
