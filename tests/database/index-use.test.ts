import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { acting } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { MAIN_QUERIES, readWhole, type Somewhere } from './main-queries.ts';

/** None of what is asked all day can only be answered by reading a table that grows from one end to the other. */
let world: TestDatabase;
let one: ReturnType<typeof openDatabase>;
let ctx: Ctx;
let at: Somewhere;
beforeAll(async () => {
  world = await testDatabase();
  one = openDatabase(world.url, { max: 1 });
  const holder = await acting(world);
  ctx = holder.ctx;
  const site = await makeSite(world.owner, holder.party);
  const lot = await makeLot(world.owner, holder.party, { site });
  const taker = await acting(world);
  const reservation = await makeReservation(world.owner, lot, taker.party);
  at = { lot, site, reservation: reservation.publicId };
});
afterAll(() => one.close());

it.each(MAIN_QUERIES)('%s', async (_name, read) => {
  expect(await readWhole(one.sql, (db) => read({ ...ctx, db }, at))).toEqual([]);
});

it('sees such a reading', async () => {
  expect(await readWhole(one.sql, (db) => db.execute(`select from lot where md5(title) = ''`))).toEqual([
    'lot',
  ]);
});
