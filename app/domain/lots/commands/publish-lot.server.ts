import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { refuseUnoffered } from '../offering-of-lot.server.ts';
import { ownLot } from '../own-lot.server.ts';
import { canManageLot } from '../policy.ts';

/**
 * Offers a draft to everyone: opens its stock in the ledger. Refused while something it needs is missing, or while a rule
 * on what may be offered says no; the rules are asked once the ledger holds the lot, in its transaction.
 */
export async function publishLot(ctx: Ctx, publicId: string, { key }: { key: string }): Promise<void> {
  const mine = await ownLot(ctx, publicId);
  if (!canManageLot(ctx.actor, mine)) refuse('forbidden');
  await ctx.db.transaction(async (db) => {
    const tx: Ctx = { ...ctx, db };
    const { replayed } = await throughTheDoor(
      tx,
      sql`ledger.publish(${acting(tx, key)}, ${mine.id}::bigint)`,
    );
    if (!replayed) await refuseUnoffered(tx, [mine.id]);
  });
}
