import { z } from 'zod';
import { parseDecimal } from '#app/domain/decimal.ts';
import { GIFT_CLAUSES } from '#app/domain/materials/vocabulary.ts';
import { choice, fail, optionalText } from '#app/domain/validation.ts';

export const GIFT_BASES = [...GIFT_CLAUSES, 'justified'] as const;

const euros = z
  .string()
  .optional()
  .transform((typed, ctx) => {
    if (!typed?.trim()) return undefined;
    return parseDecimal(typed.replace('€', ''), 2) ?? fail(ctx, 'invalid-price');
  });

/** Why a public owner's gift may go to this taker: a case of the law with its decision, or a written justification. */
export const giftInput = z
  .object({
    giftBasis: z.union([z.literal('').transform(() => undefined), choice(GIFT_BASES)]).optional(),
    giftUnitValue: euros,
    giftDecision: optionalText(160),
    giftJustification: optionalText(1000),
  })
  .superRefine((value, ctx) => {
    const wrong = (field: string, message: string) =>
      ctx.addIssue({ code: 'custom', path: [field], message });
    if (value.giftBasis === undefined) return;
    if (value.giftBasis === 'justified') {
      if (!value.giftJustification) wrong('giftJustification', 'required');
      else if (value.giftJustification.length < 20) wrong('giftJustification', 'too-short');
      return;
    }
    if (value.giftUnitValue === undefined) wrong('giftUnitValue', 'required');
    if (!value.giftDecision) wrong('giftDecision', 'required');
  });

export type GiftInput = Partial<z.output<typeof giftInput>>;
