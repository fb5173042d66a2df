import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { knownDevice, membership, organisation, person, session, token } from '#db/tables/people.ts';
import { issueLink, type LinkPayload } from '../links.server.ts';
import type { Device, OpenedSession, Outside } from '../outside.ts';

/** As long as the cookie that names the browser. */
const DEVICE_LIFE = '90 days';

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
  return openWith(ctx, outside, { found: { ...found, email }, device, mayMail });
}

/** From a browser this person has not used yet, a code by mail comes first; who has an authenticator is asked for its code instead. */
async function openWith(
  ctx: Ctx,
  outside: Outside,
  { found, device, mayMail }: Pick<SignIn, 'device' | 'mayMail'> & { found: Found & { email: string } },
): Promise<SignedIn> {
  const organisationId = await lastOrganisation(ctx, found.id);
  const asks = !found.factor && !found.addressFails && !(await knows(ctx, found.id, device.known ?? null));
  const code = asks ? outside.newMailCode(found) : null;
  if (code && mayMail && !(await mayMail())) return refuse('rate-limited', { retryAfter: 3600 });
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const opened = await outside.openSession(db, found.id, {
      ...device,
      organisationId,
      codeHash: code?.hash ?? null,
    });
    if (code && opened.awaits === 'mail') {
      await outside.mail(tx, {
        kind: 'sign-in-code',
        to: found.email,
        personId: found.id,
        locale: found.locale,
        dedupKey: `sign-in-code:${opened.id.slice(0, 24)}`,
        params: { name: found.name, code: code.code },
      });
    }
    return { ...opened, locale: found.locale };
  });
}

/** Has this person proved from this browser, in the last ninety days, to read their mail? */
async function knows(ctx: Ctx, personId: number, hash: Buffer | null): Promise<boolean> {
  if (!hash) return false;
  const seen = await ctx.db
    .update(knownDevice)
    .set({ lastUsedAt: sql`ledger.clock()` })
    .where(
      and(
        eq(knownDevice.personId, personId),
        eq(knownDevice.hash, hash),
        gt(knownDevice.lastUsedAt, sql`ledger.clock() - ${DEVICE_LIFE}::interval`),
      ),
    )
    .returning({ personId: knownDevice.personId });
  return seen.length > 0;
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
      addressFails: sql<boolean>`${person.emailFailedAt} is not null`,
      factor: sql<boolean>`exists (select from second_factor f where f.person_id = ${person.id} and f.confirmed_at is not null)`,
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
