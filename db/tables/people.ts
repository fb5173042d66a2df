import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core';

/** Drizzle's description of people, organisations and their keys; db/migrations/0002_people.sql creates them. */
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const id = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();
const publicId = () => uuid('public_id').notNull().unique().defaultRandom();
const createdAt = () => instant('created_at').notNull().default(sql`ledger.clock()`);
const ref = (name: string) => bigint(name, { mode: 'number' });

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

export const person = pgTable('person', {
  id: id(),
  publicId: publicId(),
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  phone: text('phone'),
  communeCode: text('commune_code'),
  passwordHash: text('password_hash'),
  locale: text('locale', { enum: ['fr', 'en'] })
    .notNull()
    .default('fr'),
  emailVerifiedAt: instant('email_verified_at'),
  platformAdmin: boolean('platform_admin').notNull().default(false),
  createdAt: createdAt(),
  emailFailedAt: instant('email_failed_at'),
  emailFailure: text('email_failure'),
  suspendedAt: instant('suspended_at'),
});

export const organisation = pgTable('organisation', {
  id: id(),
  publicId: publicId(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  kind: text('kind', {
    enum: ['firm', 'landlord', 'collectivite', 'association', 'public_body', 'private_person'],
  }).notNull(),
  legalStatus: text('legal_status', {
    enum: ['state', 'collectivite', 'public_establishment', 'private', 'private_person'],
  }).notNull(),
  siren: text('siren'),
  socialEconomy: boolean('social_economy').notNull().default(false),
  verifiedAt: instant('verified_at'),
  territoryLevel: text('territory_level'),
  territoryCode: text('territory_code'),
  communeCode: text('commune_code'),
  phone: text('phone'),
  website: text('website'),
  description: text('description'),
  createdAt: createdAt(),
  suspendedAt: instant('suspended_at'),
});

const roleEnum = { enum: ['member', 'site_manager', 'administrator', 'analyst'] } as const;

export const membership = pgTable(
  'membership',
  {
    organisationId: ref('organisation_id').notNull(),
    personId: ref('person_id').notNull(),
    role: text('role', roleEnum).notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.personId] })],
);

export const invitation = pgTable('invitation', {
  id: id(),
  publicId: publicId(),
  organisationId: ref('organisation_id').notNull(),
  email: text('email').notNull(),
  role: text('role', roleEnum).notNull(),
  tokenHash: bytea('token_hash').notNull().unique(),
  invitedBy: ref('invited_by').notNull(),
  createdAt: createdAt(),
  expiresAt: instant('expires_at').notNull(),
  acceptedAt: instant('accepted_at'),
  revokedAt: instant('revoked_at'),
});

/** `id` is the SHA-256 of the secret in the cookie. */
export const session = pgTable('session', {
  id: text('id').primaryKey(),
  personId: ref('person_id').notNull(),
  organisationId: ref('organisation_id'),
  expiresAt: instant('expires_at').notNull(),
  createdAt: createdAt(),
  lastSeenAt: instant('last_seen_at').notNull().default(sql`ledger.clock()`),
  userAgent: text('user_agent'),
  awaits: text('awaits', { enum: ['totp', 'mail'] }),
  codeHash: bytea('code_hash'),
  tries: smallint('tries').notNull().default(0),
  provenAt: instant('proven_at').default(sql`ledger.clock()`),
});

export const secondFactor = pgTable('second_factor', {
  personId: ref('person_id').primaryKey(),
  secret: bytea('secret').notNull(),
  createdAt: createdAt(),
  confirmedAt: instant('confirmed_at'),
  lastStep: ref('last_step').notNull().default(0),
});

export const recoveryCode = pgTable('recovery_code', {
  hash: bytea('hash').primaryKey(),
  personId: ref('person_id').notNull(),
  createdAt: createdAt(),
  usedAt: instant('used_at'),
});

export const knownDevice = pgTable(
  'known_device',
  {
    personId: ref('person_id').notNull(),
    hash: bytea('hash').notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at').notNull().default(sql`ledger.clock()`),
  },
  (t) => [primaryKey({ columns: [t.personId, t.hash] })],
);

/** From when administrators of organisations need a second factor. */
export const secondFactorRule = pgTable('second_factor_rule', {
  one: boolean('one').primaryKey().default(true),
  administratorsFrom: instant('administrators_from').notNull().default(sql`ledger.clock()`),
  graceDays: integer('grace_days').notNull().default(30),
});

export const token = pgTable('token', {
  id: id(),
  kind: text('kind', { enum: ['verify-email', 'reset-password', 'sign-in', 'change-email'] }).notNull(),
  hash: bytea('hash').notNull().unique(),
  personId: ref('person_id').notNull(),
  payload: jsonb('payload').notNull().default({}),
  createdAt: createdAt(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

export const apiToken = pgTable('api_token', {
  id: id(),
  publicId: publicId(),
  organisationId: ref('organisation_id').notNull(),
  name: text('name').notNull(),
  hash: bytea('hash').notNull().unique(),
  scopes: text('scopes').array().notNull(),
  createdBy: ref('created_by'),
  createdAt: createdAt(),
  expiresAt: instant('expires_at'),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
});

/** The shape rate-limiter-flexible asks for. */
export const rateLimit = pgTable('rate_limit', {
  key: varchar('key', { length: 255 }).primaryKey(),
  points: integer('points').notNull().default(0),
  expire: instant('expire'),
});

/** Phones that somebody reached: the operator (no organisation) or a holder. */
export const phoneReached = pgTable('phone_reached', {
  id: id(),
  takerOrganisationId: ref('taker_organisation_id').notNull(),
  phone: text('phone').notNull(),
  organisationId: ref('organisation_id'),
  personId: ref('person_id'),
  at: instant('at').notNull().default(sql`ledger.clock()`),
});
