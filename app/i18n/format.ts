import en from './en/units.json' with { type: 'json' };
import fr from './fr/units.json' with { type: 'json' };
import type { Locale } from './locale.ts';

/**
 * How Gisement writes numbers: one function per kind of value, the same in pages, mails and documents.
 * Quantities arrive as integer thousandths, masses as integer grams, prices as integer cents, distances in metres.
 */
export const units = ['u', 'm', 'm2', 'm3', 'kg', 't', 'pallet'] as const;
export type Unit = (typeof units)[number];

export const unitWords: Record<Locale, typeof fr> = { fr, en };
const tags: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };
const plurals: Record<Locale, Intl.PluralRules> = {
  fr: new Intl.PluralRules(tags.fr),
  en: new Intl.PluralRules(tags.en),
};
const narrow = '\u202f';
/** Titles are set tight: a narrow space there would glue "23,4" to "t". */
const beforeUnit = '\u00a0';

/** Numbers never break from their unit; French thousands are parted by a narrow space. */
export function bind(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, beforeUnit).replace(/(?<=\d)\u00a0(?=\d)/g, narrow);
}

const numberFormats = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(tags[locale], options);
    numberFormats.set(key, format);
  }
  return format;
}

export function formatNumber(locale: Locale, value: number, options: Intl.NumberFormatOptions = {}): string {
  return bind(numberFormat(locale, { maximumFractionDigits: 3, ...options }).format(value));
}

export function fill(pattern: string, values: Record<string, string | number>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The name of a unit after a number: "porte" never, "unités", "m²", "palettes". */
export function unitName(locale: Locale, unit: Unit, value = 2): string {
  const words = unitWords[locale][unit];
  return plurals[locale].select(value) === 'one' ? words.one : words.other;
}

/** The unit after a price: "12 € / m²", "5 € / pièce". */
export function unitEach(locale: Locale, unit: Unit): string {
  return unitWords[locale][unit].each;
}

/** 12500, 'm2' -> "12,5 m²"; 6000, 'u' -> "6 unités" (or "6 u" when short). */
export function formatQuantity(
  locale: Locale,
  milli: number,
  unit: Unit,
  style: 'long' | 'short' = 'long',
): string {
  const value = milli / 1000;
  const name = style === 'short' ? unitWords[locale][unit].short : unitName(locale, unit, value);
  return `${formatNumber(locale, value)}${beforeUnit}${name}`;
}

/** Grams to kilograms or tonnes, three significant digits unless `exact`. */
export function formatMass(locale: Locale, grams: number, options: { exact?: boolean } = {}): string {
  const size = Math.abs(grams);
  const [value, unit] =
    size >= 1e6 ? [grams / 1e6, 't'] : size >= 1000 || size === 0 ? [grams / 1000, 'kg'] : [grams, 'g'];
  // 999.7 kg rounds to "1 000 kg": say "1 t".
  const [shown, name] =
    !options.exact && unit === 'kg' && Math.abs(value) >= 999.5 ? [value / 1000, 't'] : [value, unit];
  const digits = options.exact ? { maximumFractionDigits: 6 } : { maximumSignificantDigits: 3 };
  return bind(numberFormat(locale, digits).format(shown)) + beforeUnit + name;
}

/** The interval of an estimate: "120 à 180 kg" when both ends share a unit. */
export function formatMassRange(locale: Locale, lowGrams: number, highGrams: number): string {
  const low = formatMass(locale, lowGrams);
  const high = formatMass(locale, highGrams);
  if (low === high) return low;
  const [number = low, unit] = low.split(/\u00a0(?=[^\u00a0]*$)/);
  return fill(unitWords[locale].range, {
    low: unit && high.endsWith(beforeUnit + unit) ? number : low,
    high,
  });
}

/** 1250 -> "12,50 €", 1200 -> "12 €". */
export function formatMoney(locale: Locale, cents: number): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  return bind(
    numberFormat(locale, {
      style: 'currency',
      currency: 'EUR',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(cents / 100),
  );
}

export interface PriceOf {
  /** null: on request; 0: a gift; tax included. */
  cents: number | null;
  basis?: 'unit' | 'whole';
  unit?: Unit;
  /** how it is announced; absent where that is said elsewhere */
  tax?: 'included' | 'excluded' | 'not_applicable';
  /** cents without tax, of a price announced without */
  net?: number | null;
  /** open to discussion, or firm; absent where that is said elsewhere */
  negotiable?: boolean;
}

export function formatPrice(locale: Locale, price: PriceOf): string {
  const words = unitWords[locale].price;
  if (price.cents === null) return words.onRequest;
  if (price.cents === 0) return words.gift;
  const said = announced(locale, price.cents, price);
  if (price.negotiable === undefined) return said;
  return `${said} · ${price.negotiable ? words.negotiable : words.firm}`;
}

/** "12 € TTC / m²", "10 € HT / m² (12 € TTC)", "12 € / m² (TVA non applicable)". */
function announced(locale: Locale, cents: number, { basis = 'unit', unit, tax, net }: PriceOf): string {
  const words = unitWords[locale].price;
  const [paid, included] = [
    formatMoney(locale, cents),
    fill(words.included, { price: formatMoney(locale, cents) }),
  ];
  const each = (price: string) => {
    if (basis === 'whole') return fill(words.whole, { price });
    if (!unit) return price;
    return bind(fill(words.per, { price, unit: unitEach(locale, unit) }).replace(' / ', '\u00a0/\u00a0'));
  };
  if (tax === 'included') return each(bind(included));
  if (tax === 'not_applicable') return `${each(paid)} (${words.notApplicable})`;
  if (tax !== 'excluded' || net === null || net === undefined) return each(paid);
  return `${each(bind(fill(words.excluded, { price: formatMoney(locale, net) })))} (${bind(included)})`;
}

/** Metres, great circle: "moins de 1 km", "1,2 km", "18 km". Places are blurred by 300-500 m: never metres. */
export function formatDistance(locale: Locale, metres: number): string {
  if (metres < 1000) return unitWords[locale].distance.near;
  const km = metres / 1000;
  return `${formatNumber(locale, km, { maximumFractionDigits: km < 9.95 ? 1 : 0 })}${beforeUnit}km`;
}

/** 0.456 -> "45,6 %". */
export function formatPercent(locale: Locale, ratio: number, digits = 0): string {
  return formatNumber(locale, ratio, { style: 'percent', maximumFractionDigits: digits });
}

/** "1,2 Mo": bytes in decimal units, for upload limits. */
export function formatBytes(locale: Locale, bytes: number): string {
  const [size, unit] =
    bytes >= 1e9
      ? ([1e9, 'gigabyte'] as const)
      : bytes >= 1e6
        ? ([1e6, 'megabyte'] as const)
        : ([1e3, 'kilobyte'] as const);
  return formatNumber(locale, bytes / size, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: size > 1e3 && bytes < 10 * size ? 1 : 0,
  });
}
