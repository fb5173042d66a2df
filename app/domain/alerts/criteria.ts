import { type LotFilters, lotFilters, parseLotFilters } from '#app/domain/lots/filters.ts';

/** What tells where the reader is in the list, not what is looked for. */
const NOT_CRITERIA = new Set(['cursor', 'limit', 'sort', 'price_max_eur']);
const LISTS = new Set(['family', 'type', 'condition']);

export type Criteria =
  | { ok: true; query: string; filters: LotFilters }
  | { ok: false; fields: string[]; query: string; filters: LotFilters };

/**
 * The filters of an address of /lots in the one form that is kept: sorted, without page, order or empty value. What is
 * not understood is left out and named.
 */
export function criteriaOf(search: string | URLSearchParams): Criteria {
  const given = new URLSearchParams(search);
  const parsed = parseLotFilters(given);
  const wrong = new Set(parsed.ok ? [] : parsed.fields);
  const kept = new URLSearchParams();
  for (const name of Object.keys(lotFilters.shape).sort()) {
    if (NOT_CRITERIA.has(name) || wrong.has(name)) continue;
    const value = LISTS.has(name) ? listed(given.getAll(name)) : (given.get(name) ?? '').trim();
    if (value) kept.set(name, name === 'q' ? (parsed.filters.q ?? '') : value);
  }
  const { price_max: most, price_max_eur: typed } = parsed.filters;
  if (most === undefined && typed !== undefined) kept.set('price_max', String(typed));
  if (kept.get('q') === '') kept.delete('q');
  kept.sort();
  const query = kept.toString();
  const { filters } = parseLotFilters(kept);
  return parsed.ok ? { ok: true, query, filters } : { ok: false, fields: parsed.fields, query, filters };
}

const listed = (values: string[]) =>
  [...new Set(values.join(',').split(','))]
    .filter((value) => value !== '')
    .sort()
    .join(',');

export interface AlertPlace {
  /** INSEE code of a commune; without one the place of the criteria stays, if it had one. */
  communeCode?: string | undefined;
  radiusKm: number;
  /** The map's frame stays a criterion. */
  keepArea?: boolean | undefined;
}

/** The same criteria around another place. A commune takes the place of a position and of the map's frame. */
export function placedAt(query: string, { communeCode, radiusKm, keepArea }: AlertPlace): string {
  const params = new URLSearchParams(query);
  params.delete('around');
  if (communeCode) {
    params.delete('near');
    params.set('around', communeCode);
  }
  if (communeCode || !keepArea) params.delete('bbox');
  params.delete('radius_km');
  if (params.has('around') || params.has('near')) params.set('radius_km', String(radiusKm));
  params.sort();
  return params.toString();
}

/** Families and types asked for, as one list that a lot meets by its own family or type. Null: all of them. */
export function wantsOf({ family, type }: LotFilters): string[] | null {
  if (!family && !type) return null;
  const narrowed = new Set((type ?? []).map((code) => code.slice(0, 3)));
  return [...(family ?? []).filter((code) => !narrowed.has(code)), ...(type ?? [])];
}
