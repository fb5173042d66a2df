import { sql } from 'drizzle-orm';
import { bigint, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const clock = sql`ledger.clock()`;
const id = (name: string) => bigint(name, { mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true });

export const diagnosis = pgTable('diagnosis', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  organisationId: id('organisation_id').notNull(),
  siteId: id('site_id').notNull(),
  fileName: text('file_name').notNull(),
  kind: text('kind', { enum: ['csv', 'xlsx'] }).notNull(),
  bytes: id('bytes').notNull(),
  sha256: text('sha256').notNull(),
  state: text('state', {
    enum: [
      'waiting',
      'reading',
      'read',
      'refused',
      'cancelled',
      'accepting',
      'accepted',
      'withdrawing',
      'withdrawn',
    ],
  })
    .notNull()
    .default('waiting'),
  problem: text('problem'),
  problemFacts: jsonb('problem_facts'),
  dialect: jsonb('dialect'),
  columns: jsonb('columns'),
  perMille: integer('per_mille').notNull().default(0),
  rows: integer('rows').notNull().default(0),
  skipped: integer('skipped').notNull().default(0),
  accepted: integer('accepted').notNull().default(0),
  questions: integer('questions').notNull().default(0),
  refused: integer('refused').notNull().default(0),
  guesses: integer('guesses').notNull().default(0),
  runner: uuid('runner'),
  beatAt: instant('beat_at'),
  createdBy: id('created_by'),
  createdAt: instant('created_at').notNull().default(clock),
  readAt: instant('read_at'),
  acceptedBy: id('accepted_by'),
  acceptedAt: instant('accepted_at'),
  withdrawnBy: id('withdrawn_by'),
  withdrawnAt: instant('withdrawn_at'),
  droppedAt: instant('dropped_at'),
});

export const diagnosisRow = pgTable(
  'diagnosis_row',
  {
    diagnosisId: id('diagnosis_id').notNull(),
    line: integer('line').notNull(),
    verdict: text('verdict', { enum: ['accepted', 'question', 'refused'] }).notNull(),
    ref: text('ref').notNull(),
    cells: jsonb('cells').notNull(),
    corrected: jsonb('corrected'),
    findings: jsonb('findings').notNull(),
    typeCode: text('type_code'),
    typeBy: text('type_by', { enum: ['file', 'lot', 'person', 'guess', 'none'] }).notNull(),
    alternatives: text('alternatives').array().notNull().default(sql`'{}'`),
    lotId: id('lot_id'),
    outcome: text('outcome', { enum: ['created', 'updated', 'unchanged', 'moved', 'protected', 'kept'] }),
  },
  (table) => [primaryKey({ columns: [table.diagnosisId, table.line] })],
);

export const diagnosisHeader = pgTable(
  'diagnosis_header',
  {
    organisationId: id('organisation_id').notNull(),
    header: text('header').notNull(),
    field: text('field'),
    updatedAt: instant('updated_at').notNull().default(clock),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.header] })],
);
