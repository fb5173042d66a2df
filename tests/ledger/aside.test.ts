import { beforeAll, expect, it } from 'vitest';
import { collected } from '#tests/statistics/world.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { verifyLedger } from '../../scripts/ledger-verification.ts';
import { accepted, call, expectOk, handedOver, lot, type Party, party, weighed } from './world.ts';

/** Other use and new surplus: kept apart from diverted tonnes, by the same rules of truth. */
let world: TestDatabase;
let holder: Party;
let taker: Party;
beforeAll(async () => {
  world = await freshDatabase();
  [holder, taker] = [await party(world.owner), await party(world.owner, 'association')];
});

const aside = async (line: string, view = 'origin') => {
  const [row] =
    await world.owner`select coalesce(sum(mass_g), 0)::bigint as grams, coalesce(sum(handovers), 0)::bigint as n
    from ledger.total_aside where level = 'france' and view = ${view} and legal_line = ${line}`;
  return [Number(row?.grams), Number(row?.n)];
};
const diverted = async () =>
  Number(
    (
      await world.owner`select coalesce(sum(mass_g), 0)::bigint as g from ledger.total where level = 'france'`
    )[0]?.g,
  );
const sound = async () => {
  expect(await world.owner`select * from ledger.audit`).toEqual([]);
  expect((await verifyLedger(world.owner)).breaks).toEqual([]);
};

it('new surplus taken by somebody else stands aside in both views, and is not diverted', async () => {
  const grams = await collected(world.owner, { holder, taker, from: '35238', line: 'new_surplus' });
  expect(await aside('new_surplus')).toEqual([grams, 1]);
  expect(await aside('new_surplus', 'destination')).toEqual([grams, 1]);
  expect(await diverted()).toBe(0);
  await sound();
});

it('a réemploi put to another use stands aside; a correction moves it by the difference alone', async () => {
  const lotId = await lot(world.owner, holder);
  const id = await accepted(world.owner, holder, taker, lotId, 3000);
  const said = [3000, ...weighed(60_000), null, null, false] as const;
  expectOk(await call(world.owner, 'confirm_handover', taker, id, ...said));
  const done = expectOk(await call(world.owner, 'confirm_handover', holder, id, ...said));
  expect(await aside('other_use')).toEqual([60_000, 1]);
  const change = [2000, ...weighed(41_111), null, null, 'ticket'] as const;
  const fix = expectOk(
    await call(world.owner, 'propose_correction', holder, lotId, Number(done.movement), ...change),
  );
  expectOk(await call(world.owner, 'answer_correction', taker, Number(fix.correction), true));
  expect(await aside('other_use')).toEqual([41_111, 1]);
  expect(await diverted()).toBe(0);
  await sound();
});

it('what had counted before it was listed again adds nothing, on any line', async () => {
  const before = await aside('other_use');
  const first = await accepted(world.owner, holder, taker, await lot(world.owner, holder), 3000);
  await handedOver(world.owner, holder, taker, first, 3000, 60_000);
  const [depot] = await world.owner`
    insert into site (organisation_id, kind, name, commune_code, lon, lat, position_source, public_lon, public_lat)
    select ${taker.organisation}, 'depot', 'Depot', code, lon, lat, 'commune', lon, lat from commune where code = '35278' returning id`;
  const again = Number(
    expectOk(await call(world.owner, 'relist', taker, first, Number(depot?.id), 3000)).lot,
  );
  expectOk(await call(world.owner, 'publish', taker, again));
  const next = await party(world.owner);
  const second = await accepted(world.owner, taker, next, again, 3000);
  const said = [3000, ...weighed(60_000), null, null, false] as const;
  expectOk(await call(world.owner, 'confirm_handover', next, second, ...said));
  expectOk(await call(world.owner, 'confirm_handover', taker, second, ...said));
  expect(await aside('other_use')).toEqual(before);
  await sound();
});

it('remade from the movements it is the same; a gram more is named by both verifications', async () => {
  const before = [await aside('new_surplus'), await aside('other_use')];
  await world.owner`insert into ledger.rebuild (reason) values ('test')`;
  expect([await aside('new_surplus'), await aside('other_use')]).toEqual(before);
  await world.owner
    .begin(async (tx) => {
      await tx`alter table ledger.total_aside disable trigger total_aside_derived`;
      await tx`update ledger.total_aside set mass_g = mass_g + 1 where level = 'france' and view = 'origin'`;
      const named = await tx`select what from ledger.audit`;
      expect(new Set(named.map(({ what }) => what))).toEqual(new Set(['figure aside is not its movements']));
      const inside = { begin: (_: string, work: (on: typeof tx) => unknown) => work(tx) } as never;
      const { breaks } = await verifyLedger(inside);
      expect(breaks.filter((what) => what.startsWith('figure total_aside france fr')).length).toBe(2);
      throw new Error('undo');
    })
    .catch((error: Error) => expect(error.message).toBe('undo'));
  await sound();
});
