import type { LotPageView } from '#app/domain/lots/lot-page.server.ts';
import { asPrice } from '#app/domain/lots/price-words.ts';
import { formatMilli } from '#app/domain/lots/quantity.ts';
import type { SiteWholeView } from '#app/domain/sites/queries.server.ts';
import type { Locale } from '#app/i18n/locale.ts';

export const OTHER_UNIT_FIELDS = ['altUnit', 'altAmount', 'altOf', 'altBasis', 'quantityIn'] as const;

export const REMOVAL_FIELDS = [
  'removal',
  'privateRemovalReason',
  'removalNote',
  'removalFloor',
  'removalLift',
  'loadingHelp',
  'largestVehicle',
  'removalAccess',
  'removalTools',
  'protection',
  'siteRules',
] as const;

export const PICKUP_FIELDS = [
  'acceptMode',
  'perTaker',
  'pickupHours',
  'pickupPlace',
  'sortingOperator',
] as const;

/** The fields of the form in the order of the page, each with the key of its label in `lotForm.label`. */
export const LOT_FIELDS = [
  'typeCode',
  'title',
  'quantity',
  'unit',
  'pricing',
  'price',
  'priceTax',
  'vatPermille',
  'priceBasis',
  'negotiable',
  'condition',
  'availableFrom',
  'availableUntil',
  'massBasis',
  'unitMassKg',
  ...OTHER_UNIT_FIELDS,
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
  'otherPollutants',
  ...REMOVAL_FIELDS,
  ...PICKUP_FIELDS,
  'legalLine',
] as const;
export type LotField = (typeof LOT_FIELDS)[number];
export type LotFields = Record<LotField, string>;

/** What a new lot takes from its site. */
export const newLotFields = (
  site: Pick<SiteWholeView, 'kind' | 'startsOn' | 'endsOn'>,
): Partial<LotFields> => ({
  condition: 'unknown',
  massBasis: 'default',
  priceBasis: 'unit',
  priceTax: 'included',
  vatPermille: '200',
  asbestos: 'unknown',
  lead: 'unknown',
  altBasis: 'declared',
  quantityIn: 'own',
  removal: 'removed',
  legalLine: 'reemploi',
  acceptMode: 'site',
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
    price: priced ? euros(locale, asPrice(lot).net ?? lot.priceCents ?? 0) : '',
    priceTax: lot.priceTax,
    vatPermille: text(lot.vatPermille ?? 200),
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
    otherPollutants: text(lot.otherPollutants),
    altUnit: text(lot.altUnit),
    altAmount: lot.altAmountMilli === null ? '' : decimal(locale, lot.altAmountMilli),
    altOf: lot.altOfMilli === null ? '' : decimal(locale, lot.altOfMilli),
    altBasis: lot.altBasis ?? 'declared',
    quantityIn: 'own',
    removal: lot.removal,
    privateRemovalReason: text(lot.privateRemovalReason),
    removalNote: text(lot.removalNote),
    removalFloor: text(lot.removalFloor),
    removalLift: text(lot.removalLift),
    loadingHelp: text(lot.loadingHelp),
    largestVehicle: text(lot.largestVehicle),
    removalAccess: text(lot.removalAccess),
    removalTools: text(lot.removalTools),
    protection: text(lot.protection),
    siteRules: text(lot.siteRules),
    acceptMode: lot.ownAcceptMode,
    perTaker: lot.perTakerMilli === null ? '' : decimal(locale, lot.perTakerMilli),
    pickupHours: text(lot.pickupHours),
    pickupPlace: text(lot.pickupPlace),
    sortingOperator: text(lot.sortingOperator),
    legalLine: lot.legalLine,
  };
}
