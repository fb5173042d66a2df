import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { acceptTermsAs } from '#app/domain/legal/accept.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { invitation, membership, organisation, person, session } from '#db/tables/people.ts';
import { hashOf, voidLinks } from '../links.server.ts';
import type { Device, OpenedSession, Outside } from '../outside.ts';
import { passwordVerdict } from '../password.ts';

/** Marks the invitation accepted, once. A membership that already exists keeps its role. */
async function consume(ctx: Ctx, link: string, accepts: { personId: number; email: string } | null) {
  const [row] = await ctx.db
    .update(invitation)
    .set({ acceptedAt: sql`ledger.clock()` })
    .where(
      and(
        eq(invitation.tokenHash, hashOf(link)),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
        gt(invitation.expiresAt, sql`ledger.clock()`),
      ),
    )
    .returning({ organisationId: invitation.organisationId, email: invitation.email, role: invitation.role });
  if (!row) return refuse('link-expired');
  if (accepts && accepts.email !== row.email) return refuse('invitation-for-another');
  return row;
}

async function join(
  ctx: Ctx,
  personId: number,
  to: { organisationId: number; role: typeof membership.$inferInsert.role },
) {
  await ctx.db
    .insert(membership)
    .values({ organisationId: to.organisationId, personId, role: to.role })
    .onConflictDoNothing();
  await record(ctx, 'organisation.joined', { organisation: to.organisationId, person: personId });
  const [row] = await ctx.db
    .select({ slug: organisation.slug, name: organisation.name })
    .from(organisation)
    .where(eq(organisation.id, to.organisationId));
  return row ?? refuse('not-found');
}

/** The signed-in person, owner of the invited address, joins and acts for the organisation from then on. */
export async function acceptInvitation(
  ctx: Ctx,
  { link, sessionId }: { link: string; sessionId: string | null },
): Promise<{ slug: string; name: string }> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const to = await consume(tx, link, { personId: me.id, email: me.email });
    const joined = await join(tx, me.id, to);
    if (sessionId) {
      await db
        .update(session)
        .set({ organisationId: to.organisationId })
        .where(and(eq(session.id, sessionId), eq(session.personId, me.id)));
    }
    return joined;
  });
}

/** Somebody without account: the link proves the address, so name and password are all that is asked. */
export async function acceptAsNewPerson(
  ctx: Ctx,
  outside: Outside,
  { link, name, password, device }: { link: string; name: string; password: string; device: Device },
): Promise<OpenedSession & { slug: string; name: string }> {
  const passwordHash = await outside.hashPassword(password);
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const to = await consume(tx, link, null);
    const verdict = passwordVerdict(password, { name, email: to.email });
    if (!verdict.ok) return refuse('password-too-common', { field: 'password' });
    const verified = { name, passwordHash, emailVerifiedAt: sql`ledger.clock()` };
    const [owner] = await db
      .insert(person)
      .values({ email: to.email, locale: ctx.locale, ...verified })
      // an account that is already confirmed signs in with its own password instead
      .onConflictDoUpdate({ target: person.email, set: verified, setWhere: isNull(person.emailVerifiedAt) })
      .returning({ id: person.id });
    if (!owner) return refuse('wrong-state');
    await voidLinks(tx, owner.id, 'verify-email');
    await acceptTermsAs(tx, owner.id);
    const joined = await join(tx, owner.id, to);
    const opened = await outside.openSession(db, owner.id, { ...device, organisationId: to.organisationId });
    return { ...opened, ...joined };
  });
}
