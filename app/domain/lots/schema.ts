import { z } from 'zod';
import { choice, fail, optionalDay, optionalInteger, optionalText, text, v } from '#app/domain/validation.ts';
import { withVat } from './price-words.ts';
import { isWholeSteps, massOf, parsePrice, parseQuantity, stepOf } from './quantity.ts';
import { otherUnitInput, REMOVAL_OPTIONAL, removalInput } from './schema-details.ts';
import { otherUnitOf, toOwnUnit } from './units.ts';
import {
  type AltBasis,
  ASSEMBLIES,
  CONDITIONS,
  LEGAL_LINES,
  LOT_ACCEPT_MODES,
  MASS_BASES,
  POLLUTANT_ANSWERS,
  PRICE_BASES,
  PRICE_CHOICES,
  PRICE_SAYS,
  PRICE_TAXES,
  type PriceChoice,
  type PriceSays,
  type PriceTax,
  REMOVALS,
  REUSE_POTENTIALS,
  UNITS,
  type Unit,
  VAT_RATES,
} from './vocabulary.ts';

/** Quantity as typed -> thousandths. */
export const quantityText = z
  .union([z.string(), z.number()], { error: 'required' })
  .transform((typed, ctx) =>
    String(typed).trim() === ''
      ? fail(ctx, 'required')
      : (parseQuantity(String(typed)) ?? fail(ctx, 'invalid-quantity')),
  );

const priceText = z
  .union([z.string(), z.number()])
  .optional()
  .transform((typed, ctx) => {
    const plain = String(typed ?? '').trim();
    return plain === '' ? undefined : (parsePrice(plain) ?? fail(ctx, 'invalid-price'));
  });

/** Kilograms of one unit as typed -> grams. */
const unitMassText = z
  .union([z.string(), z.number()])
  .optional()
  .transform((typed, ctx) => {
    const plain = String(typed ?? '')
      .trim()
      .replace(/\s*kg$/i, '');
    return plain === '' ? undefined : (parseQuantity(plain) ?? fail(ctx, 'invalid-mass'));
  });

/** Of a price announced without tax; the ordinary one when nothing is said. */
export const vatRate = z
  .union([z.literal('').transform(() => undefined), choice(VAT_RATES)])
  .optional()
  .transform((rate) => Number(rate ?? VAT_RATES[0]));

/** The columns of a price as it was typed: what the taker pays, and how that is announced. A gift has no tax. */
export function announcedAs(
  pricing: PriceChoice | undefined,
  typed: number | null | undefined,
  { priceTax, vatPermille, priceSays }: { priceTax: PriceTax; vatPermille: number; priceSays?: PriceSays },
): { priceCents: number | null; priceTax: PriceTax; vatPermille: number | undefined } {
  if (pricing === 'gift') return { priceCents: 0, priceTax: 'included', vatPermille: undefined };
  const cents = pricing === 'priced' ? (typed ?? null) : null;
  if (priceTax !== 'excluded') return { priceCents: cents, priceTax, vatPermille: undefined };
  const paid = cents === null || priceSays === 'paid' ? cents : withVat(cents, vatPermille);
  return { priceCents: paid, priceTax, vatPermille };
}

const optionalChoice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.literal('').transform(() => undefined), choice(values)]).optional();

/** A million tonnes: more is a slip, and the sums of many lots stay exact. */
const MOST_GRAMS = 1e12;

/** A lot as typed. Output: quantityMilli, priceCents (null on request, 0 gift), unitMassG (undefined = the type's default). */
export const lotInput = z
  .object({
    typeCode: z.string({ error: v('choose-type') }).regex(/^[A-Z]{3}-\d{2}$/, v('choose-type')),
    title: text(160),
    description: optionalText(4000),
    unit: choice(UNITS),
    quantity: quantityText,
    massBasis: choice(MASS_BASES).default('default'),
    unitMassKg: unitMassText,
    pricing: choice(PRICE_CHOICES),
    price: priceText,
    priceBasis: choice(PRICE_BASES).default('unit'),
    priceTax: choice(PRICE_TAXES).default('included'),
    vatPermille: vatRate,
    priceSays: choice(PRICE_SAYS).default('announced'),
    negotiable: z
      .union([z.boolean(), z.string()])
      .optional()
      .transform((value) => value === true || value === 'on'),
    condition: choice(CONDITIONS).default('unknown'),
    ageNote: optionalText(120),
    assembly: optionalChoice(ASSEMBLIES),
    lengthMm: optionalInteger(1, 100_000),
    widthMm: optionalInteger(1, 100_000),
    thicknessMm: optionalInteger(1, 100_000),
    building: optionalText(80),
    level: optionalText(80),
    room: optionalText(120),
    reusePotential: optionalChoice(REUSE_POTENTIALS),
    asbestos: choice(POLLUTANT_ANSWERS).default('unknown'),
    lead: choice(POLLUTANT_ANSWERS).default('unknown'),
    otherPollutants: optionalText(300),
    removal: choice(REMOVALS).default('removed'),
    removalNote: optionalText(2000),
    availableFrom: optionalDay,
    availableUntil: optionalDay,
    acceptMode: choice(LOT_ACCEPT_MODES).default('site'),
    legalLine: choice(LEGAL_LINES).default('reemploi'),
    ...removalInput,
    ...otherUnitInput,
  })
  .transform((value, ctx) => {
    const {
      unitMassKg,
      pricing,
      price,
      altAmount,
      altOf,
      quantityIn,
      priceSays: _says,
      perTaker,
      ...said
    } = value;
    const { quantity: typed, ...rest } = said;
    const alt = otherUnit(value, ctx);
    const quantity = quantityIn === 'alt' ? counted(typed, { ...rest, ...alt, unitMassKg }) : typed;
    if (quantity === null || quantity === 0) {
      const message = quantity === 0 ? 'invalid-quantity' : 'other-unit-needed';
      ctx.addIssue({ code: 'custom', message, path: ['quantity'] });
      return z.NEVER;
    }
    if (!isWholeSteps(quantity, stepOf(value.unit))) {
      ctx.addIssue({ code: 'custom', message: 'whole-steps', path: ['quantity'] });
    }
    if (perTaker !== undefined && !isWholeSteps(perTaker, stepOf(value.unit)))
      ctx.addIssue({ code: 'custom', message: 'whole-steps', path: ['perTaker'] });
    if (value.massBasis !== 'default' && unitMassKg === undefined) {
      ctx.addIssue({ code: 'custom', message: 'required', path: ['unitMassKg'] });
    }
    if (unitMassKg !== undefined && massOf(quantity, unitMassKg) > MOST_GRAMS) {
      ctx.addIssue({ code: 'custom', message: 'mass-too-large', path: ['unitMassKg'] });
    }
    if (pricing === 'priced' && (price === undefined || price === 0)) {
      ctx.addIssue({ code: 'custom', message: price === 0 ? 'invalid-price' : 'required', path: ['price'] });
    }
    if (value.availableFrom && value.availableUntil && value.availableUntil < value.availableFrom) {
      ctx.addIssue({ code: 'custom', message: 'date-order', path: ['availableUntil'] });
    }
    return {
      ...rest,
      ...alt,
      perTakerMilli: perTaker,
      quantityMilli: quantity,
      stepMilli: stepOf(value.unit),
      unitMassG: value.massBasis === 'default' ? undefined : unitMassKg,
      ...announcedAs(pricing, price, value),
    };
  });

export type LotInput = z.output<typeof lotInput>;

interface OtherUnitTyped {
  unit: Unit;
  altUnit?: Unit;
  altAmount?: number;
  altOf?: number;
  altBasis?: AltBasis;
}

interface OtherUnitColumns {
  altUnit?: Unit;
  altAmountMilli?: number;
  altOfMilli?: number;
  altBasis?: AltBasis;
}

/** The other unit as columns. Its factor is asked, except in kilograms and tonnes: there it is the unit mass. */
function otherUnit(
  { unit, altUnit, altAmount, altOf, altBasis }: OtherUnitTyped,
  ctx: z.RefinementCtx,
): OtherUnitColumns {
  const none = { altUnit: undefined, altAmountMilli: undefined, altOfMilli: undefined, altBasis: undefined };
  if (!altUnit) return none;
  if (altUnit === unit) {
    ctx.addIssue({ code: 'custom', message: 'same-unit', path: ['altUnit'] });
    return none;
  }
  if (altUnit === 'kg' || altUnit === 't') return { ...none, altUnit };
  if (altOf === undefined) ctx.addIssue({ code: 'custom', message: 'required', path: ['altOf'] });
  return { altUnit, altAmountMilli: altAmount ?? 1000, altOfMilli: altOf, altBasis: altBasis ?? 'declared' };
}

/** What was counted in the other unit, in the lot's own; null when its factor is not known yet. */
function counted(typed: number, lot: OtherUnitColumns & { unit: Unit; unitMassKg?: number }): number | null {
  const other = otherUnitOf({ ...lot, unitMassG: lot.unitMassKg });
  return other && toOwnUnit(typed, other, stepOf(lot.unit));
}

/** What may be left empty, and is then erased. */
export const LOT_OPTIONAL = [
  'description',
  'ageNote',
  'assembly',
  'lengthMm',
  'widthMm',
  'thicknessMm',
  'building',
  'level',
  'room',
  'reusePotential',
  'otherPollutants',
  'removalNote',
  'availableFrom',
  'availableUntil',
  ...REMOVAL_OPTIONAL,
  'altUnit',
  'altAmountMilli',
  'altOfMilli',
  'altBasis',
  'vatPermille',
  'perTakerMilli',
] as const satisfies readonly (keyof LotInput)[];

/**
 * The lot form: a lot, and whether its publication comes next. `today` is a day
 * YYYY-MM-DD: what could not be published is said beside its field before anything is kept.
 */
export const lotForm = (today: string) =>
  lotInput
    .and(
      z.object({
        intent: z.enum(['save', 'publish']).default('save'),
        version: z.coerce.number().int().positive().optional(),
      }),
    )
    .superRefine((lot, ctx) => {
      if (lot.intent !== 'publish') return;
      if (lot.asbestos === 'yes')
        ctx.addIssue({ code: 'custom', message: 'asbestos-listed', path: ['asbestos'] });
      if (lot.availableUntil && lot.availableUntil < today) {
        ctx.addIssue({ code: 'custom', message: 'window-over', path: ['availableUntil'] });
      }
    });
