import { fc } from '@fast-check/vitest';
import type { MarketLot } from '#app/domain/lots/market/columns.ts';
import type { Facets, Reader, ResolvedFilters } from '#app/domain/lots/market-index.ts';
import { CONDITIONS, type Condition, type Family, type Sort } from '#app/domain/lots/vocabulary.ts';
import { mortonOf, toMetres, toPosition } from '#app/domain/territories/projection.ts';
import { answers, inOrder, type NaiveLot, naiveFacets } from '#tests/support/naive-lots.ts';

export interface FedLot extends MarketLot {
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

const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const orNull = (number: number) => (Number.isFinite(number) ? number : null);

const told = new WeakMap<FedLot, NaiveLot>();

/** What the tables would say of a lot that memory knows: the plain filter reads nothing else. */
function asTold(lot: FedLot): NaiveLot {
  const known = told.get(lot) ?? tell(lot);
  told.set(lot, known);
  return known;
}

function tell(lot: FedLot): NaiveLot {
  const { lon, lat } = toPosition(lot);
  return {
    id: lot.lotId,
    publicId: lot.publicId,
    organisation: lot.organisation,
    status: 'published',
    ...{ x: lot.x, y: lot.y, lon, lat },
    ...{ type: lot.type, family: lot.type.slice(0, 3) as Family, condition: lot.condition as Condition },
    priceCents: lot.priceCents,
    from: lot.from === null ? null : iso(lot.from),
    until: lot.until === null ? null : iso(lot.until),
    available: lot.availableMilli,
    dimensions: [lot.length, lot.width, lot.thickness].map((mm) => mm || null),
    commune: lot.commune,
    closedToPrivate: lot.closedToPrivate,
    micros: lot.published,
    lexemes: new Set(lot.lexemes),
    ...{ opens: orNull(lot.opens), closes: orNull(lot.closes), ends: orNull(lot.ends) },
  };
}

export const answering = (lots: FedLot[], filters: ResolvedFilters, reader: Reader, now: number): FedLot[] =>
  lots.filter((lot) => answers(asTold(lot), filters, reader, now));

export const factsOf = (lots: FedLot[], filters: ResolvedFilters, reader: Reader, now: number): Facets =>
  naiveFacets(lots.map(asTold), filters, reader, now);

/** Internal ids of what answers, in order. */
export const orderOf = (
  lots: FedLot[],
  filters: ResolvedFilters,
  sort: Sort,
  reader: Reader,
  now: number,
): number[] =>
  inOrder(answering(lots, filters, reader, now).map(asTold), sort, filters.near).map(({ id }) => id);

export const TYPES = ['BOI-01', 'BOI-02', 'MAC-01', 'SAN-01'];
const COMMUNES = ['75056', '35238', '48095'];
const WORDS = ['port', 'porte', 'chene', 'radiateur', 'brique'];
const NOW = Date.parse('2026-05-04T10:00:00Z');
const DAY = Math.floor(NOW / 86_400_000);

/** Some points are shared, some on edges of tiles; some far away. */
// to a tenth of a metre: nearer than that, which of two is the nearest is a matter of rounding
const degrees = (min: number, max: number) =>
  fc.integer({ min: min * 1e6, max: max * 1e6 }).map((micro) => micro / 1e6);
const place = fc.oneof(
  fc.record({ lon: degrees(-5, 8), lat: degrees(42, 51) }),
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
export const anyLot: fc.Arbitrary<FedLot> = fc
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
