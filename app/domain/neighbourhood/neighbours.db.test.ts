import { beforeAll, expect, it } from 'vitest';
import { anyType, call, expectOk } from '#tests/ledger/world.ts';
import { acting, alone, refusalOf } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { neighbourhood } from './neighbours.server.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});

it('shows what is near each site with its reason, the usual materials first, and whose sites are near', async () => {
  const [holder, taker] = [await acting(world), await acting(world)];
  const [near, far] = [
    await makeSite(world.owner, holder.party),
    await makeSite(world.owner, holder.party, { lon: 6.0, lat: 45.0 }),
  ];
  const usual = await makeLot(world.owner, holder.party, { site: near });
  const other = await makeLot(world.owner, holder.party, { site: near, publish: false });
  await makeLot(world.owner, holder.party, { site: far });
  const { family_code: family } = await anyType(world.owner);
  const [unusual] =
    await world.owner`select code, family_code from material_type where family_code <> ${family} order by code limit 1`;
  await world.owner`update lot set type_code = ${unusual?.code}, family_code = ${unusual?.family_code} where id = ${other.id}`;
  expectOk(await call(world.owner, 'publish', holder.party, other.id));
  const mine = await makeSite(world.owner, taker.party, { lon: -1.69 });
  const own = await makeLot(world.owner, taker.party, { site: mine });
  await makeReservation(world.owner, usual, taker.party);

  const seen = await neighbourhood(taker.ctx);
  expect(seen.usual).toEqual([{ family, habit: 'taken' }]);
  expect(seen.around).toHaveLength(1);
  const [around] = seen.around;
  expect(around?.anchor).toMatchObject({ kind: 'works', site: mine.publicId });
  expect(around?.lots.map(({ card, habit }) => [card.publicId, habit])).toEqual([
    [usual.publicId, 'taken'],
    [other.publicId, null],
  ]);
  expect(
    around?.lots.every(({ card }) => card.publicId !== own.publicId && (card.distanceKm ?? 99) < 3),
  ).toBe(true);
  expect(around?.sites).toMatchObject([{ publicId: near.publicId, lots: 2 }]);
});

it('without a site, speaks of the organisation’s commune; without either, of nowhere', async () => {
  const settled = await acting(world);
  expect((await neighbourhood(settled.ctx)).around).toMatchObject([
    { anchor: { kind: 'home', name: 'Rennes' } },
  ]);
  await world.owner`update organisation set commune_code = null where id = ${settled.party.organisation}`;
  expect(await neighbourhood(settled.ctx)).toEqual({ usual: [], around: [], otherSites: 0 });
  expect(await refusalOf(neighbourhood(await alone(world)))).toEqual({ code: 'forbidden' });
});
