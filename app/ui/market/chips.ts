import type { useTranslations } from 'use-intl';
import { CONDITIONS, type Condition, FAMILIES, type Family } from '#app/domain/lots/vocabulary.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { formatMoney } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { valuesOf, without, withoutValue } from './address.ts';
import type { Place } from './SearchBar.tsx';
import type { TypeName } from './TypeTree.tsx';

export interface Chip {
  key: string;
  label: string;
  /** the address without it */
  search: string;
}

interface Words {
  t: ReturnType<typeof useTranslations<'market'>>;
  families: ReturnType<typeof useTranslations<'families'>>;
  conditions: ReturnType<typeof useTranslations<'lots.condition'>>;
  locale: Locale;
  types: readonly TypeName[];
  place: Place;
}

const isFamily = (code: string): code is Family => (FAMILIES as readonly string[]).includes(code);
const isCondition = (code: string): code is Condition => (CONDITIONS as readonly string[]).includes(code);

/** Every criterion that is set, in words, with the address that leaves it out. */
export function chipsOf(search: string, words: Words): Chip[] {
  const params = new URLSearchParams(search);
  const { t, families, conditions, locale, types } = words;
  const one = (name: string, label: string, gone: readonly string[] = [name]): Chip[] =>
    params.get(name) ? [{ key: name, label, search: without(search, gone) }] : [];
  const each = (name: string, say: (value: string) => string): Chip[] =>
    valuesOf(params, name).map((value) => ({
      key: `${name} ${value}`,
      label: say(value),
      search: withoutValue(search, name, value),
    }));
  const get = (name: string) => params.get(name) ?? '';
  return [
    ...one('q', t('chip.words', { words: get('q') })),
    ...placeChip(search, params, words),
    ...each('family', (code) => (isFamily(code) ? families(code) : code)),
    ...each('type', (code) => types.find((type) => type.code === code)?.name ?? code),
    ...one('free', t('chip.free')),
    ...one('price_max_eur', t('chip.priceMax', { price: `${get('price_max_eur')} €` })),
    ...one('price_max', t('chip.priceMax', { price: formatMoney(locale, Number(get('price_max')) || 0) })),
    ...each('condition', (code) => (isCondition(code) ? conditions(code) : code)),
    ...one('from', t('chip.from', { day: dayIn(locale, get('from')) })),
    ...one('until', t('chip.until', { day: dayIn(locale, get('until')) })),
    ...one('min_quantity', t('chip.minQuantity', { quantity: get('min_quantity') })),
    ...one('size', t('chip.size', { size: get('size').replaceAll('x', ' × ') })),
    ...(['length', 'width', 'thickness'] as const).flatMap((name) => rangeChip(search, params, name, words)),
    ...one('reservable', t('chip.reservable')),
    ...one('territory', t('chip.territory')),
    ...one('holder', t('chip.holder')),
    ...one('bbox', t('chip.area')),
  ];
}

const dayIn = (locale: Locale, day: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? formatDay(locale, day) : day;

function placeChip(search: string, params: URLSearchParams, { t, place }: Words): Chip[] {
  const name = params.get('near') ? t('myPosition') : params.get('around') ? place.name : null;
  if (!name) return [];
  const km = params.get('radius_km');
  const label = km ? t('chip.aroundRadius', { km, place: name }) : t('chip.around', { place: name });
  return [{ key: 'place', label, search: without(search, ['around', 'near', 'radius_km', 'map']) }];
}

function rangeChip(
  search: string,
  params: URLSearchParams,
  name: 'length' | 'width' | 'thickness',
  { t }: Words,
): Chip[] {
  const [min, max] = [params.get(`${name}_min`), params.get(`${name}_max`)];
  if (!min && !max) return [];
  const dimension = t(`dimension.${name}`);
  const label =
    min && max
      ? t('chip.range', { dimension, min, max })
      : min
        ? t('chip.rangeMin', { dimension, min })
        : t('chip.rangeMax', { dimension, max: max ?? '' });
  return [{ key: name, label, search: without(search, [`${name}_min`, `${name}_max`]) }];
}
