import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { ownLots } from '../own-lots.server.ts';

/** Several lots alike become one: the oldest of them, unless `into` names it. Returns it. */
export async function mergeLots(
  ctx: Ctx,
  { key, lots, into }: { key: string; lots: readonly string[]; into?: string },
): Promise<{ publicId: string }> {
  const found = await ownLots(ctx, into ? [...lots, into] : lots);
  const target = found.find(({ publicId }) => publicId === into) ?? found[0] ?? refuse('nothing-chosen');
  const others = found.filter((lot) => lot !== target).map(({ id }) => id);
  await throughTheDoor(
    ctx,
    sql`ledger.merge(${acting(ctx, key)}, ${target.id}::bigint, ${sql.param(`{${others.join(',')}}`)}::bigint[])`,
  );
  return { publicId: target.publicId };
}
