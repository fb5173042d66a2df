import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  date,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
} from 'drizzle-orm/pg-core';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** Drizzle's description of the taxonomy; db/migrations/0001_base.sql creates it. */
export const materialFamily = pgTable('material_family', {
  code: text('code').primaryKey(),
  nameFr: text('name_fr').notNull(),
  nameEn: text('name_en').notNull(),
  position: integer('position').notNull(),
});

export const materialType = pgTable('material_type', {
  code: text('code').primaryKey(),
  familyCode: text('family_code').notNull(),
  core: boolean('core').notNull(),
  nameFr: text('name_fr').notNull(),
  nameEn: text('name_en').notNull(),
  synonymsFr: text('synonyms_fr').array().notNull().default(sql`'{}'`),
  trade: text('trade'),
  pemdGroup: text('pemd_group'),
  repScheme: text('rep_scheme'),
  unit: text('unit', { enum: ['u', 'm', 'm2', 'm3', 'kg', 't', 'pallet'] }).notNull(),
  altUnits: text('alt_units').array().notNull().default(sql`'{}'`),
  unitMassG: bigint('unit_mass_g', { mode: 'number' }),
  massLowG: bigint('mass_low_g', { mode: 'number' }),
  massHighG: bigint('mass_high_g', { mode: 'number' }),
  massBasis: text('mass_basis'),
  massSource: text('mass_source'),
  wasteCode: text('waste_code'),
  wasteLabel: text('waste_label'),
  efKgPerKg: numeric('ef_kg_per_kg'),
  efLowPerKg: numeric('ef_low_per_kg'),
  efHighPerKg: numeric('ef_high_per_kg'),
  efScope: text('ef_scope'),
  efQuality: text('ef_quality'),
  efSource: text('ef_source'),
  recoveryRate: numeric('recovery_rate'),
  substitutionDefault: numeric('substitution_default'),
  asbestosRisk: text('asbestos_risk'),
  leadRisk: text('lead_risk'),
  otherHazard: text('other_hazard'),
  listingPolicy: text('listing_policy').notNull(),
  decennialClass: text('decennial_class'),
  note: text('note'),
  factorVersion: text('factor_version').notNull(),
  position: integer('position').notNull(),
  search: tsvector('search').notNull().default(''),
});

export const offeringRule = pgTable('offering_rule', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  code: text('code').notNull(),
  position: integer('position').notNull().default(1000),
  effect: text('effect', { enum: ['refuse', 'wait', 'warn'] }).notNull(),
  needs: text('needs'),
  reasonFr: text('reason_fr').notNull(),
  reasonEn: text('reason_en').notNull(),
  basisFr: text('basis_fr').notNull(),
  basisEn: text('basis_en').notNull(),
  conditions: jsonb('conditions').notNull(),
  gift: jsonb('gift'),
  sourceQuality: text('source_quality').notNull(),
  validFrom: date('valid_from', { mode: 'string' }).notNull(),
  validUntil: date('valid_until', { mode: 'string' }),
});
