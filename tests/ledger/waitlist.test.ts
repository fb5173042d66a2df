import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  type Answer,
  auditOf,
  call,
  callWith,
  expectOk,
  handedOver,
  lot,
  type Party,
  party,
  weighed,
} from './world.ts';

let world: TestDatabase;
let sql: TestDatabase['sql'];
let holder: Party;
let first: Party;
let second: Party;
let third: Party;

beforeAll(async () => {
  world = await freshDatabase();
  sql = world.sql;
  [holder, first, second, third] = await Promise.all([party(sql), party(sql), party(sql), party(sql)]);
  // proven takers may have many places at once
  for (const taker of [first, second, third]) {
    const lotId = await lot(sql, holder, { acceptMode: 'at_once', milli: 1000 });
    await handedOver(sql, holder, taker, await reserve(taker, lotId, 1), 1000, 20_000);
  }
});

const reserve = async (taker: Party, lotId: number, units: number) =>
  Number(
    expectOk(await call(sql, 'reserve', taker, lotId, units * 1000, 'own_works', null, '35278')).reservation,
  );

const join = async (taker: Party, lotId: number, units: number, acceptLess = false) =>
  expectOk(await call(sql, 'join', taker, lotId, units * 1000, acceptLess, 'own_works', 'yes', '35278'));

/** The line of a lot, in its order: who, what state, and what is offered now, in units. */
async function line(lotId: number) {
  const rows = await sql`
    select w.taker_organisation_id as who, w.state, r.qty / 1000 as offered from ledger.waiting w
      left join ledger.reservation r on r.waiting_id = w.id and r.state = 'offered' where w.lot_id = ${lotId} order by w.id`;
  return rows.map((row) => [Number(row.who), row.state, row.offered === null ? 0 : Number(row.offered)]);
}

const left = async (lotId: number) => {
  const [row] = await sql`select ledger.left_of(${lotId}) / 1000 as left`;
  return Number(row?.left);
};

/** A lot of so many units, all held by somebody; its reservation. */
async function full(units: number): Promise<{ lotId: number; held: number; keeper: Party }> {
  const keeper = await party(sql);
  const lotId = await lot(sql, holder, { milli: units * 1000 });
  return { lotId, held: await reserve(keeper, lotId, units), keeper };
}

test('what comes back goes to the first in line, then to the next; a newcomer finds what the line leaves', async () => {
  const { lotId, held, keeper } = await full(10);
  const a = await join(first, lotId, 4);
  expect(a).toMatchObject({ state: 'waiting', place: 1 });
  expect(await join(second, lotId, 3)).toMatchObject({ state: 'waiting', place: 2 });
  expect(await call(sql, 'cancel', keeper, held)).toMatchObject({ outcome: 'ok', left: 3000 });
  expect(await line(lotId)).toEqual([
    [first.organisation, 'offered', 4],
    [second.organisation, 'offered', 3],
  ]);
  expect(await left(lotId)).toBe(3);
  expect(await call(sql, 'reserve', third, lotId, 4000, 'own_works')).toMatchObject({
    outcome: 'not-enough-left',
    left: 3000,
  });
  const taken = expectOk(await call(sql, 'take', first, Number(a.waiting)));
  expect(taken).toMatchObject({ state: 'requested' });
  expect(await call(sql, 'accept', holder, Number(taken.reservation))).toMatchObject({ outcome: 'ok' });
  expect(await auditOf(sql)).toEqual([]);
});

test('too little comes back: the first is asked all the same, and only once it declines does the next get its turn', async () => {
  const { lotId } = await full(6);
  const other = await reserveAfterAdding(lotId, 2);
  const a = await join(first, lotId, 5);
  await join(second, lotId, 3, true);
  await call(sql, 'cancel', other.taker, other.reservation);
  expect(await line(lotId)).toEqual([
    [first.organisation, 'offered', 2],
    [second.organisation, 'waiting', 0],
  ]);
  expect(await call(sql, 'decline', first, Number(a.waiting))).toMatchObject({ state: 'waiting', place: 1 });
  expect(await line(lotId)).toEqual([
    [first.organisation, 'waiting', 0],
    [second.organisation, 'offered', 2],
  ]);
});

async function reserveAfterAdding(lotId: number, units: number) {
  const taker = await party(sql);
  expectOk(await call(sql, 'change_stock', holder, lotId, 'add', units * 1000));
  return { taker, reservation: await reserve(taker, lotId, units) };
}

test('who accepts less and declines a part loses the place; who takes it waits no longer', async () => {
  const { lotId, held, keeper } = await full(2);
  const a = await join(first, lotId, 5, true);
  const b = await join(second, lotId, 1);
  await call(sql, 'cancel', keeper, held);
  expect(await call(sql, 'decline', first, Number(a.waiting))).toMatchObject({
    state: 'declined',
    place: null,
  });
  expect(await line(lotId)).toEqual([
    [first.organisation, 'declined', 0],
    [second.organisation, 'offered', 1],
  ]);
  expect(await left(lotId)).toBe(1);
  expectOk(await call(sql, 'take', second, Number(b.waiting)));
  expect(await call(sql, 'take', second, Number(b.waiting))).toEqual({
    outcome: 'offer-over',
    state: 'taken',
  });
  expect(await call(sql, 'decline', first, Number(a.waiting))).toEqual({
    outcome: 'offer-over',
    state: 'declined',
  });
});

test('who turned a part down is asked again only when more of it is there; what all turned down is anybody’s', async () => {
  const { lotId, held, keeper } = await full(2);
  const a = await join(first, lotId, 6);
  await call(sql, 'cancel', keeper, held);
  await call(sql, 'decline', first, Number(a.waiting));
  expect(await left(lotId)).toBe(2);
  const again = await reserve(third, lotId, 2);
  await call(sql, 'cancel', third, again);
  expect(await line(lotId)).toEqual([[first.organisation, 'waiting', 0]]);
  expectOk(await call(sql, 'change_stock', holder, lotId, 'add', 1000));
  expect(await line(lotId)).toEqual([[first.organisation, 'offered', 3]]);
});

test('joining: only for more than is left, once, not for the holder, whole steps, with room, and what is left at once for who accepts less', async () => {
  const { lotId } = await full(4);
  const no = async (who: Party, units: number, lotOf = lotId) =>
    (await call(sql, 'join', who, lotOf, units, false, 'own_works')).outcome;
  expect(await no(holder, 1000)).toBe('own-lot');
  expect(await no(first, 1500)).toBe('bad-quantity');
  expect(await no(first, 1000, 0)).toBe('not-found');
  await join(first, lotId, 1);
  expect(await no(first, 2000)).toBe('already-waiting');
  const open = await lot(sql, holder, { milli: 4000 });
  expect(await call(sql, 'join', second, open, 4000, false, 'own_works')).toEqual({
    outcome: 'enough-left',
    left: 4000,
  });
  expect(await join(second, open, 9)).toMatchObject({ state: 'waiting' });
  expect(await left(open)).toBe(4);
  expect(await join(third, open, 9, true)).toMatchObject({ state: 'offered', place: null });
  expect(await line(open)).toEqual([
    [second.organisation, 'waiting', 0],
    [third.organisation, 'offered', 4],
  ]);
});

test('a taker unproven has as many places and requests as it may have requests', async () => {
  const newcomer = await party(sql);
  const lots = await Promise.all([1, 2, 3, 4].map(() => full(1)));
  for (const { lotId } of lots.slice(0, 3)) await join(newcomer, lotId, 1);
  const last = lots[3]?.lotId as number;
  expect(await call(sql, 'join', newcomer, last, 1000, false, 'own_works')).toEqual({
    outcome: 'too-many-open',
    limit: 3,
  });
  const open = await lot(sql, holder);
  expect((await call(sql, 'reserve', newcomer, open, 1000, 'own_works')).outcome).toBe('too-many-open');
});

test('the list has its end: a lot withdrawn, or all of it gone, closes it; offers made go on', async () => {
  const { lotId, held, keeper } = await full(6);
  const a = await join(first, lotId, 2);
  await join(second, lotId, 9);
  await call(sql, 'cancel', keeper, held);
  const [mine] = await line(lotId);
  expect(mine).toEqual([first.organisation, 'offered', 2]);
  // the second was offered the other four
  expectOk(await call(sql, 'withdraw', holder, lotId, null, 'recycled'));
  expect(await line(lotId)).toEqual([
    [first.organisation, 'offered', 2],
    [second.organisation, 'offered', 4],
  ]);
  expect(await call(sql, 'join', third, lotId, 3000, false, 'own_works')).toEqual({ outcome: 'lot-closed' });
  expect(await call(sql, 'take', first, Number(a.waiting))).toMatchObject({ outcome: 'ok' });

  const other = await full(2);
  await join(first, other.lotId, 2);
  expectOk(await call(sql, 'withdraw', holder, other.lotId, null, 'recycled'));
  expect(await line(other.lotId)).toEqual([[first.organisation, 'closed', 0]]);
  const events =
    await sql`select kind from event where (payload ->> 'lot')::bigint = ${other.lotId} and kind like 'waiting.%'`;
  expect(events.map(({ kind }) => kind)).toEqual(['waiting.closed']);
});

test('what comes back in any other way is offered too: a hand-over for less, a correction, a lot merged into it', async () => {
  const keeper = await party(sql);
  const lotId = await lot(sql, holder, { milli: 4000, acceptMode: 'at_once' });
  const held = await reserve(keeper, lotId, 4);
  await join(first, lotId, 1);
  const done = await handedOver(sql, holder, keeper, held, 3000, 60_000);
  expect(await line(lotId)).toEqual([[first.organisation, 'offered', 1]]);
  await join(second, lotId, 2);
  const fix = expectOk(
    await call(
      sql,
      'propose_correction',
      holder,
      lotId,
      Number(done.movement),
      1000,
      ...weighed(20_000),
      null,
      null,
      'ticket',
    ),
  );
  expectOk(await call(sql, 'answer_correction', keeper, Number(fix.correction), true));
  expect((await line(lotId))[1]).toEqual([second.organisation, 'offered', 2]);

  const whole = await lot(sql, holder, { milli: 5000 });
  const { into } = expectOk(await call(sql, 'transfer', holder, whole, 2000, null));
  await reserve(keeper, whole, 3);
  await join(third, whole, 2);
  expectOk(await call(sql, 'merge', holder, whole, `{${Number(into)}}`));
  expect(await line(whole)).toEqual([[third.organisation, 'offered', 2]]);
  expect(await auditOf(sql)).toEqual([]);
});

test('an offer taken is a request of that moment, accepted where the lot accepts at once; its key answers the same twice', async () => {
  const keeper = await party(sql);
  const lotId = await lot(sql, holder, { milli: 2000, acceptMode: 'at_once', price: 500 });
  const held = await reserve(keeper, lotId, 2);
  const a = await join(first, lotId, 2);
  await call(sql, 'cancel', keeper, held);
  const key = randomUUID();
  const taken = expectOk(await callWith(sql, key, 'take', first, Number(a.waiting)));
  expect(taken).toMatchObject({ state: 'accepted' });
  expect(await callWith(sql, key, 'take', first, Number(a.waiting))).toMatchObject({
    outcome: 'replayed',
    reservation: taken.reservation,
  });
  expect((await call(sql, 'take', second, Number(a.waiting))).outcome).toBe('not-found');
  const [row] =
    await sql`select requested_at = accepted_at as at_once, concluded_price_cents as price from ledger.reservation where id = ${Number(taken.reservation)}`;
  expect(row).toMatchObject({ at_once: true, price: 500 });
});

test('a crowd joins, leaves, cancels, takes and declines at once: strict to the end, and nothing lost', {
  timeout: 90_000,
}, async () => {
  await world.owner`update ledger.delay set open_unproven = 1000`;
  const { sql: many, close } = openDatabase(world.url, {
    max: 20,
    lockTimeout: '20s',
    statementTimeout: '20s',
  });
  const people = await Promise.all(Array.from({ length: 24 }, () => party(sql)));
  const lotId = await lot(sql, holder, { milli: 12_000 });
  const somebody = (n: number) => people[n % people.length] as Party;
  const random = (n: number) => Math.floor(Math.random() * n);
  const one = async (n: number) => {
    const who = somebody(random(1000));
    const [held] = await many`select id, waiting_id, state from ledger.reservation
      where lot_id = ${lotId} and taker_organisation_id = ${who.organisation} and held > 0 order by id limit 1`;
    const [place] = await many`select id, state from ledger.waiting
      where lot_id = ${lotId} and taker_organisation_id = ${who.organisation} and state in ('waiting', 'offered')`;
    if (place && n % 3 === 0) return call(many, 'leave', who, Number(place.id));
    if (place?.state === 'offered') return call(many, n % 2 ? 'take' : 'decline', who, Number(place.id));
    if (held && n % 4 < 2) return call(many, 'cancel', who, Number(held.id));
    if (place) return call(many, 'reserve', who, lotId, 1000, 'own_works');
    return call(many, 'join', who, lotId, 1000 * (1 + random(7)), n % 2 === 0, 'own_works');
  };
  await Promise.all([0, 1, 2].map((n) => call(many, 'reserve', somebody(n), lotId, 4000, 'own_works')));
  const answers: Answer[] = [];
  const worker = async (_: unknown, hand: number) => {
    for (let step = 0; step < 30; step++) answers.push(await one(hand * 7 + step));
  };
  await Promise.all(Array.from({ length: 20 }, worker));
  await close();
  const known = [
    'ok',
    'not-enough-left',
    'enough-left',
    'already-waiting',
    'offer-over',
    'wrong-state',
    'reservation-expired',
  ];
  expect(
    [...new Set(answers.map(({ outcome }) => outcome))].filter((outcome) => !known.includes(outcome)),
  ).toEqual([]);
  expect(answers.filter(({ outcome }) => outcome === 'ok').length).toBeGreaterThan(100);
  const [idle] =
    await world.owner`select ledger.next_in_line(${lotId}, available) as waits from ledger.stock where lot_id = ${lotId}`;
  expect(idle?.waits).toBeNull();
  expect(await auditOf(sql)).toEqual([]);
});
