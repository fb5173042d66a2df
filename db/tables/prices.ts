import { sql } from 'drizzle-orm';
import { bigint, boolean, date, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { ledger } from './ledger.ts';

const id = (name: string) => bigint(name, { mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true });

export const priceProposal = ledger.table('price_proposal', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  reservationId: id('reservation_id').notNull().unique(),
  cents: id('cents').notNull(),
  state: text('state', { enum: ['open', 'accepted', 'refused', 'withdrawn'] }).notNull(),
  personId: id('person_id'),
  madeAt: instant('made_at').notNull(),
  answeredAt: instant('answered_at'),
  answeredByPersonId: id('answered_by_person_id'),
});

export const settlement = pgTable('settlement', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  reservationId: id('reservation_id').notNull(),
  settled: boolean('settled').notNull(),
  method: text('method', { enum: ['cash', 'transfer', 'card', 'cheque', 'other'] }),
  settledOn: date('settled_on', { mode: 'string' }),
  invoiceNumber: text('invoice_number'),
  organisationId: id('organisation_id').notNull(),
  personId: id('person_id'),
  at: instant('at').notNull().default(sql`ledger.clock()`),
});
