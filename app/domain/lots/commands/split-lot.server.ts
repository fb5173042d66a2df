import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { ownLot } from '../own-lot.server.ts';
import { canManageLot } from '../policy.ts';

/** Part of a lot becomes another lot beside it, of the same origin and the same words. `quantityMilli` thousandths. */
export async function splitLot(
  ctx: Ctx,
  publicId: string,
  { key, quantityMilli, newPublicId }: { key: string; quantityMilli: number; newPublicId?: string },
): Promise<{ publicId: string }> {
  const mine = await ownLot(ctx, publicId);
  if (!canManageLot(ctx.actor, mine)) refuse('forbidden');
  const made = newPublicId ?? null;
  const { public_id } = await throughTheDoor<{ public_id: string }>(
    ctx,
    sql`ledger.transfer(${acting(ctx, key)}, ${mine.id}::bigint, ${quantityMilli}::bigint, null::bigint, ${made}::uuid)`,
    { beside: { 'bad-quantity': 'quantity', 'not-enough-left': 'quantity' } },
  );
  return { publicId: public_id };
}
