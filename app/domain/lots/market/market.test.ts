import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { codesOf, type Tile } from '#app/domain/territories/projection.ts';
import {
  answering,
  anyLot,
  anyReader,
  type FedLot,
  factsOf,
  NOTHING_ASKED,
  NOW,
  orderOf,
  someFilters,
  TYPES,
} from '#tests/tiles/naive.ts';
import type { PageFound, ResolvedFilters } from '../market-index.ts';
import { SORTS } from '../vocabulary.ts';
import { Dictionary } from './columns.ts';
import { ANYBODY, Market } from './market.ts';
import { SegmentDraft } from './segment.ts';
import { FewLexemes } from './text.ts';

/** Part of the lots loaded, some of them loaded otherwise than they are now, the others fed. */
function marketOf(lots: FedLot[], loaded: number, clock: { now: number }): Market {
  const dictionary = new Dictionary(TYPES.slice(0, 2));
  const draft = new SegmentDraft(lots.length + 1, dictionary, clock.now);
  const first = lots.slice(0, loaded);
  const stale = lots.slice(loaded).filter((_, i) => i % 2 === 0);
  for (const lot of first) draft.add(lot);
  for (const lot of stale) draft.add({ ...lot, priceCents: 1, type: 'SAN-01', x: lot.x + 1 });
  const gone = { ...(lots[0] as FedLot), lotId: 999_999 };
  draft.add(gone);
  const data = draft.finish();
  const market = new Market(data, dictionary, () => clock.now);
  const rowOf = new Map(Array.from(data.columns.lotId, (id, row) => [id, row]));
  market.text = new FewLexemes(
    [...first, ...stale, gone].map(({ lotId, lexemes }) => ({ row: rowOf.get(lotId) ?? -1, lexemes })),
  );
  const fed = lots.slice(loaded).map((lot) => ({ lot, lexemes: lot.lexemes }));
  const half = Math.floor(fed.length / 2);
  for (const part of [fed.slice(0, half), fed.slice(half)])
    market.apply(
      part.map(({ lot }) => lot.lotId),
      part,
    );
  market.apply([999_999], []);
  return market;
}

const world = fc
  .tuple(fc.array(anyLot, { minLength: 1, maxLength: 60 }), fc.nat(60))
  .map(([lots, loaded]) => ({ lots: lots.map((lot, i) => ({ ...lot, lotId: i + 1 })), loaded }));

const seen = (lots: FedLot[], filters: ResolvedFilters, now: number) =>
  answering(lots, filters, ANYBODY, now);

/** Every tile of a level that holds one of these lots. */
function tilesOver(lots: FedLot[], z: number): Tile[] {
  const tiles = new Map<string, Tile>();
  for (const { x, y } of lots) {
    const side = 2 ** z;
    const half = Math.PI * 6_378_137;
    const tile = {
      z,
      x: Math.floor((x / (2 * half) + 0.5) * side),
      y: Math.floor((0.5 - y / (2 * half)) * side),
    };
    tiles.set(`${tile.x}/${tile.y}`, tile);
  }
  return [...tiles.values()];
}

describe('the market in memory, against one look at each lot', () => {
  it('counts and facets agree', () => {
    fc.assert(
      fc.property(world, someFilters, anyReader, ({ lots, loaded }, filters, reader) => {
        const market = marketOf(lots, loaded, { now: NOW });
        const facets = factsOf(lots, filters, reader, NOW);
        expect(market.facets(filters, reader)).toEqual(facets);
        expect(market.count(filters, reader)).toBe(facets.total);
      }),
      { numRuns: 400 },
    );
  });

  it('pages follow each other in the order asked, none twice, none left out', () => {
    fc.assert(
      fc.property(
        world,
        someFilters,
        anyReader,
        fc.constantFrom(...SORTS),
        fc.integer({ min: 1, max: 20 }),
        ({ lots, loaded }, asked, reader, sort, limit) => {
          const filters =
            sort === 'distance' ? { ...asked, near: asked.near ?? { lon: 2.35, lat: 48.85 } } : asked;
          const market = marketOf(lots, loaded, { now: NOW });
          const expected = orderOf(lots, filters, sort, reader, NOW);
          const found: number[] = [];
          let page: PageFound = { lotIds: [], keys: [], more: true };
          while (page.more) {
            const [key, lotId] = [page.keys.at(-1), page.lotIds.at(-1)];
            const after = key === undefined || lotId === undefined ? null : { key, lotId };
            page = market.page(filters, { sort, limit, after }, reader);
            found.push(...page.lotIds);
          }
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('the tiles of any level sum to what answers, each lot in its own tile, alone with its id', () => {
    fc.assert(
      fc.property(
        world,
        someFilters,
        fc.constantFrom(0, 3, 7, 10, 11, 14, 16),
        ({ lots, loaded }, filters, z) => {
          const market = marketOf(lots, loaded, { now: NOW });
          for (const tile of tilesOver(lots, z)) {
            const { from, to } = codesOf(tile);
            const inside = seen(lots, filters, NOW).filter(({ code }) => code >= from && code < to);
            const features = market.tile(tile, filters);
            expect(features.reduce((sum, { count }) => sum + count, 0)).toBe(inside.length);
            const names = new Set(inside.map(({ publicId }) => publicId));
            for (const { id, count } of features) {
              expect(id === null).toBe(count !== 1);
              if (id) expect(names).toContain(id);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('openings, closings and last days pass by themselves, and come back with the clock', () => {
    fc.assert(
      fc.property(world, someFilters, anyReader, ({ lots, loaded }, filters, reader) => {
        const clock = { now: NOW };
        const market = marketOf(lots, loaded, clock);
        for (const step of [0, 60_000, 3_600_000, 61_000, 0]) {
          clock.now = NOW + step;
          expect(market.facets(filters, reader)).toEqual(factsOf(lots, filters, reader, clock.now));
          const [tile] = [{ z: 0, x: 0, y: 0 }];
          const sum = market.tile(tile, NOTHING_ASKED).reduce((n, { count }) => n + count, 0);
          expect(sum).toBe(seen(lots, NOTHING_ASKED, clock.now).length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('agrees where lots are many: blocks of them, one after the other', () => {
    const lots = fc.sample(anyLot, { numRuns: 4000, seed: 7 }).map((lot, i) => ({ ...lot, lotId: i + 1 }));
    const clock = { now: NOW };
    const market = marketOf(lots, 3_400, clock);
    const whole = new Set(TYPES.filter((type) => type.startsWith('BOI')));
    for (const step of [0, 61_000, 3_600_000, 0]) {
      clock.now = NOW + step;
      for (const filters of [NOTHING_ASKED, { ...NOTHING_ASKED, types: whole }])
        for (const z of [0, 2, 5, 9])
          for (const tile of tilesOver(lots, z)) {
            const { from, to } = codesOf(tile);
            const inside = seen(lots, filters, clock.now).filter(({ code }) => code >= from && code < to);
            const features = market.tile(tile, filters);
            const mean = (of: { x: number; count?: number }[]) =>
              of.reduce((sum, { x, count = 1 }) => sum + x * count, 0) / Math.max(1, inside.length);
            expect(features.reduce((sum, { count }) => sum + count, 0)).toBe(inside.length);
            expect(mean(features)).toBeCloseTo(mean(inside), 3);
            expect(features.every(({ id, count }) => (id === null) === (count !== 1))).toBe(true);
          }
    }
  });
});
