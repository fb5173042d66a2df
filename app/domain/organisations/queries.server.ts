import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { invitation, membership, organisation, person, session, token } from '#db/tables/people.ts';
import { hashOf } from './links.server.ts';
import { mayLeave, mayManageMembers, maySeeMembers } from './policy.ts';

/** The organisation joined last, the personal one only when there is no other. */
export async function newestOrganisation(ctx: Ctx, personId: number): Promise<number | null> {
  const [first] = await organisationsOf(ctx, personId);
  return first?.id ?? null;
}

function organisationsOf(ctx: Ctx, personId: number) {
  return ctx.db
    .select({
      id: organisation.id,
      slug: organisation.slug,
      name: organisation.name,
      kind: organisation.kind,
      role: membership.role,
    })
    .from(membership)
    .innerJoin(organisation, eq(organisation.id, membership.organisationId))
    .where(eq(membership.personId, personId))
    .orderBy(sql`${organisation.kind} = 'private_person'`, desc(membership.createdAt));
}

/** For the acting person: the organisations they can act for. */
export async function myOrganisations(ctx: Ctx) {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const mine = await organisationsOf(ctx, me.id);
  return mine.map(({ id, ...shown }) => ({ ...shown, acting: id === ctx.actor.organisation?.id }));
}

/** What names a session in a page: the table's key stays on the server. */
export const sessionHandle = sql<string>`encode(sha256(convert_to(${session.id}, 'UTF8')), 'hex')`;

/** For the acting person: their open sessions, the latest used first. */
export async function mySessions(ctx: Ctx, currentId: string | null) {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const rows = await ctx.db
    .select({
      id: session.id,
      handle: sessionHandle,
      userAgent: session.userAgent,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
    })
    .from(session)
    .where(
      and(eq(session.personId, me.id), isNull(session.awaits), gt(session.expiresAt, sql`ledger.clock()`)),
    )
    .orderBy(desc(session.lastSeenAt));
  return rows.map(({ id, ...shown }) => ({ ...shown, current: id === currentId }));
}

/** For the acting person's own page. */
export async function myAccount(ctx: Ctx) {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const [row] = await ctx.db
    .select({
      name: person.name,
      email: person.email,
      phone: person.phone,
      locale: person.locale,
      hasPassword: sql<boolean>`${person.passwordHash} is not null`,
    })
    .from(person)
    .where(eq(person.id, me.id));
  return row ?? refuse('not-found');
}

/** For the holder of a link sent to their new address: that address, or null when the link is of no use to them. */
export async function emailChangeBehind(ctx: Ctx, link: string): Promise<string | null> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const [row] = await ctx.db
    .select({ email: sql<string | null>`${token.payload} ->> 'email'` })
    .from(token)
    .where(
      and(
        eq(token.kind, 'change-email'),
        eq(token.hash, hashOf(link)),
        eq(token.personId, me.id),
        isNull(token.usedAt),
        gt(token.expiresAt, sql`ledger.clock()`),
      ),
    );
  return row?.email ?? null;
}

/** For anybody: what an organisation shows of itself. A private person's own one has no page. */
export async function organisationPage(ctx: Ctx, slug: string) {
  const [row] = await ctx.db
    .select({
      id: organisation.id,
      slug: organisation.slug,
      name: organisation.name,
      kind: organisation.kind,
      legalStatus: organisation.legalStatus,
      siren: organisation.siren,
      socialEconomy: organisation.socialEconomy,
      verified: sql<boolean>`${organisation.verifiedAt} is not null`,
      phone: organisation.phone,
      website: organisation.website,
      description: organisation.description,
      communeCode: organisation.communeCode,
      commune: sql<string | null>`(select c.name from commune c where c.code = ${organisation.communeCode})`,
      territory: sql<string | null>`(select t.name from territory t
        where t.level = ${organisation.territoryLevel} and t.code = ${organisation.territoryCode})`,
      territoryLevel: organisation.territoryLevel,
      territoryCode: organisation.territoryCode,
    })
    .from(organisation)
    .where(eq(organisation.slug, slug));
  if (!row || row.kind === 'private_person') return refuse('not-found');
  const { id, ...shown } = row;
  return {
    ...shown,
    isMine: maySeeMembers(ctx.actor, id),
    mayManage: mayManageMembers(ctx.actor, id),
    mayLeave: mayLeave(ctx.actor, id),
  };
}

/** For those who belong to the acting organisation. */
export async function myColleagues(ctx: Ctx) {
  const acting = ctx.actor.organisation;
  if (!acting) return refuse('not-found');
  const rows = await ctx.db
    .select({
      publicId: person.publicId,
      name: person.name,
      email: person.email,
      role: membership.role,
      since: membership.createdAt,
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(eq(membership.organisationId, acting.id))
    .orderBy(asc(person.name), asc(person.id));
  return rows.map((row) => ({ ...row, me: row.publicId === ctx.actor.person?.publicId }));
}

/** For an administrator: invitations that still wait for an answer. */
export async function openInvitations(ctx: Ctx) {
  const acting = ctx.actor.organisation;
  if (!acting || !mayManageMembers(ctx.actor, acting.id)) return [];
  return ctx.db
    .select({
      publicId: invitation.publicId,
      email: invitation.email,
      role: invitation.role,
      expiresAt: invitation.expiresAt,
      expired: sql<boolean>`${invitation.expiresAt} <= ledger.clock()`,
    })
    .from(invitation)
    .where(
      and(
        eq(invitation.organisationId, acting.id),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
      ),
    )
    .orderBy(desc(invitation.createdAt));
}

/** For whoever holds the link of an invitation: what it is about. `state` 'dead' for unknown, used, revoked and expired alike. */
export async function invitationBehind(ctx: Ctx, link: string) {
  const [row] = await ctx.db
    .select({
      organisation: organisation.name,
      email: invitation.email,
      role: invitation.role,
      inviter: person.name,
      hasAccount: sql<boolean>`exists (select 1 from person p where p.email = ${invitation.email} and p.email_verified_at is not null)`,
    })
    .from(invitation)
    .innerJoin(organisation, eq(organisation.id, invitation.organisationId))
    .innerJoin(person, eq(person.id, invitation.invitedBy))
    .where(
      and(
        eq(invitation.tokenHash, hashOf(link)),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
        gt(invitation.expiresAt, sql`ledger.clock()`),
      ),
    );
  if (!row) return { state: 'dead' as const };
  return { state: 'open' as const, ...row, mine: ctx.actor.person?.email === row.email };
}
