import { fc } from '@fast-check/vitest';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { type LotFilters, parseLotFilters } from '#app/domain/lots/filters.ts';
import { encodeTile } from '#app/domain/lots/tiles/encode.ts';
import { foldCounts, readTileContent } from '#app/domain/lots/tiles/tile-query.server.ts';
import { type Tile, tileAt } from '#app/domain/territories/projection.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { featuresOf } from '#tests/tiles/read-tile.ts';
import { type LotAt, plantLots } from '#tests/tiles/world.ts';

let world: TestDatabase;
let ctx: Ctx;
beforeAll(async () => {
  world = await freshDatabase();
  ctx = {
    db: world.db,
    actor: { person: null, organisation: null, via: 'none' },
    now: new Date(),
    locale: 'fr',
  };
});

const filters = (query: string): LotFilters => parseLotFilters(new URLSearchParams(query)).filters;
const seen = async (tile: Tile, query = '') =>
  featuresOf(encodeTile(tile, (await readTileContent(ctx, tile, filters(query))).features));
const total = (features: { count: number }[]) => features.reduce((n, { count }) => n + count, 0);

/** Every tile of a level that may hold a lot. */
const tilesOver = (lots: LotAt[], z: number) => [
  ...new Map(lots.map(({ site }) => tileAt(site, z)).map((tile) => [`${tile.x}/${tile.y}`, tile])).values(),
];
const sumOver = async (lots: LotAt[], z: number, query = '') => {
  let sum = 0;
  for (const tile of tilesOver(lots, z)) sum += total(await seen(tile, query));
  return sum;
};
const shown = async (query = '') => {
  const [row] = await world.sql`select count(*) as n from visible_lots(null) where status = 'published'
    and (${query} = '' or family_code = ${query})`;
  return Number(row?.n);
};

const town = fc.oneof(
  fc.record({
    lon: fc.integer({ min: -500_000, max: 800_000 }).map((n) => n / 1e5),
    lat: fc.integer({ min: 4_200_000, max: 5_100_000 }).map((n) => n / 1e5),
  }),
  fc.constantFrom(
    { lon: 0, lat: 0 },
    { lon: 0, lat: 48 },
    { lon: 55.45, lat: -20.88 },
    { lon: -61.55, lat: 16.24 },
    { lon: 2.8125, lat: 48.922 },
  ),
);
const lotAt: fc.Arbitrary<LotAt> = fc.record({
  site: town,
  type: fc.constantFrom('BOI-01', 'MAC-01', 'SAN-01'),
  status: fc.constantFrom('published' as const, 'published' as const, 'draft' as const, 'withdrawn' as const),
  opens: fc.constantFrom(-60, -60, 3600, null),
  closes: fc.constantFrom(null, null, 7200),
  priceCents: fc.constantFrom(0, 500, null),
});

describe('tiles of lots', () => {
  it('every level sums to what the public sees, folded or not, at random', async () => {
    const all: LotAt[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(lotAt, { minLength: 1, maxLength: 40 }), fc.boolean(), async (lots, fold) => {
        await plantLots(world, lots);
        all.push(...lots);
        if (fold) await foldCounts(world.db);
        const expected = await shown();
        for (const z of [0, 1, 4, 7, 10, 11, 14, 16])
          expect([z, await sumOver(all, z)]).toEqual([z, expected]);
        const wood = await shown('BOI');
        for (const z of [3, 9, 12]) expect([z, await sumOver(all, z, 'family=BOI')]).toEqual([z, wood]);
      }),
      { numRuns: 6 },
    );
  });

  it('counted ahead or one by one, the same cells', async () => {
    await plantLots(world, [{ site: { lon: -1, lat: 48 } }]);
    for (const tile of [
      { z: 4, x: 7, y: 5 },
      { z: 5, x: 15, y: 11 },
      { z: 8, x: 129, y: 88 },
    ]) {
      const ahead = await seen(tile);
      // a date far away filters nothing out but has to look at each lot
      const read = await seen(tile, 'from=2000-01-01');
      const bare = (list: typeof ahead) => list.map(({ x, y, count }) => `${x},${y}:${count}`).sort();
      expect(bare(ahead)).toEqual(bare(read));
    }
    expect(total(await seen({ z: 4, x: 7, y: 5 }))).toBeGreaterThan(0);
  });

  it('names a lot only where it stands alone, and shows the most numerous family', async () => {
    const site = { lon: 3.123, lat: 40.5 };
    const [, , , alone] = await plantLots(world, [
      { site, type: 'MAC-01' },
      { site, type: 'BOI-01' },
      { site, type: 'MAC-01' },
      { site: { lon: 3.1236, lat: 40.6 }, type: 'SAN-01' },
    ]);
    const places = await seen(tileAt(site, 12));
    expect(places).toHaveLength(1);
    expect(places[0]).toMatchObject({ count: 3, family: 'MAC' });
    expect(places[0]).not.toHaveProperty('id');
    expect(await seen(tileAt({ lon: 3.1236, lat: 40.6 }, 12))).toEqual([
      expect.objectContaining({ count: 1, family: 'SAN', id: alone }),
    ]);
  });

  it('a point on the edge of two tiles is in one of them', async () => {
    const site = { lon: 0, lat: 39.123 };
    await plantLots(world, [{ site }]);
    const east = tileAt(site, 12);
    expect(total(await seen(east))).toBe(1);
    expect(total(await seen({ ...east, x: east.x - 1 }))).toBe(0);
  });

  it('opens at its hour and closes at its hour, whoever folds meanwhile', async () => {
    const site = { lon: -9.5, lat: 38.7 };
    const tile = tileAt(site, 6);
    const only = { lon: -9.5, lat: 38.7 };
    await plantLots(world, [
      { site: only, opens: 1800, closes: 5400 },
      { site: only, opens: -60 },
    ]);
    const at = async (seconds: number) => {
      await world.owner`update ledger.setting set clock_offset = make_interval(secs => ${seconds})`;
      const cells = total(await seen(tile));
      expect(cells).toBe(total(await seen(tileAt(only, 13))));
      return cells;
    };
    expect(await at(0)).toBe(1);
    expect(await at(1801)).toBe(2);
    await foldCounts(world.db);
    expect(await at(2000)).toBe(2);
    expect(await at(5401)).toBe(1);
    await foldCounts(world.db);
    expect(await at(5500)).toBe(1);
  });

  it('follows a lot withdrawn, brought back, moved with its site, or shown later', async () => {
    const site = { lon: -9.9, lat: 37.2 };
    const moved = { lon: -9.2, lat: 37.9 };
    const [id = ''] = await plantLots(world, [{ site }]);
    const counts = async () => [await seen(tileAt(site, 10)), await seen(tileAt(moved, 10))].map(total);
    expect(await counts()).toEqual([1, 0]);
    await world.owner`update lot set status = 'withdrawn' where public_id = ${id}`;
    expect(await counts()).toEqual([0, 0]);
    await world.owner`update lot set status = 'published' where public_id = ${id}`;
    await foldCounts(world.db);
    await world.owner`update site set public_lon = ${moved.lon}, public_lat = ${moved.lat}
      where id = (select site_id from lot where public_id = ${id})`;
    expect(await counts()).toEqual([0, 1]);
    await world.owner`update lot_audience set opens_at = ledger.clock() + interval '1 day'
      where lot_id = (select id from lot where public_id = ${id})`;
    expect(await counts()).toEqual([0, 0]);
    await world.owner`delete from lot_audience where lot_id = (select id from lot where public_id = ${id})`;
    await foldCounts(world.db);
    expect(await counts()).toEqual([0, 0]);
  });

  it('two transactions on one lot, one publishing it and one opening it, count it once', async () => {
    const site = { lon: -10.4, lat: 36.1 };
    const [id = ''] = await plantLots(world, [{ site, status: 'draft', opens: null }]);
    const [lot] = await world.owner`select id from lot where public_id = ${id}`;
    let opening: Promise<unknown> = Promise.resolve();
    await world.owner.begin(async (one) => {
      await one`update lot set status = 'published' where id = ${lot?.id ?? 0}`;
      opening = world.owner.begin(
        (two) => two`insert into lot_audience (lot_id, audience, opens_at)
          values (${lot?.id ?? 0}, 'public', ledger.clock() - interval '1 minute')`,
      );
      await new Promise((done) => setTimeout(done, 150));
    });
    await opening;
    expect(total(await seen(tileAt(site, 9)))).toBe(1);
  });

  it('rebuilding from the lots changes nothing', async () => {
    const tile = { z: 4, x: 7, y: 5 };
    const before = await seen(tile);
    await world.owner`select map_rebuild()`;
    expect(await seen(tile)).toEqual(before);
  });
});
