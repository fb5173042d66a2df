import { sql } from 'drizzle-orm';
import { bigint, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const clock = sql`ledger.clock()`;
const id = (name: string) => bigint(name, { mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true });

export const notificationSetting = pgTable('notification_setting', {
  personId: id('person_id').primaryKey(),
  rhythm: text('rhythm', { enum: ['at_once', 'daily', 'weekly', 'off'] }).notNull(),
  chosenAt: instant('chosen_at').notNull().default(clock),
});

export const notification = pgTable('notification', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  personId: id('person_id').notNull(),
  dedupKey: text('dedup_key').notNull().unique(),
  kind: text('kind').notNull(),
  side: text('side', { enum: ['holder', 'taker'] }).notNull(),
  reservationId: id('reservation_id'),
  title: text('title').notNull(),
  line: text('line').notNull(),
  path: text('path').notNull(),
  createdAt: instant('created_at').notNull().default(clock),
  neededBy: instant('needed_by'),
  readAt: instant('read_at'),
  mailDueAt: instant('mail_due_at'),
  mailId: id('mail_id'),
});
