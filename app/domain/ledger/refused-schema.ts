import { z } from 'zod';
import { parseDecimal } from '#app/domain/decimal.ts';
import { parseQuantity } from '#app/domain/lots/quantity.ts';
import { choice, fail, type ValidationKey } from '#app/domain/validation.ts';
import {
  LOWER_CONDITIONS,
  type LowerCondition,
  REFUSED_FATES,
  REFUSED_REASONS,
  type RefusedFate,
  type RefusedReason,
} from './vocabulary.ts';

/** Units the taker left on the spot, as the holder says it. Quantity in thousandths. */
export interface Refused {
  quantity: number;
  reason: RefusedReason;
  fate: RefusedFate;
  condition?: LowerCondition;
}

const quantity = z
  .union([z.string(), z.number()])
  .optional()
  .transform((typed, ctx) => {
    const plain = String(typed ?? '').trim();
    if (plain === '' || parseDecimal(plain, 3) === 0) return undefined;
    return parseQuantity(plain) ?? fail(ctx, 'invalid-taken');
  });
/** A list whose empty first line says nothing. */
const chosen = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), choice(values).optional());

/** Nothing refused unless a quantity is written; then its reason and its fate are asked. */
export const refusedInput = z
  .object({
    refusedQuantity: quantity,
    refusedReason: chosen(REFUSED_REASONS),
    refusedFate: chosen(REFUSED_FATES),
    refusedCondition: chosen(LOWER_CONDITIONS),
  })
  .transform(
    ({ refusedQuantity, refusedReason: reason, refusedFate: fate, refusedCondition: condition }, ctx) => {
      if (refusedQuantity === undefined) return {};
      const missing = (field: string) =>
        ctx.addIssue({ code: 'custom', message: 'required' satisfies ValidationKey, path: [field] });
      if (!reason) missing('refusedReason');
      if (!fate) missing('refusedFate');
      if (fate === 'lower' && !condition) missing('refusedCondition');
      if (!reason || !fate || (fate === 'lower' && !condition)) return z.NEVER;
      const refused: Refused = {
        quantity: refusedQuantity,
        reason,
        fate,
        ...(fate === 'lower' ? { condition } : {}),
      };
      return { refused };
    },
  );
