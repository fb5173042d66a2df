import { beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { verifyLedger } from '../../scripts/ledger-verification.ts';
import { accepted, auditOf, call, callWith, expectOk, handedOver, lot, type Party, party } from './world.ts';

let world: TestDatabase;
let holder: Party;
let taker: Party;
beforeAll(async () => {
  world = await freshDatabase();
  holder = await party(world.sql);
  taker = await party(world.sql);
});

async function at(instant: string): Promise<void> {
  await world.owner`update ledger.setting set clock_offset = ${instant}::timestamptz - clock_timestamp()`;
}

async function taken(commune = '35238') {
  const lotId = await lot(world.sql, holder, { commune });
  const reservation = await accepted(world.sql, holder, taker, lotId, 2000);
  await handedOver(world.sql, holder, taker, reservation, 2000, 40_000);
  return { lotId, reservation };
}

const ask = async () => {
  await world.sql`select ledger.ask_outcomes(200)`;
  const asked = await world.sql`
    select (payload ->> 'reservation')::bigint as reservation, (payload ->> 'nth')::int as nth from event where kind = 'outcome.asked' order by id`;
  return asked.map(({ reservation, nth }) => `${reservation}:${nth}`);
};
const say = (reservation: number, installed: number, thrown: number) =>
  call(world.sql, 'say_outcome', taker, reservation, installed, 0, 0, thrown, null);

test('asked 90 days after the pick-up, between 8 and 20 h by the clock of the site, once, and once more', async () => {
  const [reunion] = await world.sql`select code from commune where departement_code = '974' limit 1`;
  await at('2027-03-02 10:00+01');
  const { reservation: rennes } = await taken();
  const { reservation: far } = await taken(String(reunion?.code));
  await at('2027-05-30 23:30+02');
  expect(await ask()).toEqual([]);
  await at('2027-05-31 05:30+02');
  // half past seven over there
  expect(await ask()).toEqual([]);
  await at('2027-05-31 06:30+02');
  expect(await ask()).toEqual([`${far}:1`]);
  await at('2027-05-31 07:59+02');
  expect(await ask()).toEqual([`${far}:1`]);
  await at('2027-05-31 08:01+02');
  expect(await ask()).toEqual([`${far}:1`, `${rennes}:1`]);
  await Promise.all([ask(), ask()]);
  expect(await ask()).toHaveLength(2);
  expectOk(await say(far, 2000, 0));
  await at('2027-06-14 21:00+02');
  expect(await ask()).toHaveLength(2);
  await at('2027-06-15 08:05+02');
  expect(await ask()).toEqual([`${far}:1`, `${rennes}:1`, `${rennes}:2`]);
  await at('2027-07-20 10:00+02');
  expect(await ask()).toHaveLength(3);
});

test('who has answered by itself, or took from itself, is not asked; nor what is months late', async () => {
  await at('2027-08-02 10:00+02');
  const told = await taken();
  expectOk(await say(told.reservation, 2000, 0));
  const mine = await lot(world.sql, holder);
  const own = await accepted(world.sql, holder, holder, mine, 1000).catch(() => 0);
  await taken();
  const before = (await ask()).length;
  await at('2028-02-02 10:00+01');
  expect(await ask()).toHaveLength(before);
  expect(own).toBe(0);
});

test('said otherwise within 180 days of the first word, then no more; by the link as long', async () => {
  await at('2028-03-01 10:00+01');
  const { reservation } = await taken();
  const byLink = async (installed: number, thrown: number) => {
    const [row] = await world.sql`
      select ledger.say_outcome_by_link(gen_random_uuid(), (select public_id from ledger.reservation where id = ${reservation}),
        ${installed}::bigint, 0, 0, ${thrown}::bigint, null) as answer`;
    return row?.answer;
  };
  expect(await byLink(2000, 0)).toEqual({ outcome: 'not-found' });
  await at('2028-06-01 10:00+02');
  await ask();
  await at('2028-08-01 10:00+02');
  expect(await byLink(1000, 1000)).toMatchObject({ outcome: 'ok', again: false });
  const [word] =
    await world.owner`select said_by, person_id, organisation_id from ledger.outcome where reservation_id = ${reservation}`;
  expect(word).toEqual({ said_by: 'link', person_id: null, organisation_id: taker.organisation });
  await at('2028-11-28 09:10+01');
  expect(await byLink(2000, 0)).toMatchObject({ outcome: 'link-expired' });
  expect(await say(reservation, 2000, 0)).toMatchObject({ outcome: 'ok' });
  await at('2029-01-28 11:00+01');
  expect(await say(reservation, 1000, 1000)).toMatchObject({ outcome: 'outcome-too-late' });
  expect(await auditOf(world.owner)).toEqual([]);
});

test('in the month of the hand-over while its year is open, on its own day once closed; so does its return', async () => {
  await at('2029-11-05 10:00+01');
  const { lotId, reservation } = await taken();
  expectOk(await say(reservation, 1000, 1000));
  await at('2030-02-10 10:00+01');
  expectOk(await say(reservation, 2000, 0));
  await world.owner`insert into ledger.closed_year (year) values (2029)`;
  expectOk(await say(reservation, 0, 2000));
  const key = crypto.randomUUID();
  await at('2030-03-03 10:00+01');
  const last = [reservation, 500, 0, 1500, 0, null];
  expect(await callWith(world.sql, key, 'say_outcome', taker, ...last)).toMatchObject({
    outcome: 'bad-quantity',
  });
  expectOk(await say(reservation, 1000, 1000));
  const lines = await world.owner`
    select kind, qty, mass_g, counted_on::text as day from ledger.movement where lot_id = ${lotId} and kind in ('discard', 'restore') order by seq`;
  expect(lines.map(({ kind, qty, mass_g, day }) => `${kind} ${qty} ${mass_g} ${day}`)).toEqual([
    'discard 1000 20000 2029-11-05',
    'restore 1000 20000 2029-11-05',
    'discard 2000 40000 2030-02-10',
    'restore 2000 40000 2030-02-10',
    'discard 1000 20000 2030-03-03',
  ]);
  const months = await world.owner`
    select month::text, mass_g from ledger.total where level = 'france' and view = 'origin' and month >= '2029-11-01' order by month`;
  expect(months.map(({ month, mass_g }) => `${month} ${mass_g}`)).toEqual([
    '2029-11-01 40000',
    '2030-02-01 0',
    '2030-03-01 -20000',
  ]);
  expect(await auditOf(world.owner)).toEqual([]);
  expect((await verifyLedger(world.sql)).breaks).toEqual([]);
});
