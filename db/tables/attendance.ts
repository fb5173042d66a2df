import { bigint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { ledger } from './ledger.ts';

const id = (name: string) => bigint(name, { mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Appointments one side says did not take place. */
export const missed = ledger.table('missed', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  kind: text('kind', { enum: ['nobody_came', 'site_closed'] }).notNull(),
  slotId: id('slot_id').notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  holderOrganisationId: id('holder_organisation_id').notNull(),
  takerOrganisationId: id('taker_organisation_id').notNull(),
  reservations: id('reservations').array().notNull(),
  declaredByPersonId: id('declared_by_person_id'),
  declaredAt: instant('declared_at').notNull(),
  contestUntil: instant('contest_until').notNull(),
  contestedByPersonId: id('contested_by_person_id'),
  contestedAt: instant('contested_at'),
});
