import { sql } from 'drizzle-orm';
import { bigint, date, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Drizzle's description of who follows whom; db/migrations/0168_teams.sql creates them. */
const ref = (name: string) => bigint(name, { mode: 'number' });
const now = (name: string) =>
  timestamp(name, { withTimezone: true, mode: 'date' }).notNull().default(sql`ledger.clock()`);

export const membershipSuccessor = pgTable(
  'membership_successor',
  {
    organisationId: ref('organisation_id').notNull(),
    personId: ref('person_id').notNull(),
    successorId: ref('successor_id').notNull(),
    at: now('at'),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.personId] })],
);

export const standIn = pgTable('stand_in', {
  id: ref('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  organisationId: ref('organisation_id').notNull(),
  personId: ref('person_id').notNull(),
  standInId: ref('stand_in_id').notNull(),
  startsOn: date('starts_on').notNull(),
  endsOn: date('ends_on').notNull(),
  setBy: ref('set_by'),
  setAt: now('set_at'),
});
