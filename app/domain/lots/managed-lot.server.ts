import { eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { lot } from '#db/tables/lots.ts';
import { canManageLot } from './policy.ts';

/**
 * The lot, locked against a second change of its photos. Refuses `not-found` to strangers, `forbidden` to members who
 * may not manage it, `lot-closed` once withdrawn.
 */
export async function managedLot(
  ctx: Ctx,
  publicId: string,
  scope: 'list' | 'photo' = 'list',
): Promise<{ id: number }> {
  const [found] = await ctx.db
    .select({ id: lot.id, organisationId: lot.organisationId, siteId: lot.siteId, status: lot.status })
    .from(lot)
    .where(eq(lot.publicId, publicId))
    .for('no key update');
  if (!found || ctx.actor.organisation?.id !== found.organisationId) return refuse('not-found');
  if (!canManageLot(ctx.actor, found, scope)) return refuse('forbidden');
  if (found.status === 'withdrawn') return refuse('lot-closed');
  return { id: found.id };
}
