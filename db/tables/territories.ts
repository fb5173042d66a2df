import { type SQL, sql } from 'drizzle-orm';
import { doublePrecision, integer, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** Drizzle's description of the territories; db/migrations/0001_base.sql and 0005_place_search.sql create them. */
export const region = pgTable('region', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  chiefTown: text('chief_town'),
  zone: text('zone', { enum: ['metro', 'drom', 'com'] }).notNull(),
  population: integer('population'),
});

export const departement = pgTable('departement', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  regionCode: text('region_code').notNull(),
  chiefTown: text('chief_town'),
  zone: text('zone', { enum: ['metro', 'drom', 'com'] }).notNull(),
  population: integer('population'),
  timezone: text('timezone').notNull().default('Europe/Paris'),
});

export const epci = pgTable('epci', {
  siren: text('siren').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').notNull(),
  population: integer('population'),
  communes: integer('communes'),
  regionCode: text('region_code'),
  funding: text('funding'),
});

export const ept = pgTable('ept', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  population: integer('population'),
});

export const commune = pgTable('commune', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  departementCode: text('departement_code').notNull(),
  regionCode: text('region_code').notNull(),
  epciSiren: text('epci_siren'),
  eptCode: text('ept_code'),
  population: integer('population').notNull().default(0),
  surfaceKm2: numeric('surface_km2'),
  lon: doublePrecision('lon'),
  lat: doublePrecision('lat'),
  postcodes: text('postcodes').array().notNull().default(sql`'{}'`),
  siren: text('siren'),
});

export const communeFormer = pgTable('commune_former', {
  formerCode: text('former_code').primaryKey(),
  code: text('code').notNull(),
});

export const territory = pgTable(
  'territory',
  {
    level: text('level', { enum: ['commune', 'epci', 'ept', 'departement', 'region', 'france'] }).notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    population: integer('population'),
    lon: doublePrecision('lon'),
    lat: doublePrecision('lat'),
    departementCode: text('departement_code'),
    regionCode: text('region_code'),
    searchKey: text('search_key')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`place_key(name)`),
  },
  (table) => [primaryKey({ columns: [table.level, table.code] })],
);
