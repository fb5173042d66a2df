import { eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { crewLink } from '#db/tables/mandates.ts';
import { canEntrustSite } from '../policy.ts';

/** Ends a link and every session opened with it, once what they are doing is done. */
export async function revokeCrewLink(
  ctx: Ctx,
  publicId: string,
  { key }: { key: string },
): Promise<{ publicId: string }> {
  return inCommand(ctx, { name: 'revoke-crew-link', key, input: { publicId } }, async (tx) => {
    const [found] = await tx.db
      .select()
      .from(crewLink)
      .where(eq(crewLink.publicId, publicId))
      .for('no key update');
    if (!found || ctx.actor.organisation?.id !== found.organisationId) return refuse('not-found');
    if (!canEntrustSite(ctx.actor, found)) return refuse('forbidden');
    if (found.revokedAt) return refuse('already-done');
    await tx.db
      .update(crewLink)
      .set({ revokedAt: sql`ledger.clock()`, revokedBy: ctx.actor.person?.id ?? null })
      .where(eq(crewLink.id, found.id));
    return { publicId };
  });
}
