import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { ownLot } from '../own-lot.server.ts';
import { canManageLot } from '../policy.ts';
import type { Fate } from '../vocabulary.ts';

/** Takes what is left off the market and says what becomes of it. What others hold stays theirs. */
export async function withdrawLot(
  ctx: Ctx,
  publicId: string,
  { key, fate, quantityMilli, reason }: { key: string; fate: Fate; quantityMilli?: number; reason?: string },
): Promise<void> {
  const mine = await ownLot(ctx, publicId);
  if (!canManageLot(ctx.actor, mine)) refuse('forbidden');
  await throughTheDoor(
    ctx,
    sql`ledger.withdraw(${acting(ctx, key)}, ${mine.id}::bigint, ${quantityMilli ?? null}::bigint, ${fate}::text, ${reason ?? null}::text)`,
  );
}
