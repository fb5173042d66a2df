import { sql } from 'drizzle-orm';
import { bigint, date, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

const ref = (name: string) => bigint(name, { mode: 'number' });
const now = (name: string) =>
  timestamp(name, { withTimezone: true, mode: 'date' }).notNull().default(sql`ledger.clock()`);

export const platformSetting = pgTable('platform_setting', {
  name: text('name').primaryKey(),
  value: jsonb('value').notNull(),
  setBy: ref('set_by'),
  setAt: now('set_at'),
});

export const legalText = pgTable(
  'legal_text',
  {
    kind: text('kind', { enum: ['notice', 'terms', 'privacy', 'accessibility'] }).notNull(),
    version: integer('version').notNull(),
    effectiveOn: date('effective_on', { mode: 'string' }).notNull(),
    fr: text('fr').notNull(),
    en: text('en').notNull(),
    changesFr: text('changes_fr'),
    changesEn: text('changes_en'),
    publishedBy: ref('published_by'),
    publishedAt: now('published_at'),
  },
  (t) => [primaryKey({ columns: [t.kind, t.version] })],
);

export const termsAcceptance = pgTable(
  'terms_acceptance',
  {
    personId: ref('person_id').notNull(),
    version: integer('version').notNull(),
    kind: text('kind', { enum: ['terms'] })
      .notNull()
      .default('terms'),
    acceptedAt: now('accepted_at'),
  },
  (t) => [primaryKey({ columns: [t.personId, t.version] })],
);
