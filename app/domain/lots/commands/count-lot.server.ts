import { and, eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { lot } from '#db/tables/lots.ts';
import { ownLot } from '../own-lot.server.ts';
import { canManageLot } from '../policy.ts';
import type { LotStatus, Unit } from '../vocabulary.ts';

/** What the counter read before counting: thousandths that stand there, reserved ones included. */
export interface SeenLot {
  status: LotStatus;
  unit: Unit;
  onSiteMilli: number;
}

export interface CountCall {
  key: string;
  seen: SeenLot;
  countedMilli: number;
}

/**
 * Sets what stands there to what was counted. Refuses `changed-meanwhile` when the lot is no longer what was seen. A
 * published lot moves in the ledger; a draft has no stock yet, only a quantity. Which of the two is told by what was
 * seen, so that the same count sent again finds its own answer.
 */
export async function countLot(ctx: Ctx, publicId: string, call: CountCall): Promise<void> {
  if (call.seen.status === 'draft') return countDraft(ctx, publicId, call);
  const mine = await ownLot(ctx, publicId);
  if (!canManageLot(ctx.actor, mine)) refuse('forbidden');
  await throughTheDoor(
    ctx,
    sql`ledger.count_stock(${acting(ctx, call.key)}, ${mine.id}::bigint, ${call.seen.onSiteMilli}::bigint, ${call.countedMilli}::bigint)`,
    {
      beside: { 'bad-quantity': 'quantity', 'count-below-held': 'quantity' },
      facts: { unit: call.seen.unit },
    },
  );
}

async function countDraft(ctx: Ctx, publicId: string, { key, seen, countedMilli }: CountCall): Promise<void> {
  await inCommand(ctx, { name: 'count-lot', key, input: { publicId, seen, countedMilli } }, async (tx) => {
    const [now] = await tx.db.select().from(lot).where(eq(lot.publicId, publicId)).for('no key update');
    if (!now || tx.actor.organisation?.id !== now.organisationId) return refuse('not-found');
    if (!canManageLot(tx.actor, now)) return refuse('forbidden');
    if (now.status === 'withdrawn') return refuse('lot-closed');
    if (now.status !== 'draft' || now.unit !== seen.unit || (now.quantityMilli ?? 0) !== seen.onSiteMilli)
      return refuse('changed-meanwhile');
    if (countedMilli <= 0 || countedMilli % now.stepMilli !== 0)
      return refuse('bad-quantity', { field: 'quantity', stepMilli: now.stepMilli, unit: now.unit });
    await tx.db
      .update(lot)
      .set({ quantityMilli: countedMilli, version: now.version + 1, updatedAt: sql`ledger.clock()` })
      .where(and(eq(lot.id, now.id), eq(lot.version, now.version)));
    return null;
  });
}
