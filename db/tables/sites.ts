import { sql } from 'drizzle-orm';
import { bigint, date, doublePrecision, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const clock = sql`ledger.clock()`;

export const site = pgTable('site', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  organisationId: bigint('organisation_id', { mode: 'number' }).notNull(),
  kind: text('kind', { enum: ['works', 'depot'] }).notNull(),
  worksKind: text('works_kind', { enum: ['demolition', 'renovation', 'construction'] }),
  name: text('name').notNull(),
  description: text('description'),
  address: text('address'),
  communeCode: text('commune_code').notNull(),
  lon: doublePrecision('lon').notNull(),
  lat: doublePrecision('lat').notNull(),
  positionSource: text('position_source', {
    enum: ['commune', 'device', 'pasted', 'geocoder', 'drag'],
  }).notNull(),
  publicLon: doublePrecision('public_lon').notNull(),
  publicLat: doublePrecision('public_lat').notNull(),
  startsOn: date('starts_on', { mode: 'string' }),
  endsOn: date('ends_on', { mode: 'string' }),
  permitYear: integer('permit_year'),
  floorAreaM2: integer('floor_area_m2'),
  ownerName: text('owner_name'),
  ownerSiren: text('owner_siren'),
  ownerStatus: text('owner_status', {
    enum: ['state', 'collectivite', 'public_establishment', 'private', 'private_person'],
  }),
  ownerOrganisationId: bigint('owner_organisation_id', { mode: 'number' }),
  titleHolder: text('title_holder', { enum: ['owner', 'firm'] }),
  titleFirmName: text('title_firm_name'),
  titleFirmSiren: text('title_firm_siren'),
  titleFirmOrganisationId: bigint('title_firm_organisation_id', { mode: 'number' }),
  titleReference: text('title_reference'),
  titleClause: text('title_clause'),
  asbestosSurveyRef: text('asbestos_survey_ref'),
  leadSurveyRef: text('lead_survey_ref'),
  sortingOperator: text('sorting_operator'),
  pickupHours: text('pickup_hours'),
  accessNote: text('access_note'),
  contactName: text('contact_name'),
  contactPhone: text('contact_phone'),
  acceptMode: text('accept_mode', { enum: ['ask', 'at_once'] })
    .notNull()
    .default('ask'),
  status: text('status', { enum: ['open', 'closed'] })
    .notNull()
    .default('open'),
  version: integer('version').notNull().default(1),
  createdBy: bigint('created_by', { mode: 'number' }),
  leadPersonId: bigint('lead_person_id', { mode: 'number' }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(clock),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().default(clock),
});
