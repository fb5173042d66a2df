import { sql } from 'drizzle-orm';
import { bigint, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const id = (name: string) => bigint(name, { mode: 'number' });

export const operatorAct = pgTable('operator_act', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  personId: id('person_id'),
  scriptLogin: text('script_login'),
  act: text('act').notNull(),
  subjectKind: text('subject_kind').notNull(),
  subjectId: text('subject_id'),
  reason: text('reason').notNull(),
  details: jsonb('details').notNull().default({}),
  concernsOrganisationId: id('concerns_organisation_id'),
  concernsPersonId: id('concerns_person_id'),
  at: timestamp('at', { withTimezone: true }).notNull().default(sql`ledger.clock()`),
});

export const booksCheck = pgTable('books_check', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  kind: text('kind', { enum: ['balances', 'full'] }).notNull(),
  endedAt: timestamp('ended_at', { withTimezone: true }).notNull().default(sql`ledger.clock()`),
  milliseconds: id('milliseconds').notNull(),
  lots: id('lots').notNull(),
  movements: id('movements').notNull(),
  breaks: text('breaks').array().notNull().default(sql`'{}'`),
});
