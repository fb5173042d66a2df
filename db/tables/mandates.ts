import { sql } from 'drizzle-orm';
import { bigint, customType, date, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Acting on a site for the organisation that runs it; db/migrations/0067_mandates.sql creates them. */
const id = (name: string) => bigint(name, { mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true });
const clock = sql`ledger.clock()`;
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

export const mandate = pgTable('mandate', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  organisationId: id('organisation_id').notNull(),
  siteId: id('site_id').notNull(),
  mandataryId: id('mandatary_id').notNull(),
  scopes: text('scopes').array().notNull(),
  startsOn: date('starts_on', { mode: 'string' }).notNull(),
  endsOn: date('ends_on', { mode: 'string' }),
  givenBy: id('given_by'),
  givenAt: instant('given_at').notNull().default(clock),
  revokedAt: instant('revoked_at'),
  revokedBy: id('revoked_by'),
  revokedByOrganisationId: id('revoked_by_organisation_id'),
  endToldAt: instant('end_told_at'),
});

export const crewLink = pgTable('crew_link', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  organisationId: id('organisation_id').notNull(),
  siteId: id('site_id').notNull(),
  name: text('name').notNull(),
  tokenHash: bytea('token_hash').notNull().unique(),
  createdBy: id('created_by'),
  createdAt: instant('created_at').notNull().default(clock),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  revokedBy: id('revoked_by'),
});

export const crewSession = pgTable('crew_session', {
  id: text('id').primaryKey(),
  crewLinkId: id('crew_link_id').notNull(),
  createdAt: instant('created_at').notNull().default(clock),
  expiresAt: instant('expires_at').notNull(),
});

export const crewCount = pgTable('crew_count', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  lotId: id('lot_id').notNull(),
  crewLinkId: id('crew_link_id').notNull(),
  seenMilli: id('seen_milli').notNull(),
  countedMilli: id('counted_milli').notNull(),
  note: text('note'),
  at: instant('at').notNull().default(clock),
  answeredAt: instant('answered_at'),
  answer: text('answer', { enum: ['taken', 'set_aside'] }),
  answeredBy: id('answered_by'),
});
