import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

const clock = sql`ledger.clock()`;
const id = (name: string) => bigint(name, { mode: 'number' });

export const storedFile = pgTable('stored_file', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  sha256: text('sha256').notNull().unique(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  bytes: id('bytes').notNull(),
  thumbhash: text('thumbhash').notNull(),
  widths: integer('widths').array().notNull(),
  avif: boolean('avif').notNull().default(false),
  pending: boolean('pending').notNull().default(false),
  luminance: smallint('luminance'),
  sharpness: integer('sharpness'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(clock),
});

export const lotPhoto = pgTable('lot_photo', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  lotId: id('lot_id').notNull(),
  fileId: id('file_id').notNull(),
  position: integer('position').notNull().default(0),
  altText: text('alt_text'),
  createdBy: id('created_by'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(clock),
});

export const photoUpload = pgTable(
  'photo_upload',
  {
    organisationId: id('organisation_id').notNull(),
    publicId: uuid('public_id').notNull(),
    lotId: id('lot_id'),
    bytes: id('bytes').notNull(),
    received: id('received').notNull().default(0),
    parts: id('parts').array().notNull().default(sql`'{}'`),
    photoPublicId: uuid('photo_public_id'),
    createdBy: id('created_by'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(clock),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.publicId] })],
);
