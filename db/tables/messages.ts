import { sql } from 'drizzle-orm';
import { bigint, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const clock = sql`ledger.clock()`;
const id = (name: string) => bigint(name, { mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true });

export const messageThread = pgTable('message_thread', {
  reservationId: id('reservation_id').primaryKey(),
  messages: integer('messages').notNull(),
});

export const message = pgTable('message', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  reservationId: id('reservation_id').notNull(),
  side: text('side', { enum: ['holder', 'taker'] }).notNull(),
  organisationId: id('organisation_id').notNull(),
  personId: id('person_id').notNull(),
  body: text('body').notNull(),
  createdAt: instant('created_at').notNull().default(clock),
});

export const messagePhoto = pgTable('message_photo', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique(),
  messageId: id('message_id').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  thumbhash: text('thumbhash').notNull(),
  widths: integer('widths').array().notNull(),
});

export const messageRead = pgTable(
  'message_read',
  {
    reservationId: id('reservation_id').notNull(),
    personId: id('person_id').notNull(),
    readTo: id('read_to').notNull().default(0),
    toldTo: id('told_to').notNull().default(0),
    toldAt: instant('told_at'),
  },
  (table) => [primaryKey({ columns: [table.reservationId, table.personId] })],
);
