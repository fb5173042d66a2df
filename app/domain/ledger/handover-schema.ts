import { z } from 'zod';
import { parseDecimal } from '#app/domain/decimal.ts';
import { parseQuantity } from '#app/domain/lots/quantity.ts';
import { choice, fail, optionalDay, type ValidationKey } from '#app/domain/validation.ts';

/** Zero is an answer too: nothing was taken. */
export const taken = z.union([z.string(), z.number()], { error: 'required' }).transform((typed, ctx) => {
  const plain = String(typed).trim();
  if (plain === '') return fail(ctx, 'required');
  return parseDecimal(plain, 3) === 0 ? 0 : (parseQuantity(plain) ?? fail(ctx, 'invalid-taken'));
});

export const kilograms = z
  .union([z.string(), z.number()])
  .optional()
  .transform((typed, ctx) => {
    const plain = String(typed ?? '')
      .trim()
      .replace(/\s*kg$/i, '');
    return plain === '' ? undefined : (parseQuantity(plain) ?? fail(ctx, 'invalid-mass'));
  });

/**
 * What one side says was taken. Output: quantity in thousandths of the lot's unit; massKg in grams, only when weighed.
 * `pickedUpOn` empty = the other side's day, or today in the site's zone.
 */
export const handoverInput = z
  .object({
    quantity: taken,
    method: choice(['counted', 'weighed']).default('counted'),
    massKg: kilograms,
    pickedUpOn: optionalDay,
    identicalUse: z
      .union([z.boolean(), z.string()])
      .optional()
      .transform((value) => value === true || value === 'on'),
  })
  .superRefine(({ method, massKg, quantity }, ctx) => {
    const no = (message: ValidationKey) => ctx.addIssue({ code: 'custom', message, path: ['massKg'] });
    if (quantity === 0) return;
    if (method === 'weighed' && massKg === undefined) no('required');
    // a mass typed beside "counted" is never dropped in silence
    if (method === 'counted' && massKg !== undefined) no('mass-not-weighed');
  });

export type HandoverInput = z.output<typeof handoverInput>;
