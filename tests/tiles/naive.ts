import { fc } from '@fast-check/vitest';
import type { MarketLot } from '#app/domain/lots/market/columns.ts';
import type { Facets, PageAsked, Reader, ResolvedFilters } from '#app/domain/lots/market-index.ts';
import { CONDITIONS } from '#app/domain/lots/vocabulary.ts';
import { mortonOf, toMetres, toPosition } from '#app/domain/territories/projection.ts';

export interface NaiveLot extends MarketLot {
  lexemes: string[];
}

export const NOTHING_ASKED: ResolvedFilters = {
  box: null,
  near: null,
  radiusM: null,
  text: null,
  types: null,
  free: false,
  priceMaxCents: null,
  conditions: null,
  from: null,
  until: null,
  minAvailableMilli: null,
  size: null,
  communes: null,
  holderId: null,
  reservableOnly: false,
};

const rad = (degrees: number) => (degrees * Math.PI) / 180;

/** Written as `metres_between` is, on purpose not as the index does it. */
export function groundMetres(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const h =
    Math.sin(rad(b.lat - a.lat) / 2) ** 2 +
    Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(rad(b.lon - a.lon) / 2) ** 2;
  return 2 * 6371008.8 * Math.asin(Math.sqrt(Math.min(1, h)));
}

const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

export function isVisible(lot: NaiveLot, reader: Reader, now: number): boolean {
  if (lot.ends <= now) return false;
  return (lot.opens <= now && lot.closes > now) || lot.organisation === reader.organisationId;
}

export const isReservable = (lot: NaiveLot, reader: Reader) =>
  lot.availableMilli > 0 &&
  lot.organisation !== reader.organisationId &&
  !(reader.isPrivate && lot.closedToPrivate);

function hasText(lot: NaiveLot, text: NonNullable<ResolvedFilters['text']>): boolean {
  switch (text.op) {
    case 'none':
      return false;
    case 'word':
      return lot.lexemes.some((word) => (text.prefix ? word.startsWith(text.lexeme) : word === text.lexeme));
    case 'and':
      return text.of.every((part) => hasText(lot, part));
    case 'or':
      return text.of.some((part) => hasText(lot, part));
    case 'not':
      return !hasText(lot, text.of);
  }
}

function hasSize(lot: NaiveLot, size: NonNullable<ResolvedFilters['size']>): boolean {
  const fits = (value: number, range: typeof size.length) =>
    !range || (value > 0 && value >= (range.min ?? 0) && value <= (range.max ?? Number.POSITIVE_INFINITY));
  const near = (value: number, asked: number) =>
    value > 0 && Math.abs(value - asked) <= Math.max(10, Math.floor(asked / 50));
  return (
    fits(lot.length, size.length) &&
    fits(lot.width, size.width) &&
    fits(lot.thickness, size.thickness) &&
    size.exact.every((asked) => [lot.length, lot.width, lot.thickness].some((value) => near(value, asked)))
  );
}

function isThere(lot: NaiveLot, { box, near, radiusM, communes }: ResolvedFilters): boolean {
  if (communes && !communes.has(lot.commune)) return false;
  if (box) {
    const low = toMetres({ lon: box.west, lat: box.south });
    const high = toMetres({ lon: box.east, lat: box.north });
    if (lot.x < low.x || lot.x > high.x || lot.y < low.y || lot.y > high.y) return false;
  }
  return !near || radiusM === null || groundMetres(toPosition(lot), near) <= radiusM;
}

/** One lot, one question, one condition after the other. */
export function answers(lot: NaiveLot, f: ResolvedFilters, reader: Reader): boolean {
  return (
    isThere(lot, f) &&
    (!f.text || hasText(lot, f.text)) &&
    (!f.types || f.types.has(lot.type)) &&
    (!f.free || lot.priceCents === 0) &&
    (f.priceMaxCents === null || (lot.priceCents !== null && lot.priceCents <= f.priceMaxCents)) &&
    (!f.conditions || f.conditions.has(lot.condition as never)) &&
    (!f.from || lot.until === null || iso(lot.until) >= f.from) &&
    (!f.until || lot.from === null || iso(lot.from) <= f.until) &&
    (f.minAvailableMilli === null || lot.availableMilli >= f.minAvailableMilli) &&
    (!f.size || hasSize(lot, f.size)) &&
    (f.holderId === null || lot.organisation === f.holderId) &&
    (!f.reservableOnly || isReservable(lot, reader))
  );
}

export function naiveFacets(lots: NaiveLot[], filters: ResolvedFilters, reader: Reader, now: number): Facets {
  const seen = lots.filter((lot) => isVisible(lot, reader, now));
  const among = (less: Partial<ResolvedFilters>) =>
    seen.filter((lot) => answers(lot, { ...filters, ...less }, reader));
  const tally = <Name extends string>(of: NaiveLot[], name: (lot: NaiveLot) => Name) => {
    const counts: Partial<Record<Name, number>> = {};
    for (const lot of of) counts[name(lot)] = (counts[name(lot)] ?? 0) + 1;
    return counts;
  };
  return {
    total: among({}).length,
    families: tally(among({ types: null }), ({ type }) => type.slice(0, 3)) as Facets['families'],
    types: tally(among({ types: null }), ({ type }) => type) as Record<string, number>,
    conditions: tally(among({ conditions: null }), ({ condition }) => condition) as Facets['conditions'],
    free: among({ free: false }).filter(({ priceCents }) => priceCents === 0).length,
    reservable: among({ reservableOnly: false }).filter((lot) => isReservable(lot, reader)).length,
  };
}

export function naivePage(
  lots: NaiveLot[],
  filters: ResolvedFilters,
  { sort }: Pick<PageAsked, 'sort'>,
  reader: Reader,
  now: number,
): NaiveLot[] {
  const centre = filters.near && toMetres(filters.near);
  const distance = (lot: NaiveLot) => (centre ? Math.hypot(lot.x - centre.x, lot.y - centre.y) : 0);
  const keys: Record<string, (lot: NaiveLot) => number> = {
    distance,
    newest: (lot) => -lot.published,
    ending: (lot) => lot.until ?? Number.POSITIVE_INFINITY,
  };
  const key = keys[sort] ?? distance;
  const tie = (lot: NaiveLot) => (sort === 'newest' ? -lot.lotId : lot.lotId);
  return lots
    .filter((lot) => isVisible(lot, reader, now) && answers(lot, filters, reader))
    .sort((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)) || tie(a) - tie(b));
}

export const TYPES = ['BOI-01', 'BOI-02', 'MAC-01', 'SAN-01'];
const COMMUNES = ['75056', '35238', '48095'];
const WORDS = ['port', 'porte', 'chene', 'radiateur', 'brique'];
const NOW = Date.parse('2026-05-04T10:00:00Z');
const DAY = Math.floor(NOW / 86_400_000);

/** Some points are shared, some on edges of tiles; some far away. */
const place = fc.oneof(
  fc.record({
    lon: fc.double({ min: -5, max: 8, noNaN: true }),
    lat: fc.double({ min: 42, max: 51, noNaN: true }),
  }),
  fc.constantFrom(
    { lon: 0, lat: 48 },
    { lon: 2.35, lat: 48.85 },
    { lon: 2.3501, lat: 48.8501 },
    { lon: 55.45, lat: -20.88 },
    { lon: -61.55, lat: 16.24 },
  ),
);

const instant = fc.constantFrom(NOW - 7_200_000, NOW - 1, NOW + 3_600_000, Number.POSITIVE_INFINITY);

/** A lot; its number is given when it is put among others. */
export const anyLot: fc.Arbitrary<NaiveLot> = fc
  .record({
    place,
    publicId: fc.uuid(),
    type: fc.constantFrom(...TYPES),
    condition: fc.constantFrom(...CONDITIONS),
    closedToPrivate: fc.boolean(),
    priceCents: fc.constantFrom(null, 0, 500, 900),
    availableMilli: fc.constantFrom(0, 1_000, 5_000),
    published: fc.integer({ min: 0, max: 20 }).map((n) => NOW * 1000 - n * 1_000_001),
    from: fc.option(fc.integer({ min: DAY - 10, max: DAY + 10 })),
    until: fc.option(fc.integer({ min: DAY - 1, max: DAY + 20 })),
    length: fc.constantFrom(0, 830, 835, 2040),
    width: fc.constantFrom(0, 830, 930),
    thickness: fc.constantFrom(0, 40),
    commune: fc.constantFrom(...COMMUNES),
    organisation: fc.constantFrom(1, 2, 3),
    opens: fc.constantFrom(NOW - 7_200_000, NOW - 7_200_000, NOW + 60_000, Number.POSITIVE_INFINITY),
    closes: instant,
    ends: instant,
    lexemes: fc.subarray(WORDS),
  })
  .map(({ place: at, ...lot }) => {
    const { x, y } = toMetres(at);
    return { ...lot, lotId: 0, x, y, code: mortonOf({ x, y }) };
  });

const word = fc.record({
  op: fc.constant('word' as const),
  lexeme: fc.constantFrom(...WORDS, 'po', 'absent'),
  prefix: fc.boolean(),
});

const day = fc.option(fc.integer({ min: DAY - 12, max: DAY + 22 }).map(iso));
const range = fc.option(fc.record({ min: fc.option(fc.constant(800)), max: fc.option(fc.constant(1000)) }));

export const anyFilters: fc.Arbitrary<ResolvedFilters> = fc.record({
  box: fc.option(
    fc.constantFrom(
      { west: -5, south: 41, east: 3, north: 49 },
      { west: 2.3, south: 48.8, east: 2.4, north: 48.9 },
      { west: -180, south: -85, east: 180, north: 85 },
    ),
    { freq: 3 },
  ),
  near: fc.option(fc.constantFrom({ lon: 2.35, lat: 48.85 }, { lon: 55, lat: -20 })),
  radiusM: fc.option(fc.constantFrom(100, 30_000, 400_000)),
  text: fc.option(
    fc.oneof(
      word,
      fc.record({ op: fc.constantFrom('and' as const, 'or' as const), of: fc.tuple(word, word) }),
      fc.record({ op: fc.constant('not' as const), of: word }),
      fc.record({
        op: fc.constant('and' as const),
        of: fc.tuple(word, fc.record({ op: fc.constant('not' as const), of: word })),
      }),
      fc.constant({ op: 'none' as const }),
    ),
  ),
  types: fc.option(fc.subarray(TYPES).map((types) => new Set(types))),
  free: fc.boolean(),
  priceMaxCents: fc.option(fc.constantFrom(0, 500, 1000)),
  conditions: fc.option(fc.subarray([...CONDITIONS]).map((conditions) => new Set(conditions))),
  from: day,
  until: day,
  minAvailableMilli: fc.option(fc.constantFrom(1, 1_000, 2_000)),
  size: fc.option(
    fc.record({ exact: fc.subarray([830, 2040, 40]), length: range, width: range, thickness: range }),
    { freq: 1 },
  ),
  communes: fc.option(fc.subarray(COMMUNES).map((communes) => new Set(communes))),
  holderId: fc.option(fc.constantFrom(1, 2)),
  reservableOnly: fc.boolean(),
});

/** Few criteria at once, so that something answers. */
export const someFilters: fc.Arbitrary<ResolvedFilters> = fc
  .tuple(anyFilters, fc.subarray(Object.keys(NOTHING_ASKED) as (keyof ResolvedFilters)[], { maxLength: 4 }))
  .map(([all, kept]) => ({
    ...NOTHING_ASKED,
    ...Object.fromEntries(kept.map((name) => [name, all[name]])),
  }));

export const anyReader: fc.Arbitrary<Reader> = fc.constantFrom(
  { organisationId: null, isPrivate: true },
  { organisationId: 1, isPrivate: false },
  { organisationId: 2, isPrivate: true },
);

export { NOW };
