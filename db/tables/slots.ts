import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  integer,
  pgTable,
  smallint,
  text,
  time,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/** Hours at which takers may come to a site; db/migrations/0120_slots.sql creates them, the ledger's functions write them. */
const id = (name: string) => bigint(name, { mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true });
const clock = sql`ledger.clock()`;

export const slotSeries = pgTable('slot_series', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  siteId: id('site_id').notNull(),
  weekdays: smallint('weekdays').array().notNull(),
  startsOn: date('starts_on', { mode: 'string' }).notNull(),
  endsOn: date('ends_on', { mode: 'string' }).notNull(),
  fromTime: time('from_time').notNull(),
  toTime: time('to_time').notNull(),
  capacity: integer('capacity').notNull(),
  skippedDays: date('skipped_days', { mode: 'string' }).array().notNull().default(sql`'{}'::date[]`),
  onHolidays: boolean('on_holidays').notNull().default(false),
  createdBy: id('created_by'),
  createdAt: instant('created_at').notNull().default(clock),
});

export const siteSlot = pgTable('site_slot', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  siteId: id('site_id').notNull(),
  seriesId: id('series_id'),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  capacity: integer('capacity').notNull(),
  createdBy: id('created_by'),
  createdAt: instant('created_at').notNull().default(clock),
  cancelledAt: instant('cancelled_at'),
  cancelReasonCode: text('cancel_reason_code'),
});

export const slotReminder = pgTable('slot_reminder', {
  slotId: id('slot_id').notNull(),
  takerOrganisationId: id('taker_organisation_id').notNull(),
  startsAt: instant('starts_at').notNull(),
  at: instant('at').notNull().default(clock),
});

export const slotBooking = pgTable('slot_booking', {
  slotId: id('slot_id').notNull(),
  takerOrganisationId: id('taker_organisation_id').notNull(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  bookedAt: instant('booked_at').notNull().default(clock),
  changedAt: instant('changed_at').notNull().default(clock),
  changes: integer('changes').notNull().default(0),
});

export const calendarFeed = pgTable('calendar_feed', {
  personId: id('person_id').primaryKey(),
  number: uuid('number').notNull().unique().defaultRandom(),
  madeAt: instant('made_at').notNull().default(clock),
});
