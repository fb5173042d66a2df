import { beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { accepted, call, expectOk, lot, type Party, party, weighed } from './world.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

const stockOf = async (id: number) => {
  const [row] = await world.sql`select available, held from ledger.stock where lot_id = ${id}`;
  return { available: Number(row?.available), held: Number(row?.held) };
};
const holdsOf = async (id: number) =>
  (await world.sql`select held from ledger.reservation where lot_id = ${id} order by id`).map((row) =>
    Number(row.held),
  );
const asksOf = async (id: number) =>
  (
    await world.sql`select reservation_id as of, old_qty as old, new_qty as new, answer from ledger.ask where lot_id = ${id} order by id`
  ).map((row) => ({ ...row }));
const openAsk = async (reservation: number) => {
  const [row] =
    await world.sql`select id from ledger.ask where reservation_id = ${reservation} and answer is null`;
  return Number(row?.id);
};
const toldOf = async (id: number, kind: string) =>
  (
    await world.sql`select payload from event where kind = ${kind} and (payload ->> 'lot')::bigint = ${id} order by id`
  ).map((row) => row.payload);
const correct = (holder: Party, id: number, seen: number, counted: number, shrink: object | null = null) =>
  call(
    world.sql,
    'correct_count',
    holder,
    id,
    seen * 1000,
    counted * 1000,
    'miscount',
    shrink && JSON.stringify(shrink),
  );

/** 42 pieces: 12, 10 and 8 of them held, 12 free. */
async function scene() {
  const holder = await party(world.sql);
  const takers = [await party(world.sql), await party(world.sql), await party(world.sql)] as const;
  const id = await lot(world.sql, holder, { milli: 42_000 });
  const held: [number, number, number] = [0, 0, 0];
  for (const [index, units] of [12, 10, 8].entries())
    held[index] = await accepted(world.sql, holder, takers[index] as Party, id, units * 1000);
  return { holder, takers, id, held };
}

describe('a count under what is held', () => {
  it('takes what is available first, then the last who came, and asks each taker touched', async () => {
    const { holder, id, held, takers } = await scene();
    expectOk(await correct(holder, id, 42, 20));
    expect(await stockOf(id)).toEqual({ available: 0, held: 20_000 });
    expect(await holdsOf(id)).toEqual([12_000, 8000, 0]);
    expect(await asksOf(id)).toEqual([{ of: held[1], old: 10_000, new: 8000, answer: null }]);
    const told = await toldOf(id, 'count.reduced');
    expect(told.map((one) => one.taker)).toEqual([takers[1].organisation, takers[2].organisation]);
  });
});
