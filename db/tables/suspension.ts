import { sql } from 'drizzle-orm';
import { bigint, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });
const clock = sql`ledger.clock()`;
const ref = (name: string) => bigint(name, { mode: 'number' });

/** Made and lifted by functions of the database alone: db/functions/suspension.sql. */
export const suspension = pgTable('suspension', {
  id: ref('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  organisationId: ref('organisation_id'),
  personId: ref('person_id'),
  reason: text('reason').notNull(),
  since: instant('since').notNull().default(clock),
  liftedAt: instant('lifted_at'),
});
