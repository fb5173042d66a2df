import { eq } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { membership, organisation } from '#db/tables/people.ts';
import { passWorkOn } from '../pass-work-on.server.ts';
import { mayLeave } from '../policy.ts';
import { keepsAnAdministrator } from '../rules.ts';

/**
 * The acting person no longer belongs to the acting organisation; its last administrator stays, and the first
 * administrator follows in what was theirs.
 */
export async function leaveOrganisation(ctx: Ctx, { key }: { key: string }): Promise<{ left: true }> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const acting = ctx.actor.organisation;
  if (!acting || !mayLeave(ctx.actor, acting.id)) return refuse('forbidden');
  return inCommand(ctx, { name: 'leave-organisation', key, input: {} }, async (tx) => {
    // the organisation's row is the queue: two administrators cannot both leave at once
    await tx.db
      .select({ id: organisation.id })
      .from(organisation)
      .where(eq(organisation.id, acting.id))
      .for('no key update');
    const members = await tx.db
      .select({ personId: membership.personId, role: membership.role })
      .from(membership)
      .where(eq(membership.organisationId, acting.id));
    const mine = members.find(({ personId }) => personId === me.id) ?? refuse('not-found');
    const administrators = members.filter(({ role }) => role === 'administrator').length;
    const verdict = keepsAnAdministrator({ from: mine.role, to: null }, administrators);
    if (!verdict.ok) return refuse(verdict.code);
    await passWorkOn(tx, { organisation: acting.id, from: me.id, to: null, leaves: true });
    await record(tx, 'organisation.left', { organisation: acting.id, member: me.id });
    return { left: true as const };
  });
}
