import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Lucia, TimeSpan } from 'lucia';
import { readCookie } from '#app/i18n/locale.ts';
import { env } from '#app/platform/env.server.ts';
import { type SessionPerson, type SessionRow, sessionAdapter } from '#app/platform/session/adapter.server.ts';
import type { Database } from '#db/client.ts';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, NonNullable<SessionPerson>>;
    UserId: number;
    DatabaseSessionAttributes: SessionRow;
    DatabaseUserAttributes: NonNullable<SessionPerson>;
  }
}

/** Decision 22: `__Host-` wherever the site is https; the plain name exists on loopback http only. */
const secure = env.ORIGIN.startsWith('https:');
export const sessionCookieName = secure ? '__Host-gisement' : 'gisement';

const SECRET = /^[A-Za-z0-9_-]{43}$/;
const idOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

function luciaOn(db: Database) {
  return new Lucia(sessionAdapter(db), {
    sessionExpiresIn: new TimeSpan(10, 'd'),
    sessionCookie: { name: sessionCookieName, attributes: { secure, sameSite: 'lax', path: '/' } },
    getUserAttributes: (row: NonNullable<SessionPerson>) => row,
  });
}

/** The secret of the request's cookie, or null when absent or malformed. */
export function sessionSecretOf(request: Request): string | null {
  const value = readCookie(request.headers.get('cookie'), sessionCookieName);
  return value && SECRET.test(value) ? value : null;
}

export interface OpenedSession {
  id: string;
  /** Value of a Set-Cookie header: the only place where the secret exists. */
  cookie: string;
  /** The second step it waits for; until then it opens nothing. */
  awaits: 'totp' | 'mail' | null;
}

/** Opens a session with a new secret. Whoever was signed in with `replaces` no longer is (rotation at sign-in). */
export async function openSession(
  db: Database,
  personId: number,
  about: {
    organisationId: number | null;
    userAgent: string | null;
    replaces?: string | null;
    /** What was proved; unless said otherwise one thing, so that whoever has a second factor is asked for it. */
    proof?: SessionRow['proof'];
    codeHash?: Buffer | null;
  },
): Promise<OpenedSession> {
  const secret = randomBytes(32).toString('base64url');
  const lucia = luciaOn(db);
  if (about.replaces) await lucia.invalidateSession(idOf(about.replaces));
  const userAgent = about.userAgent?.slice(0, 300) ?? null;
  const { id } = await lucia.createSession(
    personId,
    {
      organisationId: about.organisationId,
      userAgent,
      proof: about.proof ?? 'first-step',
      codeHash: about.codeHash ?? null,
    },
    { sessionId: idOf(secret) },
  );
  const awaits = (await waitingSession(db, secret))?.awaits ?? null;
  const cookie = lucia.createSessionCookie(secret);
  // the database ends the session; the cookie merely lives as long as the longest one
  cookie.attributes.maxAge = new TimeSpan(30, 'd').seconds();
  return { id, cookie: cookie.serialize(), awaits };
}

/** The session of a secret that still waits for its second step, or null. */
export async function waitingSession(db: Database, secret: string) {
  const [row] = await db.execute<{
    id: string;
    personId: number;
    organisationId: number | null;
    awaits: 'totp' | 'mail';
  }>(sql`
    select id, person_id as "personId", organisation_id as "organisationId", awaits from session
     where id = ${idOf(secret)} and awaits is not null and expires_at > ledger.clock()`);
  return row ?? null;
}

/** Person, organisation and role behind a secret, or null. One SQL statement; a second one every five minutes of use. */
export async function readSession(db: Database, secret: string) {
  const { session, user } = await luciaOn(db).validateSession(idOf(secret));
  if (!session) return null;
  if (user.stale) await sessionAdapter(db).updateSessionExpiration(session.id, session.expiresAt);
  const { person, organisation, role, proven, secondFactor, factorDueAt, termsDue } = user;
  return {
    sessionId: session.id,
    person,
    organisation,
    role,
    standing: { proven, secondFactor, factorDueAt, termsDue },
  };
}

export async function closeSession(db: Database, secret: string): Promise<void> {
  await luciaOn(db).invalidateSession(idOf(secret));
}

export async function closeAllSessions(db: Database, personId: number): Promise<void> {
  await luciaOn(db).invalidateUserSessions(personId);
}

/** Set-Cookie value that makes the browser forget its session. */
export function blankSessionCookie(): string {
  return new Lucia(sessionAdapter({} as Database), {
    sessionCookie: { name: sessionCookieName, attributes: { secure, sameSite: 'lax', path: '/' } },
  })
    .createBlankSessionCookie()
    .serialize();
}
