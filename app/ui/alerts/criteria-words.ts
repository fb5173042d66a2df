import { useLocale, useTranslations } from 'use-intl';
import type { CriteriaNames } from '#app/domain/alerts/views.ts';
import type { LotFilters } from '#app/domain/lots/filters.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { formatMoney, formatNumber } from '#app/i18n/format.ts';

interface Words {
  /** What is looked for: the first word of it names the alert. */
  what: string[];
  /** Around which place, or null: anywhere. */
  where: string | null;
  /** On which conditions. */
  how: string[];
}

/** Criteria as a person says them. */
export function useCriteriaWords(): (filters: LotFilters, names: CriteriaNames) => Words {
  const t = useTranslations('alerts.criteria');
  const family = useTranslations('families');
  const condition = useTranslations('lots.condition');
  const locale = useLocale();
  const cm = (mm: number) => formatNumber(locale, mm / 10);
  const range = (label: 'length' | 'width' | 'thickness', min?: number, max?: number) => {
    if (min === undefined && max === undefined) return [];
    const bounds = {
      min: min === undefined ? 'none' : cm(min),
      max: max === undefined ? 'none' : cm(max),
    };
    return [t('range', { label: t(label), ...bounds })];
  };
  const place = ({ around, near, territory, bbox, radius_km: radius }: LotFilters, names: CriteriaNames) => {
    const km = radius === undefined ? 'none' : formatNumber(locale, radius);
    if (around) return t('around', { place: names.places[`commune:${around}`] ?? around, km });
    if (near) return t('position', { km });
    const { level, code } = territory ?? {};
    if (code) return t('territory', { place: names.places[`${level}:${code}`] ?? code });
    return bbox ? t('area') : null;
  };
  return (filters, names) => ({
    what: [
      ...(filters.q ? [t('text', { text: filters.q })] : []),
      ...(filters.type ?? []).map((code) => names.types[code]?.[locale === 'en' ? 'en' : 'fr'] ?? code),
      ...(filters.family ?? []).map((code) => family(code)),
    ],
    where: place(filters, names),
    how: [
      ...(filters.free ? [t('free')] : []),
      ...priceOf(filters).map((cents) => t('priceMax', { price: formatMoney(locale, cents) })),
      ...(filters.condition ? [filters.condition.map((one) => condition(one)).join(', ')] : []),
      ...(filters.min_quantity
        ? [t('minQuantity', { quantity: formatNumber(locale, filters.min_quantity / 1000) })]
        : []),
      ...(filters.size ? [t('size', { size: filters.size.map(cm).join(' × ') })] : []),
      ...range('length', filters.length_min, filters.length_max),
      ...range('width', filters.width_min, filters.width_max),
      ...range('thickness', filters.thickness_min, filters.thickness_max),
      ...(filters.from ? [t('from', { day: formatDay(locale, filters.from) })] : []),
      ...(filters.until ? [t('until', { day: formatDay(locale, filters.until) })] : []),
      ...(filters.reservable ? [t('reservable')] : []),
      ...(filters.holder ? [t('holder', { name: names.holders[filters.holder] ?? filters.holder })] : []),
      ...(filters.around || filters.near
        ? [
            ...(filters.territory
              ? [names.places[`${filters.territory.level}:${filters.territory.code}`] ?? '']
              : []),
            ...(filters.bbox ? [t('area')] : []),
          ].filter(Boolean)
        : []),
    ],
  });
}

const priceOf = ({ price_max: most, price_max_eur: typed }: LotFilters) => {
  const cents = most ?? typed;
  return cents === undefined ? [] : [cents];
};
