import type { Facets, Reader, ResolvedFilters, TextQuery } from '#app/domain/lots/market-index.ts';
import type { Condition, Family, Sort } from '#app/domain/lots/vocabulary.ts';
import { metresBetween } from '#app/domain/territories/distance.ts';
import { toMetres } from '#app/domain/territories/projection.ts';
import type { TestDatabase } from '#tests/support/database.ts';

/** A lot with everything a list asks of it, as the tables have it and nothing computed. */
export interface NaiveLot {
  id: number;
  publicId: string;
  organisation: number;
  status: string;
  x: number;
  y: number;
  lon: number;
  lat: number;
  type: string;
  family: Family;
  condition: Condition;
  priceCents: number | null;
  from: string | null;
  until: string | null;
  available: number;
  dimensions: (number | null)[];
  commune: string;
  closedToPrivate: boolean;
  micros: number;
  lexemes: Set<string>;
  opens: number | null;
  closes: number | null;
  ends: number | null;
}

export async function readNaiveLots({ owner }: TestDatabase): Promise<NaiveLot[]> {
  const rows = await owner`
    select l.id, l.public_id, l.organisation_id, l.status, l.public_point[0] as x, l.public_point[1] as y,
           lon_of(l.public_point) as lon, lat_of(l.public_point) as lat, l.type_code, l.family_code, l.condition, l.price_cents,
           l.available_from::text as from, l.available_until::text as until, coalesce(s.available, 0) as available,
           l.length_mm, l.width_mm, l.thickness_mm, l.commune_code,
           l.removal = 'by_taker' and l.private_removal_reason is null as closed_to_private,
           (extract(epoch from l.published_at) * 1000000)::bigint as micros, tsvector_to_array(l.search) as lexemes,
           (extract(epoch from a.opens_at) * 1000)::float8 as opens, (extract(epoch from a.closes_at) * 1000)::float8 as closes,
           (extract(epoch from l.offer_ends_at) * 1000)::float8 as ends
      from lot l left join ledger.stock s on s.lot_id = l.id
      left join lot_audience a on a.lot_id = l.id and a.audience = 'public' and a.hidden_since is null`;
  return rows.map((row) => ({
    id: row.id,
    publicId: row.public_id,
    organisation: row.organisation_id,
    status: row.status,
    ...{ x: row.x, y: row.y, lon: row.lon, lat: row.lat },
    ...{ type: row.type_code, family: row.family_code, condition: row.condition },
    priceCents: row.price_cents,
    ...{ from: row.from, until: row.until, available: row.available },
    dimensions: [row.length_mm, row.width_mm, row.thickness_mm],
    commune: row.commune_code,
    closedToPrivate: row.closed_to_private,
    micros: row.micros,
    lexemes: new Set<string>(row.lexemes),
    ...{ opens: row.opens, closes: row.closes, ends: row.ends },
  }));
}

export function isShown(lot: NaiveLot, reader: Reader, now: number): boolean {
  if (lot.status !== 'published' || (lot.ends !== null && lot.ends <= now)) return false;
  if (lot.organisation === reader.organisationId) return true;
  return lot.opens !== null && lot.opens <= now && (lot.closes === null || lot.closes > now);
}

export function saysText(lexemes: ReadonlySet<string>, text: TextQuery): boolean {
  switch (text.op) {
    case 'none':
      return false;
    case 'word':
      return text.prefix ? [...lexemes].some((one) => one.startsWith(text.lexeme)) : lexemes.has(text.lexeme);
    case 'and':
      return text.of.every((part) => saysText(lexemes, part));
    case 'or':
      return text.of.some((part) => saysText(lexemes, part));
    case 'not':
      return !saysText(lexemes, text.of);
  }
}

function isThere(lot: NaiveLot, { box, near, radiusM, communes }: ResolvedFilters): boolean {
  if (communes && !communes.has(lot.commune)) return false;
  if (near && radiusM !== null && metresBetween(near, lot) > radiusM) return false;
  if (!box) return true;
  const [low, high] = [
    toMetres({ lon: box.west, lat: box.south }),
    toMetres({ lon: box.east, lat: box.north }),
  ];
  return lot.x >= low.x && lot.x <= high.x && lot.y >= low.y && lot.y <= high.y;
}

function hasSize(lot: NaiveLot, { size }: ResolvedFilters): boolean {
  if (!size) return true;
  const close = (asked: number) => (mm: number | null) =>
    mm !== null && Math.abs(mm - asked) <= Math.max(10, Math.floor(asked * 0.02));
  const ranges = [size.length, size.width, size.thickness];
  return (
    size.exact.every((asked) => lot.dimensions.some(close(asked))) &&
    ranges.every((range, i) => {
      const mm = lot.dimensions[i] ?? null;
      if (!range) return true;
      return mm !== null && mm >= (range.min ?? 0) && mm <= (range.max ?? Number.POSITIVE_INFINITY);
    })
  );
}

export const isReservableBy = (lot: NaiveLot, reader: Reader): boolean =>
  lot.available > 0 &&
  lot.organisation !== reader.organisationId &&
  !(reader.isPrivate && lot.closedToPrivate);

/** The plainest reading of the filters there is: each lot against each criterion. */
export function answers(lot: NaiveLot, filters: ResolvedFilters, reader: Reader, now: number): boolean {
  const price = lot.priceCents;
  return (
    isShown(lot, reader, now) &&
    isThere(lot, filters) &&
    hasSize(lot, filters) &&
    (!filters.text || saysText(lot.lexemes, filters.text)) &&
    (!filters.types || filters.types.has(lot.type)) &&
    (!filters.free || price === 0) &&
    (filters.priceMaxCents === null || (price !== null && price <= filters.priceMaxCents)) &&
    (!filters.conditions || filters.conditions.has(lot.condition)) &&
    (!filters.from || lot.until === null || lot.until >= filters.from) &&
    (!filters.until || lot.from === null || lot.from <= filters.until) &&
    (filters.minAvailableMilli === null || lot.available >= filters.minAvailableMilli) &&
    (filters.holderId === null || lot.organisation === filters.holderId) &&
    (!filters.reservableOnly || isReservableBy(lot, reader))
  );
}

const LAST = '9999-12-31';

export function inOrder(lots: NaiveLot[], sort: Sort, near: ResolvedFilters['near']): NaiveLot[] {
  const from = near && toMetres(near);
  const away = (lot: NaiveLot) => (from ? Math.hypot(lot.x - from.x, lot.y - from.y) : 0);
  return [...lots].sort((a, b) => {
    if (sort === 'newest') return b.micros - a.micros || b.id - a.id;
    if (sort === 'ending') return (a.until ?? LAST).localeCompare(b.until ?? LAST) || a.id - b.id;
    // hypotenuses are rounded differently here and there: a nanometre apart is the same place
    const apart = away(a) - away(b);
    return Math.abs(apart) > 1e-6 ? apart : a.id - b.id;
  });
}

export function naiveFacets(lots: NaiveLot[], filters: ResolvedFilters, reader: Reader, now: number): Facets {
  const among = (loosened: Partial<ResolvedFilters>) =>
    lots.filter((lot) => answers(lot, { ...filters, ...loosened }, reader, now));
  const types = among({ types: null });
  return {
    total: among({}).length,
    families: countBy(types, (lot) => lot.family),
    types: countBy(types, (lot) => lot.type),
    conditions: countBy(among({ conditions: null }), (lot) => lot.condition),
    free: among({ free: false }).filter((lot) => lot.priceCents === 0).length,
    reservable: among({ reservableOnly: false }).filter((lot) => isReservableBy(lot, reader)).length,
  };
}

function countBy<K extends string>(lots: NaiveLot[], key: (lot: NaiveLot) => K): Record<K, number> {
  const counts = {} as Record<K, number>;
  for (const lot of lots) counts[key(lot)] = (counts[key(lot)] ?? 0) + 1;
  return counts;
}
