import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';
import { auditOf, call, expectOk, lot, type Party, party } from './world.ts';

type Sql = Awaited<ReturnType<typeof testDatabase>>['sql'];
let sql: Sql;
let holder: Party;
let first: Party;
let second: Party;
let third: Party;

beforeAll(async () => {
  ({ sql } = await testDatabase());
  [holder, first, second, third] = await Promise.all([party(sql), party(sql), party(sql), party(sql)]);
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
