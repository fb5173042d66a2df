import { z } from 'zod';
import { parseDecimal } from '#app/domain/decimal.ts';
import { parseQuantity } from '#app/domain/lots/quantity.ts';
import { choice, fail } from '#app/domain/validation.ts';
import { OUTCOMES, type Outcome, type OutcomeParts, THROWN_TO } from './outcome.ts';

/** Left empty, or nought: nothing became of that. */
const part = z
  .string()
  .optional()
  .transform((typed, ctx) => {
    const plain = typed?.trim() ?? '';
    if (plain === '' || parseDecimal(plain, 3) === 0) return 0;
    return parseQuantity(plain) ?? fail(ctx, 'invalid-taken');
  });

/** One word for all of it, by one press; or so many of each. */
export const outcomeInput = z
  .object({
    all: choice(OUTCOMES).optional(),
    ...{ installed: part, stored: part, resold: part, thrown: part },
    thrownTo: choice(THROWN_TO).default('landfilled'),
  })
  .transform(({ all, thrownTo, ...parts }): { all: Outcome } | OutcomeParts =>
    all ? { all } : { ...parts, thrownTo: parts.thrown > 0 ? thrownTo : null },
  );
export type OutcomeInput = z.output<typeof outcomeInput>;
