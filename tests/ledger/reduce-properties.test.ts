import { fc } from '@fast-check/vitest';
import { beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { auditOf, call, expectOk, lot, type Party, party, weighed } from './world.ts';

let world: TestDatabase;
let holder: Party;
let takers: Party[];
beforeAll(async () => {
  world = await freshDatabase();
  await world.owner`update ledger.delay set open_unproven = 1000000`;
  holder = await party(world.sql);
  takers = await Promise.all([1, 2, 3, 4].map(() => party(world.sql)));
}, 60_000);

const there = async (id: number) => {
  const [row] = await world.sql`select available, held from ledger.stock where lot_id = ${id}`;
  return { available: Number(row?.available), held: Number(row?.held) };
};
const open = async (id: number) =>
  (
    await world.sql`select r.id, r.held, r.taker_organisation_id as taker from ledger.reservation r
      where lot_id = ${id} and held > 0 order by id`
  ).map((row) => ({ id: Number(row.id), held: Number(row.held), taker: Number(row.taker) }));
const correct = (id: number, seen: number, counted: number, shrink: object | null) =>
  call(world.sql, 'correct_count', holder, id, seen, counted, 'breakage', shrink && JSON.stringify(shrink));
const takerOf = (organisation: number) => takers.find((one) => one.organisation === organisation) as Party;

/** What must be true of a lot at every moment, whoever did what. */
async function holds(id: number): Promise<void> {
  const stock = await there(id);
  const reservations = await open(id);
  expect(stock.available).toBeGreaterThanOrEqual(0);
  expect(reservations.reduce((sum, one) => sum + one.held, 0)).toBe(stock.held);
  const asks =
    await world.sql`select reservation_id as of, new_qty as now from ledger.ask where lot_id = ${id} and answer is null`;
  for (const ask of asks)
    expect(reservations.find((one) => one.id === Number(ask.of))?.held).toBe(Number(ask.now));
  expect(new Set(asks.map((ask) => ask.of)).size).toBe(asks.length);
}

/** A way to share p that is not the proposal: what is missing is taken from the first who came. */
function firstCome(reservations: { id: number; held: number }[], missing: number): object {
  let rest = missing;
  return Object.fromEntries(
    reservations.flatMap(({ id, held }) => {
      const less = Math.min(held, rest);
      rest -= less;
      return less > 0 ? [[id, held - less]] : [];
    }),
  );
}

test('whatever is counted, balances stay above zero, nobody holds what is not there, and each taker touched is asked and told once', {
  timeout: 120_000,
}, async () => {
  const act = fc.record({
    do: fc.constantFrom('count', 'count', 'count', 'yes', 'leave', 'reserve', 'cancel', 'confirm'),
    units: fc.nat(45),
    pick: fc.nat(9),
    ownWay: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
      fc.array(act, { minLength: 3, maxLength: 10 }),
      async (sizes, acts) => {
        const id = await lot(world.sql, holder, { milli: 40_000, acceptMode: 'at_once' });
        for (const [index, units] of sizes.entries())
          await call(world.sql, 'reserve', takers[index] as Party, id, units * 1000, 'own_works');
        for (const { do: verb, units, pick, ownWay } of acts) {
          const before = await open(id);
          const chosen = before[pick % Math.max(1, before.length)];
          if (verb === 'count') await counted(id, before, units * 1000, ownWay);
          else if (verb === 'reserve')
            await call(world.sql, 'reserve', takers[pick % 4] as Party, id, units * 1000, 'own_works');
          else if (chosen && verb === 'cancel')
            await call(world.sql, 'cancel', takerOf(chosen.taker), chosen.id);
          else if (chosen && verb === 'confirm')
            await call(
              world.sql,
              'confirm_handover',
              takerOf(chosen.taker),
              chosen.id,
              1000,
              ...weighed(20_000),
            );
          else if (chosen) {
            const [ask] =
              await world.sql`select id from ledger.ask where reservation_id = ${chosen.id} and answer is null`;
            if (ask)
              await call(world.sql, 'answer_ask', takerOf(chosen.taker), Number(ask.id), verb === 'yes');
          }
          await holds(id);
        }
      },
    ),
    { numRuns: 25, seed: 20261123 },
  );
  expect(await auditOf(world.sql)).toEqual([]);
});

async function counted(id: number, before: Awaited<ReturnType<typeof open>>, milli: number, ownWay: boolean) {
  const stock = await there(id);
  const seen = stock.available + stock.held;
  const [last] = await world.sql`select coalesce(max(id), 0) as id from event`;
  const answer = await correct(
    id,
    seen,
    milli,
    ownWay && milli < stock.held ? firstCome(before, stock.held - milli) : null,
  );
  const after = await there(id);
  const told =
    await world.sql`select payload from event where id > ${Number(last?.id)} and kind = 'count.reduced'
    and (payload ->> 'lot')::bigint = ${id}`;
  if (answer.outcome !== 'ok') {
    expect(['handover-open', 'count-below-words']).toContain(answer.outcome);
    expect(after).toEqual(stock);
    expect(told).toEqual([]);
    return;
  }
  expect(after.available + after.held).toBe(milli);
  const now = await open(id);
  const less = before.filter((one) => (now.find((same) => same.id === one.id)?.held ?? 0) < one.held);
  expect(less.reduce((sum, one) => sum + one.held, 0) > 0).toBe(milli < stock.held);
  const touched = new Set(less.map((one) => one.taker));
  expect(new Set(told.map((event) => Number(event.payload.taker)))).toEqual(touched);
  expect(told).toHaveLength(touched.size);
  for (const one of less.filter((gone) => now.some((same) => same.id === gone.id))) {
    const asks =
      await world.sql`select new_qty as now from ledger.ask where reservation_id = ${one.id} and answer is null`;
    expect(asks.map((ask) => Number(ask.now))).toEqual([now.find((same) => same.id === one.id)?.held]);
  }
}

describe('at the same instant', () => {
  const ROUNDS = 12;

  test('two counts of the same sight: one is written, the other is told that it changed', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const id = await lot(world.sql, holder, { milli: 20_000, acceptMode: 'at_once' });
      expectOk(await call(world.sql, 'reserve', takers[0] as Party, id, 15_000, 'own_works'));
      const outcomes = await Promise.all([
        correct(id, 20_000, 10_000, null),
        correct(id, 20_000, 8000, null),
        call(world.sql, 'count_stock', holder, id, 20_000, 21_000),
      ]);
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
        'changed-meanwhile',
        'changed-meanwhile',
        'ok',
      ]);
      await holds(id);
    }
  });

  test('a count beside a request, a cancellation and a pick-up: none is lost, none doubled', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const id = await lot(world.sql, holder, { milli: 30_000, acceptMode: 'at_once' });
      const made: number[] = [];
      for (const taker of takers.slice(0, 3))
        made.push(
          Number(expectOk(await call(world.sql, 'reserve', taker, id, 8000, 'own_works')).reservation),
        );
      const [count, asked, cancelled, said] = await Promise.all([
        correct(id, 30_000, 12_000, null),
        call(world.sql, 'reserve', takers[3] as Party, id, 6000, 'own_works'),
        call(world.sql, 'cancel', takers[1] as Party, Number(made[1])),
        call(world.sql, 'confirm_handover', takers[2] as Party, Number(made[2]), 8000, ...weighed(160_000)),
      ]);
      await holds(id);
      const stock = await there(id);
      expect(count?.outcome).toBe('ok');
      expect(stock.available + stock.held).toBe(12_000);
      expect(['ok', 'not-enough-left']).toContain(asked?.outcome);
      expect(['ok', 'wrong-state']).toContain(cancelled?.outcome);
      // a side that has spoken is never shrunk; one that was shrunk first is told what there is
      expect(['ok', 'wrong-state', 'not-enough-left']).toContain(said?.outcome);
      const [third] = await world.sql`select held from ledger.reservation where id = ${Number(made[2])}`;
      const [words] =
        await world.sql`select taker_qty as qty from ledger.handover where reservation_id = ${Number(made[2])}`;
      if (words) expect(Number(third?.held)).toBe(8000);
    }
    expect(await auditOf(world.sql)).toEqual([]);
  });

  test('a taker who leaves while fewer still are counted', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const id = await lot(world.sql, holder, { milli: 20_000, acceptMode: 'at_once' });
      const [first, second] = [takers[0] as Party, takers[1] as Party];
      expectOk(await call(world.sql, 'reserve', first, id, 10_000, 'own_works'));
      expectOk(await call(world.sql, 'reserve', second, id, 10_000, 'own_works'));
      expectOk(await correct(id, 20_000, 16_000, null));
      const [ask] = await world.sql`select id from ledger.ask where lot_id = ${id} and answer is null`;
      const [left, count] = await Promise.all([
        call(world.sql, 'answer_ask', second, Number(ask?.id), false),
        correct(id, 16_000, 13_000, null),
      ]);
      expect(count?.outcome).toBe('ok');
      expect(['ok', 'ask-answered']).toContain(left?.outcome);
      await holds(id);
      const stock = await there(id);
      expect(stock.available + stock.held).toBe(13_000);
    }
  });
});
