import { z } from 'zod';
import { choice, fail, optionalText, v } from '#app/domain/validation.ts';
import { parseQuantity } from './quantity.ts';
import { ALT_BASES, LIFTS, LOADING_HELPS, UNITS, VEHICLES } from './vocabulary.ts';

const optionalChoice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.literal('').transform(() => undefined), choice(values)]).optional();

/** A whole number of floors, below ground with a minus. */
const floor = z
  .union([z.string(), z.number()])
  .optional()
  .transform((typed, ctx) => {
    const plain = String(typed ?? '')
      .trim()
      .replace(/^[−–]/, '-');
    if (plain === '') return undefined;
    if (!/^[-+]?\d{1,3}$/.test(plain)) return fail(ctx, 'invalid-number');
    const number = Number(plain);
    if (number < -20) return fail(ctx, 'number-too-small');
    return number > 100 ? fail(ctx, 'number-too-large') : number;
  });

/** Thousandths; it may be left empty. */
const amount = z
  .union([z.string(), z.number()])
  .optional()
  .transform((typed, ctx) => {
    const plain = String(typed ?? '').trim();
    if (plain === '') return undefined;
    const milli = parseQuantity(plain);
    return milli !== null && milli < 1e9 ? milli : fail(ctx, 'invalid-quantity');
  });

/** What taking the lot away asks: read before reserving, ticked, printed on the slip. */
export const removalInput = {
  removalTools: optionalText(500),
  removalAccess: optionalText(1000),
  removalFloor: floor,
  removalLift: optionalChoice(LIFTS),
  loadingHelp: optionalChoice(LOADING_HELPS),
  largestVehicle: optionalChoice(VEHICLES),
  protection: optionalText(500),
  siteRules: optionalText(2000),
  /** Why private persons may take it down themselves; without a reason they may not. */
  privateRemovalReason: optionalText(500).refine(
    (reason) => reason === undefined || reason.length >= 10,
    v('too-short'),
  ),
  pickupPlace: optionalText(300),
  pickupHours: optionalText(500),
  sortingOperator: optionalText(160),
  /** the most one taker may take, in the lot's unit */
  perTaker: amount.refine((milli) => milli !== 0, v('invalid-quantity')),
};

export const REMOVAL_OPTIONAL = [
  'removalTools',
  'removalAccess',
  'removalFloor',
  'removalLift',
  'loadingHelp',
  'largestVehicle',
  'protection',
  'siteRules',
  'privateRemovalReason',
  'pickupPlace',
  'pickupHours',
  'sortingOperator',
] as const;

/** "1 pallet = 9.6 m2": `altAmount` (1 when empty) of `altUnit` are `altOf` of the lot's unit. */
export const otherUnitInput = {
  altUnit: optionalChoice(UNITS),
  altAmount: amount,
  altOf: amount,
  altBasis: optionalChoice(ALT_BASES),
  /** In which of the two units the quantity is typed. */
  quantityIn: z
    .union([z.literal(''), z.enum(['own', 'alt'])])
    .optional()
    .transform((value) => (value === 'alt' ? ('alt' as const) : ('own' as const))),
};
