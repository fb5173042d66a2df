import { useLocale, useTranslations } from 'use-intl';
import { type AnnouncedPrice, asPrice } from '#app/domain/lots/price-words.ts';
import { formatPrice, type Unit, unitEach } from '#app/i18n/format.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { NumberField } from '#app/ui/kit/NumberField.tsx';

export type AskedPrice = Omit<AnnouncedPrice, 'unit'> & { atOnce: boolean };

interface Props {
  fields: Record<'proposal' | 'sure', FieldLike>;
  price: AskedPrice;
  unit: Unit;
  /** what was typed surprises: it is asked again */
  doubted: boolean;
}

/** Another price, proposed with the request; where the lot accepts at once, there is nobody to answer it. */
export function PriceBesideRequest({ fields, price, unit, doubted }: Props) {
  const t = useTranslations('prices.request');
  const words = useTranslations('prices.proposal');
  const announced = formatPrice(useLocale(), asPrice({ ...price, unit }));
  const each = unitEach(useLocale(), unit);
  if (price.atOnce) return <p className="text-muted">{t('atOnce')}</p>;
  return (
    <div className="space-y-3">
      <NumberField
        field={fields.proposal}
        label={price.priceBasis === 'whole' ? t('labelWhole') : t('label', { unit: each })}
        hint={t('hint', { announced })}
        unit="€"
      />
      {doubted ? <Checkbox field={fields.sure} label={words('sure')} hint={words('sureHint')} /> : null}
    </div>
  );
}
