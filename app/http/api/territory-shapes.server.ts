import { z } from 'zod';
import type { Diverted } from '#app/domain/statistics/diverted.server.ts';
import { isMonth } from '#app/domain/statistics/period.ts';
import { CUTS, VIEWS } from '#app/domain/statistics/vocabulary.ts';
import { parseKey } from '#app/domain/territories/codes.ts';
import type { Place, Territory, TerritoryRef } from '#app/domain/territories/views.ts';
import { EPCI_KINDS, LEVELS, ZONES } from '#app/domain/territories/vocabulary.ts';
import { fail, v } from '#app/domain/validation.ts';
import { paths } from '#app/http/paths.ts';

const key = { level: z.enum(LEVELS), code: z.string(), name: z.string() };
const where = { lon: z.number().nullable(), lat: z.number().nullable() };
const ref = z.strictObject({ ...key, url: z.url() }).meta({ id: 'TerritoryRef' });

const found = z
  .strictObject({
    ...key,
    population: z.int().nullable(),
    ...where,
    departement: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
    postcodes: z.array(z.string()),
    url: z.url(),
  })
  .meta({ id: 'TerritoryFound' });

export const territories = z.strictObject({ territories: z.array(found) }).meta({ id: 'Territories' });

export const territoryAlone = z
  .strictObject({
    ...key,
    population: z.int().nullable(),
    surface_km2: z.number().nullable(),
    ...where,
    postcodes: z.array(z.string()),
    zone: z.enum(ZONES).nullable(),
    epci_kind: z.enum(EPCI_KINDS).nullable(),
    communes: z.int(),
    parents: z.array(ref).describe('Wider territories it lies in, from the nearest.'),
    url: z.url(),
  })
  .meta({ id: 'Territory' });

const refOf = ({ level, code, name }: TerritoryRef, origin: string) => ({
  level,
  code,
  name,
  url: origin + paths.api.territory(level, code),
});

export const foundOf = (place: Place, origin: string): z.infer<typeof found> => ({
  ...refOf(place, origin),
  population: place.population,
  lon: place.lon,
  lat: place.lat,
  departement: place.departement,
  postcodes: place.postcodes,
});

export const territoryOf = (one: Territory, origin: string): z.infer<typeof territoryAlone> => ({
  level: one.level,
  code: one.code,
  name: one.name,
  population: one.population,
  surface_km2: one.surfaceKm2,
  lon: one.lon,
  lat: one.lat,
  postcodes: one.postcodes,
  zone: one.zone,
  epci_kind: one.epciKind,
  communes: one.communes,
  parents: one.parents.map((parent) => refOf(parent, origin)),
  url: origin + paths.territory(one.level, one.code),
});

export const territoryQuery = z.object({
  q: z
    .string({ error: v('required') })
    .max(80, v('too-long'))
    .describe('Start of a name, postcode, INSEE code, département number.'),
  level: z.enum(LEVELS, v('invalid-choice')).optional(),
  limit: z
    .string()
    .regex(/^\d{1,2}$/, v('invalid-number'))
    .transform(Number)
    .pipe(z.number().min(1, v('number-too-small')).max(50, v('number-too-large')))
    .optional(),
});

const month = z.string().refine(isMonth, v('invalid-value')).describe('YYYY-MM, included.').optional();

export const divertedQuery = z
  .object({
    territory: z
      .string({ error: v('required') })
      .transform((typed, ctx) => parseKey(typed) ?? fail(ctx, 'invalid-value'))
      .describe('level:code, such as epci:243500139 or france:fr.'),
    from: month.describe('YYYY-MM, included; the first month that counted when absent.'),
    to: month.describe('YYYY-MM, included; the present month when absent.'),
    by: z.enum(CUTS, v('invalid-choice')).optional(),
    view: z.enum(VIEWS, v('invalid-choice')).optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to, { error: v('date-order'), path: ['to'] });

const cell = z.strictObject({
  key: z.string(),
  kg: z.number(),
  low_kg: z.number(),
  high_kg: z.number(),
  handovers: z.int(),
});

export const divertedAnswer = z
  .strictObject({
    territory: z.strictObject({ level: z.string(), code: z.string(), name: z.string() }),
    period: z.strictObject({ from: z.string(), to: z.string() }),
    view: z.enum(VIEWS),
    total_kg: z.number(),
    low_kg: z.number(),
    high_kg: z.number(),
    handovers: z.int(),
    confirmed_kg: z
      .number()
      .nullable()
      .describe('Confirmed re-use: what takers say is installed or resold; null when too few to be said.'),
    by: z.array(cell),
    method: z.string(),
  })
  .meta({ id: 'Diverted' }) satisfies z.ZodType<Diverted>;
