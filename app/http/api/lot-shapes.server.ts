import { z } from 'zod';
import type { LotPageView } from '#app/domain/lots/lot-page.server.ts';
import { otherUnitOf } from '#app/domain/lots/units.ts';
import type { LotCard, PhotoView } from '#app/domain/lots/views.ts';
import {
  ASSEMBLIES,
  CONDITIONS,
  FAMILIES,
  LEGAL_LINES,
  LIFTS,
  LOADING_HELPS,
  LOT_STATUSES,
  MASS_BASES,
  POLLUTANT_ANSWERS,
  PRICE_BASES,
  PRICE_TAXES,
  REMOVALS,
  UNITS,
  VEHICLES,
} from '#app/domain/lots/vocabulary.ts';
import { capacities, organisationKinds } from '#app/domain/organisations/vocabulary.ts';
import { instant, kilograms, quantity } from '#app/http/api/facts.ts';
import { paths } from '#app/http/paths.ts';

const decimal = z.number().min(0).describe('Decimal with at most three decimals, in the unit of the lot.');
const day = z.iso.date().nullable();
const bilingual = z.strictObject({ fr: z.string(), en: z.string() });
export const commune = z.strictObject({ code: z.string(), name: z.string() }).meta({ id: 'Commune' });
export const unit = z.enum(UNITS).meta({ id: 'Unit' });
export const price = z
  .int()
  .min(0)
  .nullable()
  .describe(
    'Euro cents, what the taker pays, per unit or for the whole (price_basis). 0 is a gift, null on request.',
  );

const capacity = z
  .enum(capacities)
  .describe('In what capacity the holder offers it: a professional, a private person, a public body.');

const common = {
  title: z.string(),
  family: z.enum(FAMILIES),
  type: z.string(),
  type_name: bilingual,
  quantity: decimal,
  left: decimal,
  unit,
  condition: z.enum(CONDITIONS),
  price_cents: price,
  price_basis: z.enum(PRICE_BASES),
  price_tax: z
    .enum(PRICE_TAXES)
    .describe('How it is announced: with VAT, without it (then at vat_permille), or none is charged.'),
  vat_permille: z.int().nullable(),
  negotiable: z.boolean(),
  free: z.boolean(),
  available_from: day,
  available_until: day,
  commune,
  status: z.enum(LOT_STATUSES),
  url: z.url(),
  photo: z.url().optional(),
};

const point = z
  .strictObject({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) })
  .meta({
    id: 'PublicPoint',
    description: 'WGS84 lon, lat. Moved by 300 to 500 m, except for a depot open to all.',
  });

const feature = <P extends z.ZodRawShape>(properties: P) =>
  z.strictObject({
    type: z.literal('Feature'),
    id: z.uuid(),
    geometry: point,
    properties: z.strictObject(properties),
  });

export const lotInList = feature({
  ...common,
  holder: z.strictObject({ capacity, verified: z.boolean() }),
  distance_km: z.number().min(0).optional().describe('From `near`, as the crow flies.'),
}).meta({ id: 'LotInList' });

export const lotCollection = z
  .strictObject({
    type: z.literal('FeatureCollection'),
    features: z.array(lotInList),
    next: z.string().nullable().describe('Cursor of the next page; null on the last.'),
  })
  .meta({ id: 'Lots' });

const words = z.string().optional();
const removalConditions = z
  .strictObject({
    removal: z.enum(REMOVALS),
    note: words,
    tools: words,
    access: words,
    floor: z.int().optional(),
    lift: z.enum(LIFTS).optional(),
    loading: z.enum(LOADING_HELPS).optional(),
    vehicle: z.enum(VEHICLES).optional(),
    protection: words,
    rules: words,
  })
  .meta({ id: 'RemovalConditions' });

export const lotAlone = feature({
  ...common,
  description: z.string().nullable(),
  step: decimal.describe('The smallest amount that can be reserved.'),
  held: decimal,
  collected: decimal,
  unit_mass_kg: z.number().nullable(),
  mass_basis: z.enum(MASS_BASES),
  age: z.string().nullable(),
  assembly: z.enum(ASSEMBLIES).nullable(),
  length_mm: z.int().nullable(),
  width_mm: z.int().nullable(),
  thickness_mm: z.int().nullable(),
  asbestos: z.enum(POLLUTANT_ANSWERS),
  lead: z.enum(POLLUTANT_ANSWERS),
  removal: z.enum(REMOVALS),
  accept_mode: z.enum(['ask', 'at_once']).describe('How a request is answered, as it stands for this lot.'),
  accept_mode_from: z.enum(['site', 'lot']).describe('Whose choice `accept_mode` is.'),
  legal_line: z.enum(LEGAL_LINES),
  conditions: removalConditions
    .nullable()
    .describe('What removing it asks; accept it with accept_conditions when reserving. Null: nothing.'),
  pickup_hours: z.string().nullable(),
  per_taker: z
    .number()
    .nullable()
    .describe('The most one taker may take, all its reservations together; null: as much as is left.'),
  sorting_operator: z.string().nullable().describe('Who sorted on site (L541-4-4 code de l’environnement).'),
  other_unit: z
    .strictObject({ unit: unit, amount: decimal, of: decimal })
    .nullable()
    .describe('`amount` of that unit are `of` of the unit of the lot.'),
  version: z.int().describe('To send back with a change.'),
  published_at: z.iso.datetime().nullable(),
  updated_at: z.iso.datetime(),
  site_kind: z.enum(['works', 'depot']),
  review: z
    .strictObject({ state: z.enum(['waiting', 'refused']), reason: z.string().nullable() })
    .nullable()
    .describe('For its holder: published, and seen by nobody else until the operator has looked at it.'),
  holder: z.strictObject({
    kind: z.enum(organisationKinds),
    name: z.string().nullable().describe('Null for a private person.'),
    capacity,
    verified: z.boolean(),
  }),
  photos: z.array(z.strictObject({ url: z.url(), width: z.int(), alt: z.string().nullable() })),
}).meta({ id: 'Lot' });

const photoAt = (origin: string, photo: PhotoView, atMost: number) => {
  const width = [...photo.widths].filter((one) => one <= atMost).at(-1) ?? photo.widths[0] ?? 480;
  return { url: `${origin}${paths.photo(`${photo.sha256}/${width}.webp`)}`, width };
};

function commonOf(lot: LotCard | LotPageView, photo: PhotoView | undefined, origin: string) {
  return {
    title: lot.title,
    family: lot.family,
    type: lot.typeCode,
    type_name: lot.typeName,
    quantity: quantity(lot.quantityMilli),
    left: quantity(lot.leftMilli),
    unit: lot.unit,
    condition: lot.condition,
    price_cents: lot.priceCents,
    price_basis: lot.priceBasis,
    price_tax: lot.priceTax,
    vat_permille: lot.vatPermille,
    negotiable: lot.negotiable,
    free: lot.priceCents === 0,
    available_from: lot.availableFrom,
    available_until: lot.availableUntil,
    commune: { code: lot.commune.code, name: lot.commune.name },
    status: lot.status,
    url: origin + paths.lot(lot.publicId),
    ...(photo ? { photo: photoAt(origin, photo, 960).url } : {}),
  };
}

const placed = ({ publicId, lon, lat }: { publicId: string; lon: number; lat: number }) => ({
  type: 'Feature' as const,
  id: publicId,
  geometry: { type: 'Point' as const, coordinates: [lon, lat] as [number, number] },
});

export const lotOfCard = (card: LotCard, origin: string): z.infer<typeof lotInList> => ({
  ...placed(card),
  properties: {
    ...commonOf(card, card.photo ?? undefined, origin),
    holder: { capacity: card.holder.capacity, verified: card.holder.verified },
    ...(card.distanceKm === null ? {} : { distance_km: card.distanceKm }),
  },
});

export function lotOfPage(lot: LotPageView, origin: string): z.infer<typeof lotAlone> {
  return {
    ...placed(lot),
    properties: {
      ...commonOf(lot, lot.photos[0], origin),
      description: lot.description,
      step: quantity(lot.stepMilli),
      held: quantity(lot.heldMilli),
      collected: quantity(lot.collectedMilli),
      unit_mass_kg: lot.unitMassG === null ? null : kilograms(lot.unitMassG),
      mass_basis: lot.massBasis,
      age: lot.ageNote,
      assembly: lot.assembly,
      length_mm: lot.lengthMm,
      width_mm: lot.widthMm,
      thickness_mm: lot.thicknessMm,
      asbestos: lot.asbestos,
      lead: lot.lead,
      removal: lot.removal,
      accept_mode: lot.acceptMode,
      accept_mode_from: lot.ownAcceptMode === 'site' ? ('site' as const) : ('lot' as const),
      legal_line: lot.legalLine,
      conditions: lot.conditions,
      pickup_hours: lot.pickupHours,
      per_taker: lot.perTakerMilli === null ? null : quantity(lot.perTakerMilli),
      sorting_operator: lot.sortingOperator ?? lot.site.sortingOperator,
      other_unit: otherUnit(lot),
      version: lot.version,
      published_at: instant(lot.publishedAt),
      updated_at: instant(lot.updatedAt),
      site_kind: lot.site.kind,
      review: lot.review,
      holder: holderOf(lot.holder),
      photos: lot.photos.map((photo) => ({ ...photoAt(origin, photo, 1600), alt: photo.alt })),
    },
  };
}

function otherUnit(lot: LotPageView) {
  const other = otherUnitOf(lot);
  return other && { unit: other.unit, amount: quantity(other.amountMilli), of: quantity(other.ofMilli) };
}

/** A private person's organisation bears their own name: it is not for machines to collect. */
function holderOf({ kind, name, capacity: trades, verified }: LotPageView['holder']) {
  const known = organisationKinds.find((one) => one === kind) ?? 'firm';
  return { kind: known, name: known === 'private_person' ? null : name, capacity: trades, verified };
}
