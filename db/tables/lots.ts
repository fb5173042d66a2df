import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

const clock = sql`ledger.clock()`;
const id = (name: string) => bigint(name, { mode: 'number' });
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
const mercatorPoint = customType<{ data: string }>({ dataType: () => 'point' });

export const lot = pgTable('lot', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  organisationId: id('organisation_id').notNull(),
  siteId: id('site_id').notNull(),
  typeCode: text('type_code').notNull(),
  familyCode: text('family_code').notNull(),
  title: text('title').notNull(),
  description: text('description'),
  unit: text('unit', { enum: ['u', 'm', 'm2', 'm3', 'kg', 't', 'pallet'] }).notNull(),
  quantityMilli: id('quantity_milli'),
  stepMilli: id('step_milli').notNull(),
  unitMassG: id('unit_mass_g'),
  massLowG: id('mass_low_g'),
  massHighG: id('mass_high_g'),
  massBasis: text('mass_basis', { enum: ['measured', 'declared', 'default'] })
    .notNull()
    .default('default'),
  factorVersion: text('factor_version'),
  priceCents: id('price_cents'),
  priceBasis: text('price_basis', { enum: ['unit', 'whole'] })
    .notNull()
    .default('unit'),
  priceTax: text('price_tax', { enum: ['included', 'excluded', 'not_applicable'] })
    .notNull()
    .default('included'),
  vatPermille: smallint('vat_permille'),
  negotiable: boolean('negotiable').notNull().default(false),
  condition: text('condition', { enum: ['new', 'good', 'fair', 'degraded', 'unknown'] })
    .notNull()
    .default('unknown'),
  ageNote: text('age_note'),
  assembly: text('assembly', {
    enum: ['screwed', 'glued', 'sealed', 'laid', 'nailed', 'welded', 'clipped', 'other', 'unknown'],
  }),
  lengthMm: integer('length_mm'),
  widthMm: integer('width_mm'),
  thicknessMm: integer('thickness_mm'),
  building: text('building'),
  level: text('level'),
  room: text('room'),
  reusePotential: text('reuse_potential', { enum: ['none', 'low', 'medium', 'high'] }),
  asbestos: text('asbestos', { enum: ['yes', 'no', 'unknown', 'not_applicable'] })
    .notNull()
    .default('unknown'),
  lead: text('lead', { enum: ['yes', 'no', 'unknown', 'not_applicable'] })
    .notNull()
    .default('unknown'),
  pemdRef: text('pemd_ref'),
  wasteCode: text('waste_code'),
  removal: text('removal', { enum: ['removed', 'by_holder', 'by_taker'] })
    .notNull()
    .default('removed'),
  removalNote: text('removal_note'),
  availableFrom: date('available_from', { mode: 'string' }),
  availableUntil: date('available_until', { mode: 'string' }),
  acceptMode: text('accept_mode', { enum: ['site', 'ask', 'at_once'] })
    .notNull()
    .default('site'),
  status: text('status', { enum: ['draft', 'published', 'exhausted', 'withdrawn'] })
    .notNull()
    .default('draft'),
  legalLine: text('legal_line', { enum: ['reemploi', 'reutilisation', 'other_use', 'new_surplus'] })
    .notNull()
    .default('reemploi'),
  originSiteId: id('origin_site_id').notNull(),
  originCommuneCode: text('origin_commune_code').notNull(),
  originDiagnosisRow: text('origin_diagnosis_row'),
  originCounted: boolean('origin_counted').notNull().default(false),
  publicPoint: mercatorPoint('public_point').notNull(),
  cell: id('cell').notNull(),
  communeCode: text('commune_code').notNull(),
  search: tsvector('search').notNull().default(''),
  version: integer('version').notNull().default(1),
  createdBy: id('created_by'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(clock),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().default(clock),
  publishedAt: timestamp('published_at', { withTimezone: true }),
  closedAt: timestamp('closed_at', { withTimezone: true }),
  offerEndsAt: timestamp('offer_ends_at', { withTimezone: true }),
  barredAt: timestamp('barred_at', { withTimezone: true }),
  altUnit: text('alt_unit', { enum: ['u', 'm', 'm2', 'm3', 'kg', 't', 'pallet'] }),
  altAmountMilli: id('alt_amount_milli'),
  altOfMilli: id('alt_of_milli'),
  altBasis: text('alt_basis', { enum: ['measured', 'declared'] }),
  removalTools: text('removal_tools'),
  removalAccess: text('removal_access'),
  removalFloor: smallint('removal_floor'),
  removalLift: text('removal_lift', { enum: ['none', 'passenger', 'goods'] }),
  loadingHelp: text('loading_help', { enum: ['none', 'people', 'machine'] }),
  largestVehicle: text('largest_vehicle', {
    enum: ['car', 'van', 'truck_3t5', 'truck_12t', 'truck_19t', 'semi'],
  }),
  protection: text('protection'),
  siteRules: text('site_rules'),
  privateRemovalReason: text('private_removal_reason'),
  pickupPlace: text('pickup_place'),
  pickupHours: text('pickup_hours'),
  sortingOperator: text('sorting_operator'),
  perTakerMilli: id('per_taker_milli'),
  originReservationId: id('origin_reservation_id'),
  otherPollutants: text('other_pollutants'),
});

export const lotDocument = pgTable('lot_document', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  lotId: id('lot_id').notNull(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  shownTo: text('shown_to', { enum: ['everyone', 'parties'] })
    .notNull()
    .default('parties'),
  sha256: text('sha256').notNull(),
  mediaType: text('media_type', { enum: ['application/pdf', 'image/webp'] }).notNull(),
  bytes: id('bytes').notNull(),
  createdBy: id('created_by'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(clock),
});

export const lotAudience = pgTable(
  'lot_audience',
  {
    lotId: id('lot_id').notNull(),
    audience: text('audience', { enum: ['public'] }).notNull(),
    opensAt: timestamp('opens_at', { withTimezone: true }).notNull(),
    closesAt: timestamp('closes_at', { withTimezone: true }),
    hiddenSince: timestamp('hidden_since', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.lotId, table.audience] })],
);

export const reservationDraft = pgTable('reservation_draft', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  tokenHash: customType<{ data: Buffer }>({ dataType: () => 'bytea' })('token_hash').notNull(),
  lotId: id('lot_id').notNull(),
  quantityMilli: id('quantity_milli').notNull(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  phone: text('phone'),
  communeCode: text('commune_code').notNull(),
  purpose: text('purpose').notNull(),
  substitution: text('substitution'),
  note: text('note'),
  locale: text('locale', { enum: ['fr', 'en'] }).notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(clock),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
  reservationId: id('reservation_id'),
  conditionsDigest: text('conditions_digest'),
});

export const lotBatch = pgTable('lot_batch', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  organisationId: id('organisation_id').notNull(),
  kind: text('kind', { enum: ['publish', 'edit'] }).notNull(),
  createdBy: id('created_by'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(clock),
  undoableUntil: timestamp('undoable_until', { withTimezone: true }).notNull(),
  undoneAt: timestamp('undone_at', { withTimezone: true }),
  undoneBy: id('undone_by'),
});

export const lotBatchItem = pgTable(
  'lot_batch_item',
  {
    batchId: id('batch_id').notNull(),
    lotId: id('lot_id').notNull(),
    before: jsonb('before').notNull().default({}),
    version: integer('version').notNull(),
    undone: boolean('undone').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.lotId] })],
);
