import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { accepted, call, callWith, expectOk, lot, type Party, party, weighed } from './world.ts';

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

const counting = (seen: number, counted: number, shrink: object | null = null, cause = 'miscount') =>
  [seen * 1000, counted * 1000, cause, shrink && JSON.stringify(shrink)] as const;
type Counting = Parameters<typeof counting>;
const correct = (holder: Party, id: number, ...how: Counting) =>
  call(world.sql, 'correct_count', holder, id, ...counting(...how));

/** 42 pieces: 12, 10 and 8 of them held, 12 free. */
async function scene() {
  const holder = await party(world.sql);
  const takers: [Party, Party, Party] = [
    await party(world.sql),
    await party(world.sql),
    await party(world.sql),
  ];
  const id = await lot(world.sql, holder, { milli: 42_000 });
  const held: [number, number, number] = [0, 0, 0];
  for (const [index, units] of [12, 10, 8].entries())
    held[index] = await accepted(world.sql, holder, takers[index] as Party, id, units * 1000);
  return { holder, takers, id, held };
}

describe('a count under what is held', () => {
  it('takes what is available first, then the last who came, and asks each taker touched', async () => {
    const { holder, id, held, takers } = await scene();
    expectOk(await correct(holder, id, 42, 20, null, 'theft'));
    expect(await stockOf(id)).toEqual({ available: 0, held: 20_000 });
    expect(await holdsOf(id)).toEqual([12_000, 8000, 0]);
    expect(await asksOf(id)).toEqual([{ of: held[1], old: 10_000, new: 8000, answer: null }]);
    const told = await toldOf(id, 'count.reduced');
    expect(told.map((one) => one.taker)).toEqual([takers[1].organisation, takers[2].organisation]);
    const [ended] =
      await world.sql`select state, close_reason_code as why from ledger.reservation where id = ${held[2]}`;
    expect(ended).toEqual({ state: 'cancelled', why: 'counted-short' });
    const lines =
      await world.sql`select kind, qty, reason from ledger.movement where lot_id = ${id} and reason is not null order by seq`;
    expect(lines.map(({ kind, qty, reason }) => [kind, Number(qty), reason])).toEqual([
      ['release', 2000, 'counted-short'],
      ['release', 8000, 'counted-short'],
      ['remove', 22_000, 'theft'],
    ]);
  });

  it('touches nobody while what is available suffices', async () => {
    const { holder, id } = await scene();
    expectOk(await correct(holder, id, 42, 30, {}));
    expect(await stockOf(id)).toEqual({ available: 0, held: 30_000 });
    expect(await asksOf(id)).toEqual([]);
    expect(await toldOf(id, 'count.reduced')).toEqual([]);
  });

  it('is shared as the holder chooses, when it adds up exactly', async () => {
    const { holder, id, held } = await scene();
    expectOk(await correct(holder, id, 42, 27, { [held[0]]: 10_000, [held[2]]: 7000 }));
    expect(await holdsOf(id)).toEqual([10_000, 10_000, 7000]);
    expect((await asksOf(id)).map((ask) => [ask.of, ask.new])).toEqual([
      [held[0], 10_000],
      [held[2], 7000],
    ]);
  });

  it('is refused whole when it does not add up, by halves, beyond what is held, or of somebody else', async () => {
    const { holder, id, held, takers } = await scene();
    const before = await stockOf(id);
    expect(await correct(holder, id, 42, 27, { [held[0]]: 10_000 })).toEqual({
      outcome: 'shrink-mismatch',
      missing: 3000,
      given: 2000,
    });
    expect(await correct(holder, id, 42, 27, { [held[0]]: 10_000, [held[2]]: 6000 })).toMatchObject({
      outcome: 'shrink-mismatch',
      given: 4000,
    });
    expect(await correct(holder, id, 42, 27, {})).toMatchObject({ outcome: 'shrink-mismatch', given: 0 });
    expect(await correct(holder, id, 42, 30, { [held[0]]: 11_000 })).toMatchObject({ given: 1000 });
    expect((await correct(holder, id, 42, 27, { [held[0]]: 9500, [held[2]]: 7500 })).outcome).toBe(
      'bad-quantity',
    );
    expect((await correct(holder, id, 42, 27, { [held[0]]: 13_000, [held[2]]: 4000 })).outcome).toBe(
      'bad-quantity',
    );
    expect((await correct(holder, id, 42, 27, { [held[0]]: -1000 })).outcome).toBe('bad-quantity');
    const elsewhere = await scene();
    expect((await correct(holder, id, 42, 27, { [elsewhere.held[0]]: 9000 })).outcome).toBe(
      'changed-meanwhile',
    );
    expect((await correct(holder, id, 41, 27)).outcome).toBe('changed-meanwhile');
    expect((await correct(takers[0], id, 42, 27)).outcome).toBe('not-found');
    await expect(correct(holder, id, 42, 27, null, 'whim')).rejects.toThrow('unknown cause');
    expect(await stockOf(id)).toEqual(before);
    expect(await asksOf(id)).toEqual([]);
  });

  it('leaves alone a reservation of which one side has said what was taken', async () => {
    const { holder, id, held, takers } = await scene();
    expectOk(await call(world.sql, 'confirm_handover', takers[2], held[2], 8000, ...weighed(160_000)));
    const proposal =
      await world.sql`select reservation_id as of, new_qty as keeps, fixed from ledger.shrink_proposal(${id}, 20000)`;
    expect(proposal.map((row) => ({ ...row }))).toEqual([
      { of: held[2], keeps: 8000, fixed: true },
      { of: held[1], keeps: 0, fixed: false },
      { of: held[0], keeps: 12_000, fixed: false },
    ]);
    expect((await correct(holder, id, 42, 22, { [held[2]]: 0 })).outcome).toBe('handover-open');
    expect(await correct(holder, id, 42, 7)).toEqual({ outcome: 'count-below-words', spoken: 8000 });
    expectOk(await correct(holder, id, 42, 8));
    expect(await holdsOf(id)).toEqual([0, 0, 8000]);
  });

  it('answers the same to the same key', async () => {
    const { holder, id } = await scene();
    const key = randomUUID();
    const values = [id, ...counting(42, 20)] as const;
    const first = expectOk(await callWith(world.sql, key, 'correct_count', holder, ...values));
    const again = await callWith(world.sql, key, 'correct_count', holder, ...values);
    expect(again).toMatchObject({ outcome: 'replayed', was: 'ok', movement: first.movement, told: 2 });
    expect((await callWith(world.sql, key, 'correct_count', holder, id, ...counting(42, 19))).outcome).toBe(
      'idempotency-mismatch',
    );
  });
});

describe('the taker who is asked', () => {
  it('accepts what is left, or leaves and frees it', async () => {
    const { holder, id, held, takers } = await scene();
    expectOk(await correct(holder, id, 42, 26, { [held[0]]: 10_000, [held[1]]: 8000 }));
    const [first, second] = [await openAsk(held[0]), await openAsk(held[1])];
    expect((await call(world.sql, 'answer_ask', takers[1], first, true)).outcome).toBe('not-found');
    expect((await call(world.sql, 'answer_ask', holder, first, true)).outcome).toBe('forbidden');
    expect(await call(world.sql, 'answer_ask', takers[0], first, true)).toMatchObject({
      outcome: 'ok',
      answer: 'yes',
      state: 'accepted',
    });
    expect(await call(world.sql, 'answer_ask', takers[1], second, false)).toMatchObject({
      outcome: 'ok',
      answer: 'leaves',
      state: 'cancelled',
      left: 8000,
    });
    expect((await call(world.sql, 'answer_ask', takers[0], first, false)).outcome).toBe('ask-answered');
    expect(await stockOf(id)).toEqual({ available: 8000, held: 18_000 });
    expect((await toldOf(id, 'ask.answered')).map((one) => one.answer)).toEqual(['yes', 'leaves']);
  });

  it('keeps the promise it began with when fewer still are there, one question at a time', async () => {
    const { holder, id, held } = await scene();
    expectOk(await correct(holder, id, 42, 28, { [held[0]]: 10_000 }));
    expectOk(await correct(holder, id, 28, 25, { [held[0]]: 7000 }));
    expect(await asksOf(id)).toEqual([
      { of: held[0], old: 12_000, new: 10_000, answer: 'replaced' },
      { of: held[0], old: 12_000, new: 7000, answer: null },
    ]);
  });

  it('is not asked any more once its reservation is over', async () => {
    const { holder, id, held, takers } = await scene();
    expectOk(await correct(holder, id, 42, 28, { [held[0]]: 10_000 }));
    const question = await openAsk(held[0]);
    expectOk(await call(world.sql, 'cancel', takers[0], held[0]));
    expect((await asksOf(id)).map((ask) => ask.answer)).toEqual(['ended']);
    expect((await call(world.sql, 'answer_ask', takers[0], question, true)).outcome).toBe('wrong-state');
  });
});

describe('a waitlist', () => {
  it('gives up what it was offered first, stays in line, and gets what comes back after those who are still asked', async () => {
    const { holder, id, held, takers } = await scene();
    const [first, waiter] = [await party(world.sql), await party(world.sql)];
    const taken = expectOk(await call(world.sql, 'reserve', first, id, 12_000, 'own_works'));
    expectOk(await call(world.sql, 'join', waiter, id, 9000, true, 'own_works'));
    expectOk(await call(world.sql, 'cancel', first, Number(taken.reservation)));
    expect(await stockOf(id)).toEqual({ available: 3000, held: 39_000 });
    // three were free, four of the nine offered are missing too: the other five are offered anew
    expectOk(await correct(holder, id, 42, 35));
    expect(await holdsOf(id)).toEqual([12_000, 10_000, 8000, 0, 0, 5000]);
    expect(await asksOf(id)).toEqual([]);
    // all of the offer is missing, and two pieces of the last who came
    expectOk(await correct(holder, id, 35, 28));
    expect(await holdsOf(id)).toEqual([12_000, 10_000, 6000, 0, 0, 0]);
    expect((await toldOf(id, 'count.reduced')).map((one) => one.taker)).toEqual([
      takers[2].organisation,
      waiter.organisation,
    ]);
    expectOk(await correct(holder, id, 28, 34));
    expect(await holdsOf(id)).toEqual([12_000, 10_000, 8000, 0, 0, 0, 4000]);
    expect(await openAsk(held[2])).toBeNaN();
  });
});

describe('a wrong correction, counted again', () => {
  it('gives back what was missing to whoever has not answered yet, first come first, the rest to all', async () => {
    const { holder, id, held, takers } = await scene();
    expectOk(await correct(holder, id, 42, 20, { [held[0]]: 8000, [held[1]]: 6000, [held[2]]: 6000 }));
    expectOk(await call(world.sql, 'answer_ask', takers[1], await openAsk(held[1]), true));
    expectOk(await correct(holder, id, 20, 25));
    expect(await holdsOf(id)).toEqual([12_000, 6000, 7000]);
    expect(await asksOf(id)).toEqual([
      { of: held[0], old: 12_000, new: 8000, answer: 'restored' },
      { of: held[1], old: 10_000, new: 6000, answer: 'yes' },
      { of: held[2], old: 8000, new: 6000, answer: 'replaced' },
      { of: held[2], old: 8000, new: 7000, answer: null },
    ]);
    expectOk(await call(world.sql, 'count_stock', holder, id, 25_000, 42_000));
    expect(await stockOf(id)).toEqual({ available: 16_000, held: 26_000 });
    expect((await toldOf(id, 'count.restored')).map((one) => [one.reservation, one.new])).toEqual([
      [held[0], 12_000],
      [held[2], 7000],
      [held[2], 8000],
    ]);
    // what came back is handed over like the rest
    expectOk(await call(world.sql, 'confirm_handover', takers[0], held[0], 13_000, ...weighed(260_000)));
    expectOk(await call(world.sql, 'confirm_handover', holder, held[0], 13_000, null, null, null, null));
    expect(await stockOf(id)).toEqual({ available: 15_000, held: 14_000 });
  });
});

describe('what the database itself refuses', () => {
  it('a reservation made smaller in silence, a question forged, reworded, answered for another, or deleted', async () => {
    const { holder, id, held, takers } = await scene();
    expectOk(await correct(holder, id, 42, 28, { [held[0]]: 10_000 }));
    const question = await openAsk(held[0]);
    const { owner } = world;
    const refused = async (work: Promise<unknown>) =>
      String(await work.catch((error: Error) => error.message));
    expect(await refused(owner`update ledger.ask set new_qty = 11000 where id = ${question}`)).toContain(
      'settled',
    );
    expect(
      await refused(
        owner`update ledger.ask set answer = 'yes', answered_at = now(), answered_by_organisation_id = ${takers[1].organisation} where id = ${question}`,
      ),
    ).toContain('not what happened');
    expect(
      await refused(
        owner`update ledger.ask set answer = 'silence', answered_at = now() where id = ${question}`,
      ),
    ).toContain('not what happened');
    expect(
      await refused(
        owner`update ledger.ask set answer = 'leaves', answered_at = now(), answered_by_organisation_id = ${takers[0].organisation} where id = ${question}`,
      ),
    ).toContain('holds nothing');
    expect(await refused(owner`delete from ledger.ask where id = ${question}`)).toContain('forbidden');
    expect(
      await refused(
        owner`insert into ledger.ask (reservation_id, lot_id, kind, old_qty, new_qty, cause, asked_by_organisation_id, asked_at, answer_by)
          values (${held[1]}, ${id}, 'reduced', 10000, 9000, 'counted-short', ${holder.organisation}, now(), now())`,
      ),
    ).toContain('begins open');
    // the whole of a true correction but the question: the same lines, written by the owner's own hand
    expect(
      await refused(
        owner.begin(async (tx) => {
          await tx`update ledger.reservation set held = held - 1000, freed = freed + 1000 where id = ${held[1]}`;
          await tx`select ledger.write(s, array[ledger.line(f, r, 'release', 'held', 'available', 1000, ${holder.organisation}, null, gen_random_uuid())])
            from ledger.stock s, ledger.lot_fact f, ledger.reservation r where s.lot_id = ${id} and f.lot_id = ${id} and r.id = ${held[1]}`;
        }),
      ),
    ).toContain('without asking its taker');
  });
});
