import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Drizzle's description of what was checked of organisations and of who asks to join them; db/migrations/0166_who_is_who.sql. */
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const id = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();
const publicId = () => uuid('public_id').notNull().unique().defaultRandom();
const now = (name: string) => instant(name).notNull().default(sql`ledger.clock()`);
const ref = (name: string) => bigint(name, { mode: 'number' });

const checkedKinds = ['firm', 'landlord', 'collectivite', 'association', 'public_body'] as const;

/** Mail domains that verify those who have a confirmed address there. */
export const organisationDomain = pgTable('organisation_domain', {
  id: id(),
  publicId: publicId(),
  domain: text('domain').notNull(),
  siren: text('siren').notNull(),
  kind: text('kind', { enum: checkedKinds }).notNull(),
  legalStatus: text('legal_status', {
    enum: ['state', 'collectivite', 'public_establishment', 'private'],
  }).notNull(),
  socialEconomy: boolean('social_economy').notNull().default(false),
  territoryLevel: text('territory_level'),
  territoryCode: text('territory_code'),
  approvedBy: ref('approved_by'),
  approvedAt: now('approved_at'),
  endedBy: ref('ended_by'),
  endedAt: instant('ended_at'),
});

/** Append-only: the last one about an organisation counts. */
export const verification = pgTable('verification', {
  id: id(),
  organisationId: ref('organisation_id').notNull(),
  decision: text('decision', { enum: ['approved', 'refused', 'withdrawn'] }).notNull(),
  how: text('how', { enum: ['operator', 'domain', 'script'] }).notNull(),
  claims: text('claims').notNull(),
  reason: text('reason'),
  domainId: ref('domain_id'),
  personId: ref('person_id'),
  at: now('at'),
});

export const joinRequest = pgTable('join_request', {
  id: id(),
  publicId: publicId(),
  organisationId: ref('organisation_id').notNull(),
  personId: ref('person_id').notNull(),
  message: text('message'),
  askedAt: now('asked_at'),
  answeredAt: instant('answered_at'),
  answer: text('answer', { enum: ['accepted', 'declined', 'withdrawn'] }),
  answeredBy: ref('answered_by'),
  role: text('role', { enum: ['member', 'site_manager', 'administrator', 'analyst'] }),
});

/** Materials that are stolen and sold again: first lots of unverified holders wait. */
export const theftProneType = pgTable('theft_prone_type', {
  id: id(),
  typeCode: text('type_code').notNull(),
  since: now('since'),
  until: instant('until'),
});

export const reviewSetting = pgTable('review_setting', {
  single: boolean('single').primaryKey().default(true),
  firstLots: integer('first_lots').notNull().default(3),
});

/** The last one about a lot counts. */
export const lotReview = pgTable('lot_review', {
  id: id(),
  publicId: publicId(),
  lotId: ref('lot_id').notNull(),
  organisationId: ref('organisation_id').notNull(),
  askedAt: now('asked_at'),
  decidedAt: instant('decided_at'),
  decision: text('decision', { enum: ['approved', 'refused', 'verified', 'withdrawn'] }),
  reason: text('reason'),
});
