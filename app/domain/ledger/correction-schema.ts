import { z } from 'zod';
import { choice, type ValidationKey } from '#app/domain/validation.ts';
import { kilograms, taken } from './handover-schema.ts';
import { CORRECTION_REASONS } from './line-views.ts';

const ticked = z
  .union([z.boolean(), z.string()])
  .optional()
  .transform((value) => value === true || value === 'on');

/**
 * What a line should have said. Output: quantity in thousandths (0: nothing was taken), massKg in grams, only when weighed.
 * `sure`: figures that look like a slip are meant.
 */
export const correctionInput = z
  .object({
    quantity: taken,
    method: choice(['counted', 'weighed']).default('counted'),
    massKg: kilograms,
    reason: choice(CORRECTION_REASONS),
    sure: ticked,
  })
  .superRefine(({ method, massKg, quantity }, ctx) => {
    const no = (message: ValidationKey) => ctx.addIssue({ code: 'custom', message, path: ['massKg'] });
    if (quantity === 0) return;
    if (method === 'weighed' && massKg === undefined) no('required');
    if (method === 'counted' && massKg !== undefined) no('mass-not-weighed');
  });

export type CorrectionInput = z.output<typeof correctionInput>;
