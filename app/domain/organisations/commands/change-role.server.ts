import { and, eq } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { membership, organisation, person } from '#db/tables/people.ts';
import { passWorkOn } from '../pass-work-on.server.ts';
import { allowsRole, mayManageMembers } from '../policy.ts';
import { keepsAnAdministrator } from '../rules.ts';
import { type Role, rolesOfKind } from '../vocabulary.ts';

/**
 * Gives a member of the acting organisation another role, or takes their place away (`role: null`): what was theirs is the
 * acting administrator's from then on.
 */
export async function changeRole(
  ctx: Ctx,
  { key, person: publicId, role }: { key: string; person: string; role: Role | null },
): Promise<{ role: Role | null }> {
  const acting = ctx.actor.organisation;
  if (!acting || !mayManageMembers(ctx.actor, acting.id)) return refuse('forbidden');
  if (role && !rolesOfKind(acting.kind).includes(role)) return refuse('invalid-input', { field: 'role' });
  return inCommand(ctx, { name: 'change-role', key, input: { person: publicId, role } }, async (tx) => {
    // the organisation's row is the queue: two administrators cannot both leave at once
    await tx.db
      .select({ id: organisation.id })
      .from(organisation)
      .where(eq(organisation.id, acting.id))
      .for('no key update');
    const members = await tx.db
      .select({ personId: membership.personId, publicId: person.publicId, role: membership.role })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .where(eq(membership.organisationId, acting.id));
    const target = members.find((one) => one.publicId === publicId);
    if (!target) return refuse('not-found');
    // the acting person may have lost the right while waiting
    const mine = members.find((one) => one.personId === ctx.actor.person?.id);
    if (mine?.role !== 'administrator') return refuse('forbidden');
    const administrators = members.filter((one) => one.role === 'administrator').length;
    const verdict = keepsAnAdministrator({ from: target.role, to: role }, administrators);
    if (!verdict.ok) return refuse(verdict.code);
    const row = and(eq(membership.organisationId, acting.id), eq(membership.personId, target.personId));
    // whoever runs no site any more leads none; whoever leaves is followed in all they did
    const heir = target.personId === mine.personId ? null : mine.personId;
    if (role === null || !allowsRole(role, 'site_manager'))
      await passWorkOn(tx, {
        organisation: acting.id,
        from: target.personId,
        to: heir,
        leaves: role === null,
      });
    if (role) await tx.db.update(membership).set({ role }).where(row);
    await record(tx, 'organisation.role-changed', { organisation: acting.id, member: target.personId, role });
    return { role };
  });
}
