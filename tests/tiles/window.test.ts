import { beforeAll, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { listLots } from '#app/domain/lots/queries.server.ts';
import { readTileContent } from '#app/domain/lots/tiles/tile-query.server.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { plantLots } from '#tests/tiles/world.ts';

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

const counted = async () => {
  const { features } = await readTileContent(ctx, { z: 0, x: 0, y: 0 }, {});
  return features.reduce((sum, { count }) => sum + count, 0);
};
const listed = async () => (await listLots(ctx, {})).total.count;

it('a lot leaves the list and the map by itself when its last day is over, in the zone of its site', async () => {
  await plantLots(
    world,
    [1, 2, 3].map((n) => ({ site: { lon: -1.6 + n / 100, lat: 48.1 } })),
  );
  expect([await listed(), await counted()]).toEqual([3, 3]);
  const [lot] = await world.owner`select id from lot where status = 'published' order by id limit 1`;
  // midnight of yesterday's end is behind whatever the zone of metropolitan France says
  await world.owner`update lot set available_until = current_date - 2 where id = ${lot?.id}`;
  expect([await listed(), await counted()]).toEqual([2, 2]);
  await world.owner`update lot set available_until = current_date + 2 where id = ${lot?.id}`;
  expect([await listed(), await counted()]).toEqual([3, 3]);
  const [end] = await world.owner`
    select (offer_ends_at at time zone zone_of('22'))::text as local from lot where id = ${lot?.id}`;
  expect(end?.local).toMatch(/ 00:00:00$/);
});
