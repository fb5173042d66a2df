import { beforeAll, expect, it, test } from 'vitest';
import { lotPage } from '#app/domain/lots/lot-page.server.ts';
import { call, expectOk, party } from '#tests/ledger/world.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot, makeSite } from '#tests/support/factories.ts';

let world: TestDatabase;
let holder: Acting;
beforeAll(async () => {
  world = await testDatabase();
  holder = await acting(world);
});

type Way = 'ask' | 'at_once';
async function stateOfRequest(site: Way, lot: 'site' | Way) {
  const place = await makeSite(world.owner, holder.party);
  await world.owner`update site set accept_mode = ${site} where id = ${place.id}`;
  const offered = await makeLot(world.owner, holder.party, { site: place });
  await world.owner`update lot set accept_mode = ${lot} where id = ${offered.id}`;
  const taker = await party(world.owner);
  const { state } = expectOk(await call(world.owner, 'reserve', taker, offered.id, 1000, 'own_works'));
  const page = await lotPage(holder.ctx, offered.publicId);
  return { state, place, offered, shown: page?.acceptMode, own: page?.ownAcceptMode };
}

test.each<[Way, 'site' | Way, string]>([
  ['ask', 'site', 'requested'],
  ['at_once', 'site', 'accepted'],
  ['at_once', 'ask', 'requested'],
  ['ask', 'at_once', 'accepted'],
])('a site that says %s and a lot that says %s: a request is %s', async (site, lot, state) => {
  const seen = await stateOfRequest(site, lot);
  expect(seen).toMatchObject({ state, own: lot, shown: state === 'accepted' ? 'at_once' : 'ask' });
});

it('follows its site when the site changes its mind, and a new lot follows its site', async () => {
  const { place, offered } = await stateOfRequest('ask', 'site');
  await world.owner`update site set accept_mode = 'at_once' where id = ${place.id}`;
  const next = expectOk(
    await call(world.owner, 'reserve', await party(world.owner), offered.id, 1000, 'own_works'),
  );
  expect(next.state).toBe('accepted');
  const made = await makeLot(world.owner, holder.party, { site: place });
  expect((await lotPage(holder.ctx, made.publicId))?.ownAcceptMode).toBe('site');
});
