import { sql } from 'drizzle-orm';
import { bigint, boolean, customType, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const clock = sql`ledger.clock()`;
const id = (name: string) => bigint(name, { mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true });
const mercatorBox = customType<{ data: string }>({ dataType: () => 'box' });

export const alert = pgTable('alert', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  personId: id('person_id').notNull(),
  organisationId: id('organisation_id'),
  name: text('name').notNull(),
  query: text('query').notNull(),
  wants: text('wants').array(),
  area: mercatorBox('area'),
  rhythm: text('rhythm', { enum: ['at_once', 'daily', 'weekly'] }).notNull(),
  pausedAt: instant('paused_at'),
  stoppedBy: id('stopped_by'),
  dueAt: instant('due_at'),
  createdAt: instant('created_at').notNull().default(clock),
  updatedAt: instant('updated_at').notNull().default(clock),
  lastSentAt: instant('last_sent_at'),
  removedAt: instant('removed_at'),
});

export const alertLot = pgTable(
  'alert_lot',
  {
    lotId: id('lot_id').notNull(),
    alertId: id('alert_id').notNull(),
    waiting: boolean('waiting').notNull().default(true),
    foundAt: instant('found_at').notNull().default(clock),
    sentAt: instant('sent_at'),
    sentPriceCents: id('sent_price_cents'),
    sentPriceBasis: text('sent_price_basis'),
  },
  (table) => [primaryKey({ columns: [table.lotId, table.alertId] })],
);

export const alertMail = pgTable('alert_mail', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  personId: id('person_id').notNull(),
  alertIds: bigint('alert_ids', { mode: 'number' }).array().notNull(),
  createdAt: instant('created_at').notNull().default(clock),
});

export const alertWatch = pgTable('alert_watch', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  openedUntil: instant('opened_until').notNull(),
});
