import { useLocale, useTranslations } from 'use-intl';
import { asPrice } from '#app/domain/lots/price-words.ts';
import type { PriceView } from '#app/domain/prices/views.ts';
import { formatPrice } from '#app/i18n/format.ts';
import { type FieldLike, withFacts } from '#app/ui/kit/fields.ts';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';

/** At which of two prices a request is accepted: nothing is chosen for the holder. */
export function PriceToAccept({ field, price }: { field: FieldLike; price: PriceView }) {
  const t = useTranslations('prices.accept');
  const request = useTranslations('prices.section');
  const locale = useLocale();
  const words = (cents: number | null) =>
    cents === null
      ? request('onRequest')
      : formatPrice(locale, { ...asPrice({ ...price, priceCents: cents }), negotiable: undefined });
  return (
    <RadioGroup
      field={withFacts(field, { required: true })}
      legend={t('legend')}
      hint={t('hint')}
      className="mb-5"
      choices={[
        { value: 'proposed', label: t('proposed', { price: words(price.proposal?.cents ?? null) }) },
        { value: 'announced', label: t('announced', { price: words(price.priceCents) }) },
      ]}
    />
  );
}
