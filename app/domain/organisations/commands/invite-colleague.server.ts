import { and, eq, isNull, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { invitation, membership, organisation, person } from '#db/tables/people.ts';
import { newSecret } from '../links.server.ts';
import type { Outside } from '../outside.ts';
import { mayManageMembers } from '../policy.ts';
import { linkMinutes, type Role, rolesOfKind } from '../vocabulary.ts';

/**
 * Invites an address to the acting organisation. A new invitation to the same address replaces the open one, whose link
 * dies. Whether the address has an account is not told; that it already belongs to this organisation is.
 */
export async function inviteColleague(
  ctx: Ctx,
  outside: Outside,
  { key, email, role }: { key: string; email: string; role: Role },
): Promise<{ publicId: string }> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const acting = ctx.actor.organisation;
  if (!acting || !mayManageMembers(ctx.actor, acting.id)) return refuse('forbidden');
  if (!rolesOfKind(acting.kind).includes(role)) return refuse('invalid-input', { field: 'role' });
  return inCommand(ctx, { name: 'invite-colleague', key, input: { email, role } }, async (tx) => {
    // two invitations of one address at once wait for each other here
    await tx.db
      .select({ id: organisation.id })
      .from(organisation)
      .where(eq(organisation.id, acting.id))
      .for('no key update');
    const [member] = await tx.db
      .select({ id: person.id })
      .from(person)
      .innerJoin(
        membership,
        and(eq(membership.personId, person.id), eq(membership.organisationId, acting.id)),
      )
      .where(eq(person.email, email));
    if (member) return refuse('already-member', { field: 'email' });
    await tx.db
      .update(invitation)
      .set({ revokedAt: sql`ledger.clock()` })
      .where(
        and(
          eq(invitation.organisationId, acting.id),
          eq(invitation.email, email),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
        ),
      );
    const { raw, hash } = newSecret();
    const [made] = await tx.db
      .insert(invitation)
      .values({
        organisationId: acting.id,
        email,
        role,
        tokenHash: hash,
        invitedBy: me.id,
        expiresAt: sql`ledger.clock() + ${linkMinutes.invitation} * interval '1 minute'`,
      })
      .returning({ publicId: invitation.publicId });
    if (!made) throw new Error('an invitation just inserted is missing');
    await outside.mail(tx, {
      kind: 'invitation',
      to: email,
      locale: ctx.locale,
      dedupKey: `invitation:${made.publicId}`,
      params: { token: raw, organisation: acting.name, invitedBy: me.name, role },
    });
    await record(tx, 'organisation.colleague-invited', { organisation: acting.id });
    return made;
  });
}
