import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canManageSite } from '#app/domain/sites/policy.ts';
import { reservationToAct } from './answer-reservation.server.ts';

/**
 * The taker offers again what it took: a draft on one of its sites, with the origin of the first lot, so that it never
 * counts twice. `quantityMilli` thousandths. Returns the draft.
 */
export async function relistTaken(
  ctx: Ctx,
  publicId: string,
  { key, site, quantityMilli }: { key: string; site: string; quantityMilli: number },
): Promise<{ publicId: string }> {
  const { id, side } = await reservationToAct(ctx, publicId);
  if (side !== 'taker') return refuse('forbidden');
  const [home] = await ctx.db.execute<{ id: number; organisationId: number }>(sql`
    select id, organisation_id as "organisationId" from site where public_id = ${site}::uuid
       and organisation_id = ${ctx.actor.organisation?.id ?? null}::bigint`);
  if (!home) return refuse('not-found', { field: 'site' });
  if (!canManageSite(ctx.actor, home)) return refuse('forbidden');
  const made = await throughTheDoor<{ public_id: string }>(
    ctx,
    sql`ledger.relist(${acting(ctx, key)}, ${id}::bigint, ${home.id}::bigint, ${quantityMilli}::bigint, null::uuid)`,
    { beside: { 'bad-quantity': 'quantity', 'not-enough-left': 'quantity' } },
  );
  return { publicId: made.public_id };
}
