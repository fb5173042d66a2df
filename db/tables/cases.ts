import { sql } from 'drizzle-orm';
import { bigint, integer, jsonb, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Reports, cases, decisions, appeals, suspensions; db/migrations/0170 and 0171 create them. */
const instant = (name: string) => timestamp(name, { withTimezone: true });
const clock = sql`ledger.clock()`;
const ref = (name: string) => bigint(name, { mode: 'number' });
const id = () => ref('id').primaryKey().generatedAlwaysAsIdentity();
const publicId = () => uuid('public_id').notNull().unique().defaultRandom();

export const suspension = pgTable('suspension', {
  id: id(),
  publicId: publicId(),
  organisationId: ref('organisation_id'),
  personId: ref('person_id'),
  reason: text('reason').notNull(),
  since: instant('since').notNull().default(clock),
  liftedAt: instant('lifted_at'),
});

export const reportCase = pgTable('report_case', {
  id: id(),
  publicId: publicId(),
  number: text('number')
    .notNull()
    .unique()
    .default(
      sql`((('S'::text || to_char(ledger.clock(), 'YYYY'::text)) || '-'::text) || lpad((nextval('report_case_number'::regclass))::text, 6, '0'::text))`,
    ),
  subjectKind: text('subject_kind').notNull(),
  subjectId: uuid('subject_id').notNull(),
  organisationId: ref('organisation_id'),
  personId: ref('person_id'),
  lotId: ref('lot_id'),
  messageId: ref('message_id'),
  seen: jsonb('seen').notNull(),
  state: text('state').notNull().default('open'),
  reports: integer('reports').notNull().default(0),
  openedAt: instant('opened_at').notNull().default(clock),
  decidedAt: instant('decided_at'),
  appealUntil: instant('appeal_until'),
});

export const report = pgTable('report', {
  id: id(),
  publicId: publicId(),
  caseId: ref('case_id').notNull(),
  personId: ref('person_id'),
  email: text('email'),
  emailConfirmedAt: instant('email_confirmed_at'),
  locale: text('locale').notNull(),
  reason: text('reason').notNull(),
  body: text('body'),
  at: instant('at').notNull().default(clock),
});

export const caseDecision = pgTable('case_decision', {
  id: id(),
  caseId: ref('case_id').notNull(),
  instance: smallint('instance').notNull(),
  decidedBy: ref('decided_by').notNull(),
  measure: text('measure').notNull(),
  ground: text('ground').notNull(),
  clause: text('clause'),
  facts: text('facts').notNull(),
  reasons: text('reasons').notNull(),
  at: instant('at').notNull().default(clock),
});

export const caseAppeal = pgTable('case_appeal', {
  id: id(),
  caseId: ref('case_id').notNull(),
  side: text('side').notNull(),
  reportId: ref('report_id'),
  body: text('body').notNull(),
  at: instant('at').notNull().default(clock),
});

export const hiddenPhoto = pgTable('hidden_photo', {
  publicId: uuid('public_id').primaryKey(),
  lotId: ref('lot_id').notNull(),
  fileId: ref('file_id').notNull(),
  position: integer('position').notNull(),
  altText: text('alt_text'),
  createdBy: ref('created_by'),
  createdAt: instant('created_at').notNull(),
  hiddenAt: instant('hidden_at').notNull().default(clock),
});

export const operatorSearch = pgTable('operator_search', {
  id: id(),
  personId: ref('person_id').notNull(),
  lookedFor: text('looked_for').notNull(),
  kind: text('kind').notNull(),
  found: uuid('found').array().notNull().default(sql`'{}'`),
  at: instant('at').notNull().default(clock),
});
