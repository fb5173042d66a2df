import { beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { auditOf, call, expectOk, lot, type Party, party } from './world.ts';

let world: TestDatabase;
let holder: Party;
let first: Party;
let second: Party;

beforeAll(async () => {
  world = await freshDatabase();
  holder = await party(world.sql);
  first = await party(world.sql);
  second = await party(world.sql);
  await world.owner`update ledger.delay set open_unproven = 1000`;
});

/** Moves the clock of this database to that instant. */
const at = (instant: string) =>
  world.owner`update ledger.setting set clock_offset = ${instant}::timestamptz - clock_timestamp()`;

async function full(units: number, options: Parameters<typeof lot>[2] = {}) {
  const keeper = await party(world.sql);
  const lotId = await lot(world.sql, holder, { milli: units * 1000, ...options });
  const { reservation } = expectOk(
    await call(world.sql, 'reserve', keeper, lotId, units * 1000, 'own_works'),
  );
  return { lotId, keeper, held: Number(reservation) };
}

const join = async (taker: Party, lotId: number, units: number, acceptLess = false) =>
  Number(
    expectOk(await call(world.sql, 'join', taker, lotId, units * 1000, acceptLess, 'own_works')).waiting,
  );

const states = async (lotId: number) =>
  (await world.sql`select state from ledger.waiting where lot_id = ${lotId} order by id`).map(
    ({ state }) => state,
  );

const sweep = () => world.sql`select ledger.expire_due(1000), ledger.close_waitlists(1000)`;

test('an offer lasts 48 hours, Sundays left out, and never ends in the night of the site', async () => {
  const [reunion] = await world.sql`select code from commune where departement_code = '974' limit 1`;
  const cases = [
    ['2027-03-02 10:00+01', '35238', 'Europe/Paris', '2027-03-04 10:00'],
    ['2027-03-02 23:30+01', '35238', 'Europe/Paris', '2027-03-05 08:00'],
    // a Saturday: Sunday the 7th does not run
    ['2027-03-06 05:00+01', '35238', 'Europe/Paris', '2027-03-09 08:00'],
    ['2027-03-02 21:00+04', String(reunion?.code), 'Indian/Reunion', '2027-03-05 08:00'],
  ] as const;
  for (const [instant, commune, zone, until] of cases) {
    await at(instant);
    const { lotId, keeper, held } = await full(1, { commune });
    const waiting = await join(first, lotId, 1);
    expectOk(await call(world.sql, 'cancel', keeper, held));
    const [row] =
      await world.sql`select to_char(expires_at at time zone ${zone}, 'YYYY-MM-DD HH24:MI') as until
      from ledger.reservation where waiting_id = ${waiting} and state = 'offered'`;
    expect(row?.until).toBe(until);
  }
});

test('an offer not answered in time goes to the next, though no job ran; the place of who wants the whole is kept', async () => {
  await at('2027-04-05 10:00+02');
  const { lotId, keeper, held } = await full(3);
  await join(first, lotId, 2);
  await join(second, lotId, 5);
  expectOk(await call(world.sql, 'cancel', keeper, held));
  expect(await states(lotId)).toEqual(['offered', 'offered']);
  await at('2027-04-07 09:59:50+02');
  const left = async () => {
    const [row] = await world.sql`select ledger.left_of(${lotId}) as left,
      (select left_milli from ledger.stock_left where lot_id = ${lotId}) as viewed`;
    expect(row?.viewed).toBe(row?.left);
    return Number(row?.left);
  };
  expect(await left()).toBe(0);
  await at('2027-04-07 10:00:01+02');
  // three are free by the clock; the second, who was offered one of five, would be offered them: a newcomer finds none
  expect(await left()).toBe(0);
  const stranger = await party(world.sql);
  expect(await call(world.sql, 'reserve', stranger, lotId, 1000, 'own_works')).toEqual({
    outcome: 'not-enough-left',
    left: 0,
  });
  await sweep();
  expect(await states(lotId)).toEqual(['lapsed', 'offered']);
  const told = await world.sql`select kind, payload ->> 'keeps' as keeps from event
    where (payload ->> 'lot')::bigint = ${lotId} and kind like 'waiting.%' order by id`;
  expect(told.map(({ kind, keeps }) => [kind, keeps])).toEqual([
    ['waiting.offered', null],
    ['waiting.offered', null],
    ['waiting.lapsed', 'false'],
    ['waiting.lapsed', 'true'],
    ['waiting.offered', null],
  ]);
  // nobody answers the second time either: what all let pass is anybody's
  await at('2027-04-12 10:00+02');
  expect(await left()).toBe(3000);
  expectOk(await call(world.sql, 'reserve', stranger, lotId, 3000, 'own_works'));
  expect(await states(lotId)).toEqual(['lapsed', 'waiting']);
});

test('what expires, is cancelled and is offered at the same instant by many hands goes to whose turn it is', async () => {
  await at('2027-05-03 10:00+02');
  const keepers = await Promise.all(Array.from({ length: 6 }, () => party(world.sql)));
  const lotId = await lot(world.sql, holder, { milli: 6000 });
  const held: number[] = [];
  for (const one of keepers) {
    held.push(Number(expectOk(await call(world.sql, 'reserve', one, lotId, 1000, 'own_works')).reservation));
  }
  const waiters = await Promise.all(Array.from({ length: 8 }, () => party(world.sql)));
  for (const one of waiters) await join(one, lotId, 1);
  await at('2027-05-20 10:00+02');
  await Promise.all([
    sweep(),
    ...keepers.map((one, n) => call(world.sql, 'cancel', one, held[n] as number)),
    ...waiters.map((one) => call(world.sql, 'reserve', one, lotId, 1000, 'own_works')),
    sweep(),
  ]);
  expect(await states(lotId)).toEqual([...Array(6).fill('offered'), 'waiting', 'waiting']);
  await at('2027-06-10 10:00+02');
  await Promise.all([sweep(), call(world.sql, 'change_stock', holder, lotId, 'add', 1000), sweep()]);
  await sweep();
  expect(await states(lotId)).toEqual([...Array(6).fill('lapsed'), 'offered', 'offered']);
  expect(await auditOf(world.sql)).toEqual([]);
});

test('after its last day a lot has no list, and those who waited are told once', async () => {
  await at('2027-07-01 10:00+02');
  const { lotId } = await full(1, { until: '2027-07-02' });
  await join(first, lotId, 1);
  await join(second, lotId, 1);
  await at('2027-07-03 00:00:01+02');
  await sweep();
  await sweep();
  expect((await states(lotId)).at(-1)).toBe('closed');
  const told = await world.sql`select count(*)::int as n from event
    where (payload ->> 'lot')::bigint = ${lotId} and kind = 'waiting.closed'`;
  expect(told[0]?.n).toBe(2);
});
