import { z } from 'zod';
import { parseQuantity } from '#app/domain/lots/quantity.ts';
import { quantityText } from '#app/domain/lots/schema.ts';
import { choice, fail, optionalDay } from '#app/domain/validation.ts';

const kilograms = z
  .union([z.string(), z.number()])
  .optional()
  .transform((typed, ctx) => {
    const plain = String(typed ?? '')
      .trim()
      .replace(/\s*kg$/i, '');
    return plain === '' ? undefined : (parseQuantity(plain) ?? fail(ctx, 'invalid-number'));
  });

/**
 * What one side says was taken. Output: quantity in thousandths of the lot's unit; massKg in grams, only when weighed.
 * `pickedUpOn` empty = the other side's day, or today in the site's zone.
 */
export const handoverInput = z
  .object({
    quantity: quantityText,
    method: choice(['counted', 'weighed']).default('counted'),
    massKg: kilograms,
    pickedUpOn: optionalDay,
    identicalUse: z
      .union([z.boolean(), z.string()])
      .optional()
      .transform((value) => value === true || value === 'on'),
  })
  .superRefine((value, ctx) => {
    if (value.method === 'weighed' && value.massKg === undefined) {
      ctx.addIssue({ code: 'custom', message: 'required', path: ['massKg'] });
    }
  });

export type HandoverInput = z.output<typeof handoverInput>;
