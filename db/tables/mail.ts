import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const id = (name: string) => bigint(name, { mode: 'number' });

export const mail = pgTable('mail', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  dedupKey: text('dedup_key').notNull().unique(),
  kind: text('kind').notNull(),
  locale: text('locale', { enum: ['fr', 'en'] }).notNull(),
  toAddress: text('to_address').notNull(),
  toPersonId: id('to_person_id'),
  subject: text('subject').notNull(),
  bodyText: text('body_text').notNull(),
  bodyHtml: text('body_html').notNull(),
  messageId: text('message_id').notNull(),
  inReplyTo: text('in_reply_to'),
  hasToken: boolean('has_token').notNull().default(false),
  unsubscribeUrl: text('unsubscribe_url'),
  status: text('status', { enum: ['waiting', 'sent', 'kept', 'failed', 'refused', 'dropped'] })
    .notNull()
    .default('waiting'),
  attempts: integer('attempts').notNull().default(0),
  lastError: text('last_error'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`ledger.clock()`),
  sentAt: timestamp('sent_at', { withTimezone: true }),
});
