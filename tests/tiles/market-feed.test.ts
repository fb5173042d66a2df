import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lotConditions } from '#app/domain/lots/conditions.server.ts';
import { ANYBODY } from '#app/domain/lots/market/market.ts';
import { tileAt } from '#app/domain/territories/projection.ts';
import { openMarket, type RunningMarket } from '#app/server/market.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  type Made,
  makeLot,
  makeMember,
  makeOrganisation,
  makeReservation,
} from '#tests/support/factories.ts';
import { NOTHING_ASKED } from '#tests/tiles/naive.ts';
import { plantLots } from '#tests/tiles/world.ts';

let world: TestDatabase;
const open: RunningMarket[] = [];
const offset = { ms: 0 };

beforeAll(async () => {
  world = await freshDatabase();
  await plantLots(world, [{ site: { lon: 1, lat: 45 } }, { site: { lon: 2, lat: 46 }, type: 'MAC-01' }]);
});
afterAll(() => Promise.all(open.map((market) => market.stop())));

async function until(what: () => boolean | Promise<boolean>, ms = 15_000): Promise<number> {
  const began = performance.now();
  while (!(await what())) {
    if (performance.now() - began > ms) throw new Error(`not within ${ms} ms`);
    await sleep(20);
  }
  return performance.now() - began;
}

async function started(): Promise<RunningMarket> {
  const market = openMarket(world.url, { everyMs: 200, now: () => Date.now() + offset.ms });
  open.push(market);
  await until(() => market.ready({ text: true }));
  return market;
}

const total = (market: RunningMarket) => market.count(NOTHING_ASKED, ANYBODY);
const inTile = (market: RunningMarket, site: { lon: number; lat: number }) =>
  market.tile(tileAt(site, 12), NOTHING_ASKED).reduce((n, { count }) => n + count, 0);

it('loads what is on offer, and two processes follow what changes within two seconds', async () => {
  const [one, other] = [await started(), await started()];
  expect([total(one), total(other)]).toEqual([2, 2]);
  const site = { lon: 3, lat: 47 };
  const version = one.version(tileAt(site, 9));
  const elsewhere = one.version(tileAt({ lon: -4, lat: 48 }, 9));
  const [id = ''] = await plantLots(world, [{ site }]);
  await until(() => inTile(one, site) === 1 && inTile(other, site) === 1, 2_000);
  expect(one.version(tileAt(site, 9))).not.toBe(version);
  expect(one.version(tileAt({ lon: -4, lat: 48 }, 9))).toBe(elsewhere);
  await world.owner`update lot set status = 'withdrawn' where public_id = ${id}`;
  await until(() => inTile(one, site) === 0 && inTile(other, site) === 0, 2_000);
  expect(one.ready()).toBe(true);
});

it('two transactions that end in the reverse order of their beginning are both told', async () => {
  const market = await started();
  const before = total(market);
  const [first = '', second = ''] = await plantLots(world, [
    { site: { lon: 4, lat: 44 }, status: 'draft' },
    { site: { lon: 5, lat: 44 }, status: 'draft' },
  ]);
  let late: Promise<unknown> = Promise.resolve();
  let finish: () => void = () => undefined;
  const begun = new Promise<void>((ready) => {
    late = world.owner.begin(async (sql) => {
      await sql`update lot set status = 'published' where public_id = ${first}`;
      ready();
      await new Promise<void>((done) => {
        finish = done;
      });
    });
  });
  await begun;
  await world.owner`update lot set status = 'published' where public_id = ${second}`;
  // a transaction still open does not hold back what is already there
  await until(() => total(market) === before + 1, 2_000);
  await sleep(500);
  expect(total(market)).toBe(before + 1);
  finish();
  await late;
  await until(() => total(market) === before + 2, 2_000);
});

it('a transaction that is undone tells nothing', async () => {
  const market = await started();
  const before = total(market);
  await world.owner
    .begin(async (sql) => {
      await sql`update lot set status = 'withdrawn'`;
      throw new Error('undone');
    })
    .catch(() => undefined);
  await sleep(500);
  expect(total(market)).toBe(before);
});

it('is silent while its connection is gone, and knows everything when it is back', async () => {
  const market = await started();
  const before = total(market);
  const [{ name } = { name: '' }] = await world.owner`select current_database() as name`;
  const lost = async () => {
    await world.owner`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'gisement-market' and datname = ${name}`.catch(() => undefined);
  };
  const [role] = await world.sql`select current_user as name`;
  await world.owner.unsafe(`revoke select on market_change from "${role?.name}"`);
  await lost();
  await until(() => !market.ready(), 5_000);
  await plantLots(world, [{ site: { lon: 6, lat: 44 } }]);
  await world.owner.unsafe(`grant select on market_change to "${role?.name}"`);
  await until(() => market.ready(), 5_000);
  expect(total(market)).toBe(before + 1);
});

it('hears of prices, audiences, stock, texts and places, and of nothing else', async () => {
  const [id = ''] = await plantLots(world, [{ site: { lon: 0.5, lat: 44 } }]);
  const [lot] = await world.owner`select id from lot where public_id = ${id}`;
  const changes = async (work: () => Promise<unknown>) => {
    const [was] = await world.owner`select count(*) as n from market_change where lot_id = ${lot?.id}`;
    await work();
    const [now] = await world.owner`select count(*) as n from market_change where lot_id = ${lot?.id}`;
    return Number(now?.n) - Number(was?.n);
  };
  const set = (sql: string) =>
    changes(() => world.owner.unsafe(`update lot set ${sql} where id = ${lot?.id}`));
  expect(await set('price_cents = 100')).toBe(1);
  expect(await set('price_cents = 100')).toBe(0);
  expect(await set("title = 'porte en chêne'")).toBe(1);
  expect(await set("building = 'B'")).toBe(0);
  expect(await set('length_mm = 2040')).toBe(1);
  expect(
    await changes(
      () =>
        world.owner`update lot_audience set closes_at = ledger.clock() + interval '1 day' where lot_id = ${lot?.id}`,
    ),
  ).toBe(1);
  expect(
    await changes(
      () => world.owner`update site set public_lon = public_lon + 0.01
    where id = (select site_id from lot where id = ${lot?.id})`,
    ),
  ).toBe(1);
});

it('what is held is left again at its deadline, though no sweeper has passed', async () => {
  const holder = await makeOrganisation(world.sql);
  const taker = await makeOrganisation(world.sql);
  const party = async (organisation: Made) => ({
    organisation: organisation.id,
    person: (await makeMember(world.sql, organisation, 'administrator')).id,
  });
  const [holding, taking] = [await party(holder), await party(taker)];
  const lot = await makeLot(world.sql, holding, { units: 20 });
  const market = await started();
  const wanted = { ...NOTHING_ASKED, holderId: holder.id, minAvailableMilli: 15_000 };
  const inSql = async () => {
    const [row] = await world.db.execute<{ n: number }>(
      sql`select count(*)::int as n from visible_lots(null) l where ${lotConditions(wanted, ANYBODY)}`,
    );
    return row?.n;
  };
  const there = async () => [market.count(wanted, ANYBODY), await inSql()];
  await until(() => market.count(wanted, ANYBODY) === 1, 2_000);
  await makeReservation(world.sql, lot, taking, { units: 18 });
  await until(() => market.count(wanted, ANYBODY) === 0, 2_000);
  expect(await there()).toEqual([0, 0]);
  await world.owner`update ledger.setting set clock_offset = '6 days'`;
  offset.ms = 6 * 86_400_000;
  await until(() => market.count(wanted, ANYBODY) === 1, 2_000);
  expect(await there()).toEqual([1, 1]);
  // whoever begins now reads the same
  const later = await started();
  expect(later.count(wanted, ANYBODY)).toBe(1);
  await world.sql`select ledger.expire_due(10)`;
  await sleep(600);
  expect(await there()).toEqual([1, 1]);
});
