/**
 * The filters of every exit that lists lots: page, API, tiles, feeds, alerts. One schema, one meaning.
 * Names are those of the public API (`price_max` in cents); `price_max_eur` is the same typed by a person.
 */
import { z } from 'zod';
import { parseDecimal } from '#app/domain/decimal.ts';
import { isDay } from '#app/domain/validation.ts';
import { parseQuantity } from './quantity.ts';
import { cleanText } from './text-words.ts';
import { CONDITIONS, FAMILIES, SORTS } from './vocabulary.ts';

const number = z
  .string()
  .regex(/^-?\d{1,4}(\.\d{1,15})?$/)
  .transform(Number);
const lon = number.pipe(z.number().min(-180).max(180));
const lat = number.pipe(z.number().min(-85.06).max(85.06));
/** A box may reach the poles, where mercator has no ground: it stops at the edge of the map. */
const edge = number
  .pipe(z.number().min(-90).max(90))
  .transform((degrees) => Math.max(-85.06, Math.min(85.06, degrees)));

const bbox = z
  .string()
  .max(100)
  .transform((typed) => typed.split(','))
  .pipe(z.tuple([lon, edge, lon, edge]))
  .refine(([west, south, east, north]) => west < east && south < north)
  .transform(([west, south, east, north]) => ({ west, south, east, north }));

const near = z
  .string()
  .max(60)
  .transform((typed) => typed.split(','))
  .pipe(z.tuple([lon, lat]))
  .transform(([x, y]) => ({ lon: x, lat: y }));

const flag = z.enum(['1', 'true', 'on']).transform(() => true as const);
const oneDay = z.string().refine(isDay);

/** Several values, comma separated; the same one twice counts once. */
const several = <T extends z.ZodType<string, string>>(one: T, most: number) =>
  z
    .string()
    .max(most * 12)
    .transform((typed) => [...new Set(typed.split(',').filter((part) => part !== ''))])
    .pipe(z.array(one).min(1).max(most));

/** 100 metres: nothing that is dismantled is longer. */
const LONGEST_MM = 100_000;
/** Centimetres as typed, with decimals, to millimetres. */
const centimetres = z
  .string()
  .max(10)
  .transform((typed) => parseDecimal(typed, 1))
  .pipe(z.number().min(1).max(LONGEST_MM));

/** `83x204` or `83x204x4`, in centimetres. */
const size = z
  .string()
  .max(40)
  .transform((typed) => typed.split(/\s*[x×*]\s*/i))
  .pipe(z.array(centimetres).min(1).max(3));

export const lotFilters = z.object({
  bbox: bbox.optional(),
  near: near.optional(),
  /** commune around which distances are counted, when no position is given */
  around: z
    .string()
    .regex(/^(\d{5}|2[AB]\d{3})$/)
    .optional(),
  radius_km: z
    .string()
    .regex(/^\d{1,4}(\.\d{1,3})?$/)
    .transform(Number)
    .pipe(z.number().gt(0).max(1000))
    .optional(),
  q: z
    .string()
    .max(2000)
    .transform(cleanText)
    .pipe(z.string().max(200))
    .transform((text) => text || undefined)
    .optional(),
  /** families whole, unless some of their types are asked for: those types only */
  family: several(z.enum(FAMILIES), 14).optional(),
  type: several(z.string().regex(/^[A-Z]{3}-\d{2}$/), 40).optional(),
  price_max: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .optional(),
  price_max_eur: z
    .string()
    .max(20)
    .transform((typed) => parseDecimal(typed, 2))
    .pipe(z.number())
    .optional(),
  free: flag.optional(),
  from: oneDay.optional(),
  until: oneDay.optional(),
  condition: several(z.enum(CONDITIONS), CONDITIONS.length).optional(),
  min_quantity: z
    .string()
    .max(20)
    .transform((typed) => parseQuantity(typed))
    .pipe(z.number())
    .optional(),
  length_min: centimetres.optional(),
  length_max: centimetres.optional(),
  width_min: centimetres.optional(),
  width_max: centimetres.optional(),
  thickness_min: centimetres.optional(),
  thickness_max: centimetres.optional(),
  /** each number is one of the lot's three dimensions, in any order, within 2 % or 10 mm */
  size: size.optional(),
  /** only what the reader may reserve now */
  reservable: flag.optional(),
  territory: z
    .string()
    .max(40)
    .regex(/^(commune|epci|ept|departement|region|france):[0-9A-Za-z]{1,12}$/)
    .transform((typed) => {
      const [level = '', code = ''] = typed.split(':');
      return { level, code };
    })
    .optional(),
  holder: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional(),
  sort: z.enum(SORTS).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(100))
    .optional(),
  cursor: z
    .string()
    .max(300)
    .regex(/^[A-Za-z0-9_-]*$/)
    .optional(),
});

export type LotFilters = z.output<typeof lotFilters>;

export type ParsedFilters =
  | { ok: true; filters: LotFilters }
  | { ok: false; fields: string[]; filters: LotFilters };

/**
 * Reads filters from an address. Empty values count as absent; boxes ticked under one name (`type=…&type=…`) are one
 * list. On a mistake says which fields are wrong and returns the others, so that a page can still show something; the
 * API answers 400 with the fields.
 */
export function parseLotFilters(params: URLSearchParams): ParsedFilters {
  const raw: Record<string, string> = {};
  for (const name of Object.keys(lotFilters.shape)) {
    const value = SEVERAL.has(name) ? params.getAll(name).filter(Boolean).join(',') : params.get(name);
    if (value !== null && value.trim() !== '') raw[name] = value;
  }
  const parsed = lotFilters.safeParse(raw);
  if (parsed.success) return { ok: true, filters: parsed.data };
  const fields = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  for (const field of fields) delete raw[field];
  return { ok: false, fields, filters: lotFilters.parse(raw) };
}

const SEVERAL: ReadonlySet<string> = new Set(['family', 'type', 'condition']);
