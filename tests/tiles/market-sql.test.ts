import { setTimeout as sleep } from 'node:timers/promises';
import { fc } from '@fast-check/vitest';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { lotConditions } from '#app/domain/lots/conditions.server.ts';
import { facetsInSql } from '#app/domain/lots/facets-in-sql.server.ts';
import { parseLotFilters } from '#app/domain/lots/filters.ts';
import { pageInSql } from '#app/domain/lots/find-in-sql.server.ts';
import { ANYBODY } from '#app/domain/lots/market/market.ts';
import type { PageAsked } from '#app/domain/lots/market-index.ts';
import { readerOf, resolveFilters } from '#app/domain/lots/resolve-filters.server.ts';
import type { MapFeature } from '#app/domain/lots/tiles/encode.ts';
import { readTileContent } from '#app/domain/lots/tiles/tile-query.server.ts';
import { SORTS } from '#app/domain/lots/vocabulary.ts';
import { type Position, tileAt, toPosition } from '#app/domain/territories/projection.ts';
import { openMarket, type RunningMarket } from '#app/server/market.ts';
import { acting, visitor } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeLot, makeSite } from '#tests/support/factories.ts';
import { NOTHING_ASKED } from '#tests/tiles/naive.ts';
import { type LotAt, plantLots } from '#tests/tiles/world.ts';

let world: TestDatabase;
let market: RunningMarket;
let readers: Ctx[];
let slug = '';
/** Where the works really are: nothing may tell it. */
const works: Position[] = [];

const spot = fc.record({
  lon: fc.integer({ min: -400, max: 700 }).map((n) => n / 100),
  lat: fc.integer({ min: 4300, max: 5000 }).map((n) => n / 100),
});
const planted: fc.Arbitrary<LotAt> = fc.record({
  site: fc.oneof(spot, fc.constantFrom({ lon: 2.35, lat: 48.85 }, { lon: 0, lat: 48 })),
  type: fc.constantFrom('BOI-01', 'BOI-02', 'MAC-01', 'SAN-01', 'MEX-01'),
  status: fc.constantFrom(
    'published' as const,
    'published' as const,
    'published' as const,
    'withdrawn' as const,
  ),
  opens: fc.constantFrom(-60, -60, -60, 3600, null),
  closes: fc.constantFrom(null, null, 7200),
  priceCents: fc.constantFrom(0, 500, 1200, null),
});

beforeAll(async () => {
  world = await freshDatabase();
  const [firm, person] = [await acting(world), await acting(world, { kind: 'private_person' })];
  slug = firm.ctx.actor.organisation?.slug ?? '';
  readers = [visitor(world), firm.ctx, person.ctx];
  for (const { party } of [firm, person])
    for (const [lon, lat] of [
      [2.35, 48.85],
      [-1.67, 48.11],
    ] as const) {
      works.push({ lon, lat });
      const site = await makeSite(world.owner, party, { lon, lat });
      for (const units of [1, 5, 20]) await makeLot(world.owner, party, { site, units });
    }
  await plantLots(world, fc.sample(planted, { numRuns: 300, seed: 11 }));
  // every column of its own, by the lot's number
  await world.owner`
    update lot set condition = (array['new', 'good', 'fair', 'degraded', 'unknown'])[1 + id % 5],
      title = (array['Porte en chêne', 'Radiateur en fonte', 'Briques pleines', 'Fenêtre bois'])[1 + id % 4],
      length_mm = (array[null, 830, 840, 2040])[1 + id % 4], width_mm = (array[730, null, 2040])[1 + id % 3], thickness_mm = nullif(id % 5, 0) * 10,
      removal = (array['removed', 'by_taker'])[1 + id % 2],
      private_removal_reason = case when id % 7 = 0 then 'Opened to all of them' end,
      available_from = case when id % 3 = 0 then current_date + (id % 5)::int end,
      available_until = case when id % 4 > 0 then current_date + (4 + id % 9)::int end`;
  market = openMarket(world.url, { everyMs: 200 });
  while (!market.ready({ text: true })) await sleep(20);
});
afterAll(() => market.stop());

const today = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const criteria = {
  bbox: fc.constantFrom('-5,42,8,51', '2,48,3,49', '0,43,5,48'),
  near: fc.constantFrom('2.35,48.85', '-1.6,48.1', '0,48'),
  radius_km: fc.constantFrom('1', '50', '400', '1000'),
  q: fc.constantFrom('porte', 'radiateurs fonte', 'chene', 'bois -porte', 'porte 83x204', 'rien de tel'),
  family: fc.constantFrom('BOI', 'BOI,MAC', 'SAN'),
  type: fc.constantFrom('BOI-01', 'MAC-01,SAN-01'),
  free: fc.constant('1'),
  price_max: fc.constantFrom('0', '700'),
  condition: fc.constantFrom('good', 'new,fair'),
  from: fc.constantFrom(today(0), today(5)),
  until: fc.constantFrom(today(1), today(4)),
  min_quantity: fc.constantFrom('1', '5'),
  length_min: fc.constantFrom('83.5'),
  width_max: fc.constantFrom('100'),
  size: fc.constantFrom('83x204', '83'),
  reservable: fc.constant('1'),
  territory: fc.constantFrom('departement:35', 'commune:35238', 'region:53'),
};
const query = fc
  .subarray(Object.keys(criteria) as (keyof typeof criteria)[], { maxLength: 4 })
  .chain((names) =>
    fc.tuple(...names.map((name) => criteria[name].map((value) => [name, value] as [string, string]))),
  )
  .map((pairs) => new URLSearchParams(pairs));

it('memory answers what SQL answers: pages with their keys, facets, tiles', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(query, fc.nat(2), fc.constantFrom(...SORTS), async (asked, who, sort) => {
      const ctx = readers[who] as Ctx;
      const parsed = parseLotFilters(asked);
      expect(parsed.ok).toBe(true);
      const filters = await resolveFilters(ctx, parsed.filters);
      const reader = readerOf(ctx);
      const page: PageAsked = {
        sort: sort === 'distance' && !filters.near ? 'newest' : sort,
        limit: 7,
        after: null,
      };
      for (let turn = 0; turn < 3; turn++) {
        const { total: _, ...inSql } = await pageInSql(ctx, filters, page, reader);
        const found = market.page(filters, page, reader);
        expect(found).toEqual(inSql);
        const [key, lotId] = [found.keys.at(-1), found.lotIds.at(-1)];
        if (key === undefined || lotId === undefined) break;
        page.after = { key, lotId };
        answered++;
      }
      const { atLeast: _, ...facets } = await facetsInSql(ctx, filters, reader);
      expect(market.facets(filters, reader)).toEqual(facets);
      const [row] = await ctx.db.execute<{ n: number }>(
        sql`select count(*)::int as n from visible_lots(null) l where ${lotConditions(filters, ANYBODY)}`,
      );
      for (const z of [0, 6, 12]) {
        const tile = tileAt({ lon: 2.35, lat: 48.85 }, z);
        const { features } = await readTileContent(visitor(world), tile, parsed.filters);
        const made = market.tile(tile, filters);
        expect(made).toHaveLength(features.length);
        // SQL sums positions in whole metres
        const alike = (a: MapFeature) => (b: MapFeature) =>
          a.count === b.count && Math.abs(a.x - b.x) < 1.5 && Math.abs(a.y - b.y) < 1.5;
        for (const feature of features) expect(made.filter(alike(feature))).toHaveLength(1);
        if (z === 0) expect(made.reduce((n, { count }) => n + count, 0)).toBe(row?.n);
      }
    }),
    { numRuns: 60 },
  );
  expect(answered).toBeGreaterThan(20);
});

it('knows a holder by name, and nobody by an unknown one', async () => {
  const ctx = visitor(world);
  expect(market.count(await resolveFilters(ctx, { holder: slug }), ANYBODY)).toBe(6);
  expect(market.count(await resolveFilters(ctx, { holder: 'nobody-at-all' }), ANYBODY)).toBe(0);
});

it('only blurred points are in it: no radius and no tile finds the works', async () => {
  for (const at of works) {
    const near = { ...NOTHING_ASKED, near: at, holderId: null };
    for (let metres = 10; metres <= 290; metres += 10)
      expect([
        metres,
        market.count({ ...near, radiusM: metres, types: null }, ANYBODY) - plantedNear(at, metres),
      ]).toEqual([metres, 0]);
    const shown = market.tile(tileAt(at, 16), NOTHING_ASKED).map(toPosition);
    for (const { lon, lat } of shown.filter((point) => !isPlanted(point)))
      expect(Math.hypot((lon - at.lon) * 73_000, (lat - at.lat) * 111_000)).toBeGreaterThan(250);
  }
});

/** Lots put exactly at Paris by the planting, which knows no blur. */
const isPlanted = ({ lon, lat }: Position) => Math.abs(lon - 2.35) < 1e-6 && Math.abs(lat - 48.85) < 1e-6;
const plantedNear = (at: Position, _metres: number) =>
  isPlanted(at) ? market.count({ ...NOTHING_ASKED, near: at, radiusM: 1 }, ANYBODY) : 0;
