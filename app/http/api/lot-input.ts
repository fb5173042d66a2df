import { z } from 'zod';
import type { LotPageView } from '#app/domain/lots/lot-page.server.ts';
import { formatMilli, parseQuantity } from '#app/domain/lots/quantity.ts';
import {
  ALT_BASES,
  ASSEMBLIES,
  CONDITIONS,
  LEGAL_LINES,
  LIFTS,
  LOADING_HELPS,
  LOT_ACCEPT_MODES,
  MASS_BASES,
  POLLUTANT_ANSWERS,
  PRICE_BASES,
  PRICE_TAXES,
  REMOVALS,
  REUSE_POTENTIALS,
  UNITS,
  VAT_RATES,
  VEHICLES,
} from '#app/domain/lots/vocabulary.ts';
import { fail, type ValidationKey, v } from '#app/domain/validation.ts';

/** Bodies that write lots: the words of the API, turned into what the form sends, so that one schema judges both. */
const decimal = (wrong: ValidationKey) =>
  z
    .number({ error: (issue) => (issue.input === undefined ? v('required') : wrong) })
    .transform((value, ctx) => formatMilli(parseQuantity(String(value)) ?? fail(ctx, wrong)));
const words = (max: number) => z.string().max(max, v('too-long'));
const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: (issue) => (issue.input === undefined ? v('required') : v('invalid-choice')) });
const day = z.iso.date(v('invalid-date'));
const price = z.int(v('invalid-price')).min(0, v('invalid-price')).max(1e11, v('invalid-price'));
const millimetres = z.int(v('invalid-number')).min(1, v('number-too-small'));

const must = {
  type: z.string({ error: v('choose-type') }).describe('Code of the taxonomy, BOI-01.'),
  title: words(160),
  quantity: decimal('invalid-quantity').describe('In `unit`, at most three decimals.'),
  unit: choice(UNITS),
  price_cents: price.nullable().describe('What the taker pays; 0 is a gift, null on request.'),
};
const may = {
  description: words(4000).nullable(),
  price_basis: choice(PRICE_BASES),
  price_tax: choice(PRICE_TAXES).describe(
    'How the price is announced; `price_cents` is what the taker pays in every case.',
  ),
  vat_permille: z
    .union(VAT_RATES.map((rate) => z.literal(Number(rate))))
    .nullable()
    .describe('Thousandths, of a price announced without tax (200 when absent).'),
  negotiable: z.boolean(),
  condition: choice(CONDITIONS),
  mass_basis: choice(MASS_BASES),
  unit_mass_kg: decimal('invalid-mass').nullable().describe('When declared or measured.'),
  age: words(120).nullable(),
  assembly: choice(ASSEMBLIES).nullable(),
  length_mm: millimetres.nullable(),
  width_mm: millimetres.nullable(),
  thickness_mm: millimetres.nullable(),
  building: words(80).nullable(),
  level: words(80).nullable(),
  room: words(120).nullable(),
  reuse_potential: choice(REUSE_POTENTIALS).nullable(),
  asbestos: choice(POLLUTANT_ANSWERS).describe('unknown when absent, never no.'),
  lead: choice(POLLUTANT_ANSWERS),
  other_pollutants: words(300).nullable(),
  removal: choice(REMOVALS),
  removal_note: words(2000).nullable(),
  removal_tools: words(500).nullable(),
  removal_access: words(1000).nullable(),
  removal_floor: z.int(v('invalid-number')).nullable(),
  removal_lift: choice(LIFTS).nullable(),
  loading_help: choice(LOADING_HELPS).nullable(),
  largest_vehicle: choice(VEHICLES).nullable(),
  protection: words(500).nullable(),
  site_rules: words(2000).nullable(),
  private_removal_reason: words(500).nullable(),
  pickup_place: words(300).nullable(),
  pickup_hours: words(500).nullable(),
  sorting_operator: words(160).nullable(),
  per_taker: decimal('invalid-quantity')
    .nullable()
    .describe('The most one taker may take, all its reservations together.'),
  available_from: day.nullable(),
  available_until: day.nullable(),
  accept_mode: choice(LOT_ACCEPT_MODES).describe('`site`: as the site says, the default.'),
  legal_line: choice(LEGAL_LINES),
  other_unit: z
    .strictObject({
      unit: choice(UNITS),
      amount: decimal('invalid-quantity').optional(),
      of: decimal('invalid-quantity').optional(),
      basis: choice(ALT_BASES).optional(),
    })
    .nullable()
    .describe('`amount` (1 when absent) of that unit are `of` of `unit`; in kg and t it is the unit mass.'),
};
const all = { ...must, ...may };

export const createLotBody = z
  .strictObject({
    site: z.uuid(v('required')).describe('Your site or depot.'),
    ...must,
    ...z.object(may).partial().shape,
  })
  .meta({ id: 'NewLot' });

/** What is absent stays as it is; null empties. Once published, type, quantity, unit, mass and legal line no longer change. */
export const changeLotBody = z
  .strictObject({
    version: z
      .int(v('invalid-number'))
      .optional()
      .describe('Read with the lot: refused when it changed since.'),
    ...z.object(all).partial().shape,
  })
  .meta({ id: 'LotChange' });

type Said = Partial<z.output<z.ZodObject<typeof all>>>;

/** Names that differ by more than their case. */
const NAMES: Record<string, string> = { type: 'typeCode', unit_mass_kg: 'unitMassKg', age: 'ageNote' };
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The fields of the form, as typed. An emptied one is ''. */
export function typedOf({ price_cents: cents, other_unit: other, ...said }: Said): Record<string, unknown> {
  const typed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(said))
    if (value !== undefined) typed[NAMES[name] ?? camel(name)] = value ?? '';
  if (cents !== undefined) {
    typed.pricing = cents === null ? 'on_request' : cents === 0 ? 'gift' : 'priced';
    typed.price = cents ? (cents / 100).toFixed(2) : '';
    typed.priceSays = 'paid';
  }
  if (said.vat_permille) typed.vatPermille = String(said.vat_permille);
  if (other !== undefined)
    Object.assign(typed, {
      ...{ altUnit: other?.unit ?? '', altAmount: other?.amount ?? '', altOf: other?.of ?? '' },
      altBasis: other?.basis ?? '',
    });
  return typed;
}

/** Where a problem of the form's schema is in the body. */
export function bodyField(field: string): string {
  const known = Object.entries({ ...NAMES, price_cents: 'price', other_unit: 'altOf' }).find(
    ([, name]) => name === field,
  );
  return known?.[0] ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A lot as the form would show it to be changed. */
export function typedLot(lot: LotPageView): Record<string, unknown> {
  const priced = lot.priceCents !== null && lot.priceCents > 0;
  const { conditions: _conditions, ...rest } = lot;
  return {
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, value ?? ''])),
    quantity: formatMilli(lot.quantityMilli),
    perTaker: lot.perTakerMilli === null ? '' : formatMilli(lot.perTakerMilli),
    unitMassKg: lot.massBasis === 'default' || lot.unitMassG === null ? '' : formatMilli(lot.unitMassG),
    pricing: lot.priceCents === null ? 'on_request' : priced ? 'priced' : 'gift',
    price: priced ? ((lot.priceCents ?? 0) / 100).toFixed(2) : '',
    priceSays: 'paid',
    vatPermille: lot.vatPermille === null ? '' : String(lot.vatPermille),
    altAmount: lot.altAmountMilli === null ? '' : formatMilli(lot.altAmountMilli),
    altOf: lot.altOfMilli === null ? '' : formatMilli(lot.altOfMilli),
  };
}
