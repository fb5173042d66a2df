import { z } from 'zod';
import { parsePrice } from '#app/domain/lots/quantity.ts';
import { choice, fail, optionalDay, optionalText, v } from '#app/domain/validation.ts';
import { SETTLEMENT_METHODS } from './vocabulary.ts';

const ticked = z
  .union([z.boolean(), z.string()])
  .optional()
  .transform((value) => value === true || value === 'on');

/** Euros as typed -> cents, at least one. */
const cents = z.string({ error: v('required') }).transform((typed, ctx) => {
  if (typed.trim() === '') return fail(ctx, 'required');
  const found = parsePrice(typed);
  return found === null || found === 0 ? fail(ctx, 'invalid-price') : found;
});

/** A price the taker proposes: what it would pay, tax included. `sure`: it was asked whether it is no slip. */
export const proposalInput = z.object({ proposal: cents, sure: ticked });

/** The same beside a request, where it may be left empty. */
export const proposalBesideRequest = z.object({
  proposal: z
    .string()
    .optional()
    .transform((typed, ctx) => {
      const plain = typed?.trim();
      return plain ? parsePrice(plain) || fail(ctx, 'invalid-price') : undefined;
    }),
  sure: ticked,
});

/** What the seller notes of the payment. Output: `settled` false has no day. */
export const settlementInput = z
  .object({
    settled: choice(['yes', 'no']).transform((said) => said === 'yes'),
    method: z.union([z.literal('').transform(() => undefined), choice(SETTLEMENT_METHODS)]).optional(),
    settledOn: optionalDay,
    invoiceNumber: optionalText(60),
  })
  .transform(({ settled, settledOn, ...rest }, ctx) => {
    if (settled && !settledOn) ctx.addIssue({ code: 'custom', message: v('required'), path: ['settledOn'] });
    return { ...rest, settled, settledOn: settled ? settledOn : undefined };
  });
export type SettlementInput = z.output<typeof settlementInput>;
