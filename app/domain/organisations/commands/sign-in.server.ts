import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { membership, organisation, person, session, token } from '#db/tables/people.ts';
import { issueLink, type LinkPayload } from '../links.server.ts';
import type { Device, OpenedSession, Outside } from '../outside.ts';

export interface SignIn {
  email: string;
  password: string;
  device: Device;
  /** Asked before a link is sent again: has this mailbox had its share of mails? */
  mayMail?: () => Promise<boolean>;
}

export interface SignedIn extends OpenedSession {
  locale: 'fr' | 'en';
}

/**
 * Opens a session under a new secret. One password is compared whoever asks: unknown address, account without
 * password and wrong password give the same refusal after the same work.
 */
export async function signIn(
  ctx: Ctx,
  outside: Outside,
  { email, password, device, mayMail }: SignIn,
): Promise<SignedIn> {
  const found = await credentials(ctx, email);
  const matches = await outside.verifyPassword(
    found?.verified ? found.passwordHash : (found?.waiting ?? null),
    password,
  );
  if (!found || !matches) return refuse('wrong-credentials');
  if (!found.verified) {
    if (!mayMail || (await mayMail())) await sendAgain(ctx, outside, found, email);
    return refuse('email-not-verified');
  }
  const organisationId = await lastOrganisation(ctx, found.id);
  const opened = await outside.openSession(ctx.db, found.id, { ...device, organisationId });
  return { ...opened, locale: found.locale };
}

type Found = NonNullable<Awaited<ReturnType<typeof credentials>>>;

/** One statement for every case. An unconfirmed sign-up keeps its password in its link only. */
async function credentials(ctx: Ctx, email: string) {
  const waiting = ctx.db
    .select({ payload: token.payload })
    .from(token)
    .where(and(eq(token.personId, person.id), eq(token.kind, 'verify-email'), isNull(token.usedAt)))
    .orderBy(desc(token.id))
    .limit(1)
    .as('waiting');
  const [row] = await ctx.db
    .select({
      id: person.id,
      name: person.name,
      locale: person.locale,
      passwordHash: person.passwordHash,
      verifiedAt: person.emailVerifiedAt,
      payload: waiting.payload,
    })
    .from(person)
    .leftJoinLateral(waiting, sql`true`)
    .where(eq(person.email, email));
  if (!row) return null;
  const payload = row.payload as LinkPayload | null;
  return { ...row, verified: row.verifiedAt !== null, payload, waiting: payload?.passwordHash ?? null };
}

async function sendAgain(ctx: Ctx, outside: Outside, found: Found, email: string): Promise<void> {
  await ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const raw = await issueLink(tx, 'verify-email', found.id, found.payload ?? {});
    await outside.mail(tx, {
      kind: 'verify-email',
      to: email,
      personId: found.id,
      locale: found.locale,
      dedupKey: `verify-again:${raw.slice(0, 12)}`,
      params: { token: raw, name: found.payload?.name ?? found.name },
    });
  });
}

/** The organisation of the latest session when still a member, else the latest joined that is not the personal one. */
async function lastOrganisation(ctx: Ctx, personId: number): Promise<number | null> {
  const latest = ctx.db
    .select({ at: sql<Date>`max(${session.lastSeenAt})` })
    .from(session)
    .where(
      and(
        eq(session.personId, personId),
        eq(session.organisationId, membership.organisationId),
        gt(session.expiresAt, sql`ledger.clock()`),
      ),
    );
  const [row] = await ctx.db
    .select({ id: membership.organisationId })
    .from(membership)
    .innerJoin(organisation, eq(organisation.id, membership.organisationId))
    .where(eq(membership.personId, personId))
    .orderBy(
      sql`(${latest}) desc nulls last`,
      sql`${organisation.kind} = 'private_person'`,
      desc(membership.createdAt),
    )
    .limit(1);
  return row?.id ?? null;
}
