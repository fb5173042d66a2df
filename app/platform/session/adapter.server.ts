import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Database } from '#db/client.ts';
import { knownDevice, membership, organisation, person, session } from '#db/tables/people.ts';

/** Idle life, absolute life, and the absolute life of a platform administrator, in SQL's own words. */
export const LIVES = { idle: '10 days', absolute: '30 days', platformAdmin: '12 hours' } as const;

/** A second step not taken within it ends. */
const STEP_LIFE = '10 minutes';

/** How long a proof (password, code) counts as recent. */
export const PROOF_LIFE = '15 minutes';

export interface SessionRow {
  organisationId: number | null;
  userAgent: string | null;
  /** What its opening proved: nothing more is asked when all was, or when it only replaces a session that had. */
  proof: 'first-step' | 'all' | 'replaces';
  /** Digest of the code mailed to whoever opens it from a new device. */
  codeHash: Buffer | null;
}

const heardOf = { organisationId: null, userAgent: null, proof: 'all', codeHash: null } as const;

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

/** A collectivité speaks for its territory once that was checked. */
const checked = (column: typeof organisation.territoryLevel | typeof organisation.territoryCode) =>
  sql<string | null>`case when ${organisation.verifiedAt} is not null then ${column} end`;

async function readOne(db: Database, id: string) {
  const [row] = await db
    .select({
      id: session.id,
      alive,
      stale: sql<boolean>`${session.lastSeenAt} < ledger.clock() - interval '5 minutes'`,
      proven: sql<boolean>`coalesce(${session.provenAt} > ledger.clock() - ${PROOF_LIFE}::interval, false)`,
      secondFactor: sql<boolean>`exists (select from second_factor f where f.person_id = ${person.id} and f.confirmed_at is not null)`,
      termsDue: sql<boolean>`terms_due(${person.id})`,
      factorDueAt:
        sql<Date | null>`case when ${membership.role} = 'administrator' and ${organisation.kind} <> 'private_person' then
        (select greatest(r.administrators_from, ${membership.createdAt} + make_interval(days => r.grace_days)) from second_factor_rule r) end`.mapWith(
          membership.createdAt,
        ),
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
        territoryLevel: checked(organisation.territoryLevel),
        territoryCode: checked(organisation.territoryCode),
        suspended: sql<boolean>`${organisation.suspendedAt} is not null`,
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
    .where(and(eq(session.id, id), isNull(session.awaits), isNull(person.suspendedAt)))
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
          attributes: heardOf,
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
        attributes: heardOf,
      }));
    },
    async setSession({ id, userId, attributes }) {
      await db.execute(sql`
        insert into session (id, person_id, organisation_id, user_agent, expires_at, proven_at, awaits, code_hash)
        select ${id}, p.id, ${attributes.organisationId}::bigint, ${attributes.userAgent}::text,
          case when a.awaits is null then ${until(sql`ledger.clock()`, sql`p.platform_admin`)}
               else ledger.clock() + ${STEP_LIFE}::interval end,
          case when ${attributes.proof} <> 'replaces' then ledger.clock() end,
          a.awaits, case when a.awaits = 'mail' then ${attributes.codeHash}::bytea end
        from person p cross join lateral (select case
          when ${attributes.proof} <> 'first-step' then null
          when exists (select from second_factor f where f.person_id = p.id and f.confirmed_at is not null) then 'totp'
          when ${attributes.codeHash}::bytea is not null then 'mail' end as awaits) a
        where p.id = ${userId}`);
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
      // a device is known as long as nobody asked for everything to end
      await db.delete(knownDevice).where(eq(knownDevice.personId, personId));
      await db.delete(session).where(eq(session.personId, personId));
    },
    async deleteExpiredSessions() {
      await db.delete(session).where(sql`${session.expiresAt} <= ledger.clock()`);
    },
  };
}
