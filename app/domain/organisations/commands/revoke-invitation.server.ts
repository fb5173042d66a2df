import { and, eq, isNull, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { invitation } from '#db/tables/people.ts';
import { mayManageMembers } from '../policy.ts';

/** Kills the link of an open invitation of the acting organisation. */
export async function revokeInvitation(
  ctx: Ctx,
  { key, publicId }: { key: string; publicId: string },
): Promise<{ revoked: true }> {
  const acting = ctx.actor.organisation;
  if (!acting || !mayManageMembers(ctx.actor, acting.id)) return refuse('forbidden');
  return inCommand(ctx, { name: 'revoke-invitation', key, input: { publicId } }, async (tx) => {
    const mine = and(eq(invitation.publicId, publicId), eq(invitation.organisationId, acting.id));
    const [known] = await tx.db
      .select({ accepted: invitation.acceptedAt })
      .from(invitation)
      .where(mine)
      .for('update');
    if (!known) return refuse('not-found');
    if (known.accepted) return refuse('already-done');
    await tx.db
      .update(invitation)
      .set({ revokedAt: sql`ledger.clock()` })
      .where(and(mine, isNull(invitation.revokedAt)));
    return { revoked: true as const };
  });
}
