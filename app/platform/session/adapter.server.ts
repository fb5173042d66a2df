import { and, eq, gt, sql } from 'drizzle-orm';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Database } from '#db/client.ts';
import { membership, organisation, person, session } from '#db/tables/people.ts';

/** Idle life, absolute life, and the absolute life of a platform administrator, in SQL's own words. */
export const LIVES = { idle: '10 days', absolute: '30 days', platformAdmin: '12 hours' } as const;

export interface SessionRow {
  organisationId: number | null;
  userAgent: string | null;
}

/** What one read brings back with the session; `organisation` is null when the person is no longer a member. */
export type SessionPerson = Awaited<ReturnType<typeof readOne>>;

const until = (
  createdAt: unknown,
  platformAdmin: unknown,
) => sql<Date>`least(ledger.clock() + ${LIVES.idle}::interval,
  ${createdAt} + case when ${platformAdmin} then ${LIVES.platformAdmin}::interval else ${LIVES.absolute}::interval end)`;

/**
 * The library compares with the process's clock and prolongs at half life. Both are the database's here: it hears
 * "long" or "over", so that neither a wrong nor a moved clock prolongs or kills a session.
 */
const alive = sql<boolean>`${session.expiresAt} > ledger.clock()`;
const heard = (isAlive: boolean) => (isAlive ? new Date(Date.now() + 10 * 86_400_000) : new Date(0));

async function readOne(db: Database, id: string) {
  const [row] = await db
    .select({
      id: session.id,
      alive,
      stale: sql<boolean>`${session.lastSeenAt} < ledger.clock() - interval '5 minutes'`,
      person: {
        id: person.id,
        publicId: person.publicId,
        name: person.name,
        email: person.email,
        locale: person.locale,
        platformAdmin: person.platformAdmin,
      },
      organisation: {
        id: organisation.id,
        publicId: organisation.publicId,
        slug: organisation.slug,
        name: organisation.name,
        kind: organisation.kind,
        territoryLevel: organisation.territoryLevel,
        territoryCode: organisation.territoryCode,
      },
      role: membership.role,
    })
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .leftJoin(
      membership,
      and(eq(membership.organisationId, session.organisationId), eq(membership.personId, person.id)),
    )
    .leftJoin(organisation, eq(organisation.id, membership.organisationId))
    .where(eq(session.id, id))
    .prepare('session_of_request')
    .execute();
  return row ?? null;
}

/** The library's door to our tables. It only ever sees hashed ids. */
export function sessionAdapter(db: Database): Adapter {
  return {
    async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const row = await readOne(db, id);
      if (!row) return [null, null];
      return [
        {
          id,
          userId: row.person.id,
          expiresAt: heard(row.alive),
          attributes: { organisationId: null, userAgent: null },
        },
        { id: row.person.id, attributes: row },
      ];
    },
    async getUserSessions(personId) {
      const rows = await db
        .select({ id: session.id, alive })
        .from(session)
        .where(eq(session.personId, personId));
      return rows.map((row) => ({
        id: row.id,
        userId: personId,
        expiresAt: heard(row.alive),
        attributes: { organisationId: null, userAgent: null },
      }));
    },
    async setSession({ id, userId, attributes }) {
      await db.execute(sql`
        insert into session (id, person_id, organisation_id, user_agent, expires_at)
        select ${id}, p.id, ${attributes.organisationId}::bigint, ${attributes.userAgent}::text,
          ${until(sql`ledger.clock()`, sql`p.platform_admin`)}
        from person p where p.id = ${userId}`);
    },
    async updateSessionExpiration(id) {
      await db
        .update(session)
        .set({
          lastSeenAt: sql`ledger.clock()`,
          expiresAt: until(
            session.createdAt,
            sql`(select platform_admin from person where person.id = ${session.personId})`,
          ),
        })
        .where(and(eq(session.id, id), gt(session.expiresAt, sql`ledger.clock()`)));
    },
    async deleteSession(id) {
      await db.delete(session).where(eq(session.id, id));
    },
    async deleteUserSessions(personId) {
      await db.delete(session).where(eq(session.personId, personId));
    },
    async deleteExpiredSessions() {
      await db.delete(session).where(sql`${session.expiresAt} <= ledger.clock()`);
    },
  };
}
