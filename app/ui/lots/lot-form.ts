import type { LotPageView } from '#app/domain/lots/lot-page.server.ts';
import { formatMilli } from '#app/domain/lots/quantity.ts';
import type { SiteWholeView } from '#app/domain/sites/queries.server.ts';
import type { Locale } from '#app/i18n/locale.ts';

/** The fields of the form in the order of the page, each with the key of its label in `lotForm.label`. */
export const LOT_FIELDS = [
  'typeCode',
  'title',
  'quantity',
  'unit',
  'pricing',
  'price',
  'priceBasis',
  'negotiable',
  'condition',
  'availableFrom',
  'availableUntil',
  'massBasis',
  'unitMassKg',
  'description',
  'ageNote',
  'assembly',
  'lengthMm',
  'widthMm',
  'thicknessMm',
  'reusePotential',
  'building',
  'level',
  'room',
  'asbestos',
  'lead',
  'removal',
  'removalNote',
  'acceptMode',
  'legalLine',
] as const;
export type LotField = (typeof LOT_FIELDS)[number];
export type LotFields = Record<LotField, string>;

/** What a new lot takes from its site. */
export const newLotFields = (
  site: Pick<SiteWholeView, 'kind' | 'startsOn' | 'endsOn' | 'acceptMode'>,
): Partial<LotFields> => ({
  condition: 'unknown',
  massBasis: 'default',
  priceBasis: 'unit',
  asbestos: 'unknown',
  lead: 'unknown',
  removal: 'removed',
  legalLine: 'reemploi',
  acceptMode: site.acceptMode,
  availableFrom: site.kind === 'works' ? (site.startsOn ?? '') : '',
  availableUntil: site.kind === 'works' ? (site.endsOn ?? '') : '',
});

const text = (value: string | number | null): string => (value === null ? '' : String(value));

/** A number as the reader types it: "12,5" in French, "12.5" in English. */
const decimal = (locale: Locale, milli: number): string =>
  locale === 'fr' ? formatMilli(milli).replace('.', ',') : formatMilli(milli);

/** 1550 -> "15,50". */
function euros(locale: Locale, cents: number): string {
  const digits = String(cents).padStart(3, '0');
  const fraction = digits.slice(-2);
  const separator = locale === 'fr' ? ',' : '.';
  return digits.slice(0, -2) + (fraction === '00' ? '' : separator + fraction);
}

export function lotFields(lot: LotPageView, locale: Locale): Partial<LotFields> {
  const priced = lot.priceCents !== null && lot.priceCents > 0;
  return {
    typeCode: lot.typeCode,
    title: lot.title,
    quantity: decimal(locale, lot.quantityMilli),
    unit: lot.unit,
    pricing: lot.priceCents === null ? 'on_request' : priced ? 'priced' : 'gift',
    price: priced ? euros(locale, lot.priceCents ?? 0) : '',
    priceBasis: lot.priceBasis,
    negotiable: lot.negotiable ? 'on' : '',
    condition: lot.condition,
    availableFrom: text(lot.availableFrom),
    availableUntil: text(lot.availableUntil),
    massBasis: lot.massBasis,
    unitMassKg: lot.massBasis === 'default' || lot.unitMassG === null ? '' : decimal(locale, lot.unitMassG),
    description: text(lot.description),
    ageNote: text(lot.ageNote),
    assembly: text(lot.assembly),
    lengthMm: text(lot.lengthMm),
    widthMm: text(lot.widthMm),
    thicknessMm: text(lot.thicknessMm),
    reusePotential: text(lot.reusePotential),
    building: text(lot.building),
    level: text(lot.level),
    room: text(lot.room),
    asbestos: lot.asbestos,
    lead: lot.lead,
    removal: lot.removal,
    removalNote: text(lot.removalNote),
    acceptMode: lot.acceptMode,
    legalLine: lot.legalLine,
  };
}
