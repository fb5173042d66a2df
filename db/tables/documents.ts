import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

const clock = sql`ledger.clock()`;
const id = (name: string) => bigint(name, { mode: 'number' });

export const document = pgTable('document', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  kind: text('kind').notNull(),
  organisationId: id('organisation_id').notNull(),
  takerOrganisationId: id('taker_organisation_id'),
  titleOrganisationId: id('title_organisation_id'),
  reservationId: id('reservation_id'),
  aboutYear: integer('about_year'),
  version: integer('version').notNull(),
  replacesId: id('replaces_id'),
  year: integer('year').notNull(),
  sequence: integer('sequence').notNull(),
  number: text('number').notNull().unique(),
  facts: jsonb('facts').notNull(),
  madeAt: timestamp('made_at', { withTimezone: true }).notNull().default(clock),
});

export const documentCounter = pgTable(
  'document_counter',
  {
    organisationId: id('organisation_id').notNull(),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.year] })],
);

export const documentFile = pgTable(
  'document_file',
  {
    documentId: id('document_id').notNull(),
    locale: text('locale', { enum: ['fr', 'en'] }).notNull(),
    sha256: text('sha256').notNull(),
    bytes: id('bytes').notNull(),
    storedAt: timestamp('stored_at', { withTimezone: true }).notNull().default(clock),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.locale] })],
);

export const deedClause = pgTable('deed_clause', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  code: text('code').notNull(),
  position: integer('position').notNull(),
  sellers: text('sellers').array().notNull(),
  takers: text('takers').array().notNull(),
  natures: text('natures').array().notNull(),
  legalLines: text('legal_lines').array(),
  withoutGuarantee: boolean('without_guarantee').notNull().default(false),
  conformityNotice: boolean('conformity_notice').notNull().default(false),
  titleFr: text('title_fr').notNull(),
  titleEn: text('title_en').notNull(),
  textFr: text('text_fr').notNull(),
  textEn: text('text_en').notNull(),
  basisFr: text('basis_fr').notNull(),
  basisEn: text('basis_en').notNull(),
  source: text('source').notNull(),
  validFrom: date('valid_from').notNull(),
  validUntil: date('valid_until'),
});
