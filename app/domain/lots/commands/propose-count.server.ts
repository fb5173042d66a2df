import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { parseDecimal } from '#app/domain/decimal.ts';
import { refuse } from '#app/domain/refusal.ts';
import { withinMandate } from '#app/domain/sites/policy.ts';
import { fail, optionalText } from '#app/domain/validation.ts';
import { crewLot } from '../crew-lots.server.ts';
import { parseQuantity } from '../quantity.ts';

/** Zero is a count too: nothing stands there any more. */
export const countInput = z.object({
  quantity: z.string({ error: 'required' }).transform((typed, ctx) => {
    const plain = typed.trim();
    if (plain === '') return fail(ctx, 'required');
    return parseDecimal(plain, 3) === 0 ? 0 : (parseQuantity(plain) ?? fail(ctx, 'invalid-quantity'));
  }),
  note: optionalText(500),
});
export type CountInput = z.output<typeof countInput>;

/** The crew says how many stand there. Nothing moves: the holder takes the count over, or sets it aside. */
export async function proposeCount(
  ctx: Ctx,
  lotPublicId: string,
  { key, input }: { key: string; input: CountInput },
): Promise<{ publicId: string }> {
  const by = ctx.actor.onBehalf?.by;
  if (!by || !('crewLinkId' in by)) return refuse('not-found');
  return inCommand(ctx, { name: 'crew-count', key, input: { lotPublicId, ...input } }, async (tx) => {
    const lot = await crewLot(tx, lotPublicId);
    if (!withinMandate(tx.actor, tx.actor.onBehalf?.siteId, 'count')) return refuse('forbidden');
    if (input.quantity % lot.stepMilli !== 0)
      return refuse('bad-quantity', { field: 'quantity', stepMilli: lot.stepMilli, unit: lot.unit });
    const [row] = await tx.db.execute<{ publicId: string }>(sql`
      insert into crew_count (lot_id, crew_link_id, seen_milli, counted_milli, note)
      values (${lot.id}, ${by.crewLinkId}, ${lot.onSiteMilli}, ${input.quantity}, ${input.note ?? null})
      returning public_id as "publicId"`);
    return row ?? refuse('not-found');
  });
}
