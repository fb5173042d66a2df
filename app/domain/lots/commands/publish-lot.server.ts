import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { ownLot } from '../own-lot.server.ts';
import { canManageLot } from '../policy.ts';

/** Offers a draft to everyone: opens its stock in the ledger. Refused while something it needs is missing. */
export async function publishLot(ctx: Ctx, publicId: string, { key }: { key: string }): Promise<void> {
  const mine = await ownLot(ctx, publicId);
  if (!canManageLot(ctx.actor, mine)) refuse('forbidden');
  await throughTheDoor(ctx, sql`ledger.publish(${acting(ctx, key)}, ${mine.id}::bigint)`);
}
