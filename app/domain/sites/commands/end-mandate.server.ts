import { eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { mandate } from '#db/tables/mandates.ts';

/**
 * Ends a mandate now: by the organisation that gave it, or by the one that holds it. Waits for what is being done with it,
 * and nothing more can be done afterwards. `ctx` is the person's own, never one acting for another.
 */
export async function endMandate(
  ctx: Ctx,
  publicId: string,
  { key }: { key: string },
): Promise<{ publicId: string }> {
  const me = ctx.actor.organisation;
  if (!me || ctx.actor.onBehalf) return refuse('not-found');
  return inCommand(ctx, { name: 'end-mandate', key, input: { publicId } }, async (tx) => {
    const [found] = await tx.db
      .select()
      .from(mandate)
      .where(eq(mandate.publicId, publicId))
      .for('no key update');
    if (!found || ![found.organisationId, found.mandataryId].includes(me.id)) return refuse('not-found');
    if (me.role !== 'site_manager' && me.role !== 'administrator') return refuse('forbidden');
    if (found.revokedAt) return refuse('already-done');
    await tx.db
      .update(mandate)
      .set({
        revokedAt: sql`ledger.clock()`,
        revokedBy: ctx.actor.person?.id ?? null,
        revokedByOrganisationId: me.id,
      })
      .where(eq(mandate.id, found.id));
    await record(tx, 'mandate.ended', { mandate: found.id });
    return { publicId };
  });
}
