import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { verifyLedger } from '../../scripts/ledger-verification.ts';
import {
  type Answer,
  accepted,
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
let holder: Party;
beforeAll(async () => {
  world = await freshDatabase();
  holder = await party(world.sql);
});

/** Six units of 20 kg, 121 kg on the scale. */
async function sixTaken(options: Parameters<typeof lot>[2] = {}, grams = 121_000) {
  const taker = await party(world.sql, 'association');
  const lotId = await lot(world.sql, holder, options);
  const reservation = await accepted(world.sql, holder, taker, lotId, 6000);
  const { movement } = await handedOver(world.sql, holder, taker, reservation, 6000, grams);
  return { taker, lotId, reservation, movement: Number(movement) };
}

interface Parts {
  installed?: number;
  stored?: number;
  resold?: number;
  thrown?: number;
  to?: string | null;
}

const say = (by: Party, reservation: number, parts: Parts, key = randomUUID()): Promise<Answer> =>
  callWith(
    ...([world.sql, key, 'say_outcome', by, reservation] as const),
    ...[parts.installed ?? 0, parts.stored ?? 0, parts.resold ?? 0, parts.thrown ?? 0, parts.to ?? null],
  );

const figures = async (table: 'total' | 'total_confirmed' | 'total_kind' | 'total_aside' | 'flow') => {
  const where = table === 'flow' ? '' : `where level = 'france' and view = 'origin'`;
  const [row] = await world.owner.unsafe(
    `select coalesce(sum(mass_g), 0)::bigint as grams, coalesce(sum(handovers), 0)::bigint as times from ledger.${table} ${where}`,
  );
  return { grams: Number(row?.grams), times: Number(row?.times) };
};

const linesOf = (lotId: number) =>
  world.owner`select kind, src, dst, qty, mass_g, low_g, high_g, evidence, counts, counted_on::text as day, reason, fate
    from ledger.movement where lot_id = ${lotId} and kind in ('discard', 'restore') order by seq`;

async function sound() {
  expect(await auditOf(world.owner)).toEqual([]);
  expect((await verifyLedger(world.sql)).breaks).toEqual([]);
}

test('what is thrown away leaves the figures on the keys of its hand-over; the rest is confirmed', async () => {
  const { taker, lotId, reservation, movement } = await sixTaken();
  const [before, kind, flow, confirmed] = await Promise.all([
    ...[figures('total'), figures('total_kind'), figures('flow'), figures('total_confirmed')],
  ]);
  expect(await say(taker, reservation, { installed: 4000, thrown: 2000 })).toMatchObject({
    outcome: 'ok',
    again: false,
  });
  const [day] =
    await world.owner`select counted_on::text as day from ledger.movement where lot_id = ${lotId} and seq = ${movement}`;
  expect(await linesOf(lotId)).toEqual([
    {
      ...{ kind: 'discard', src: 'collected', dst: 'landfilled', qty: 2000, mass_g: 40_333 },
      ...{ low_g: 39_526, high_g: 41_140, evidence: 'A', counts: true, day: day?.day },
      ...{ reason: 'thrown_away', fate: 'landfilled' },
    },
  ]);
  const [stock] =
    await world.owner`select collected, landfilled, available from ledger.stock where lot_id = ${lotId}`;
  expect(stock).toEqual({ collected: 4000, landfilled: 2000, available: 14_000 });
  const [r] =
    await world.owner`select taken, discarded, state from ledger.reservation where id = ${reservation}`;
  expect(r).toEqual({ taken: 6000, discarded: 2000, state: 'handed_over' });
  // one hand-over still, lighter; four sixths of its 121 kg confirmed
  expect(await figures('total')).toEqual({ ...before, grams: (before?.grams ?? 0) - 40_333 });
  expect((await figures('total_kind')).grams).toBe((kind?.grams ?? 0) - 40_333);
  expect((await figures('flow')).grams).toBe((flow?.grams ?? 0) - 40_333);
  expect(await figures('total_confirmed')).toEqual({
    grams: (confirmed?.grams ?? 0) + 80_666,
    times: (confirmed?.times ?? 0) + 1,
  });
  await sound();
});

test('the taker changes its answer: what was thrown away comes back in full, the last word counts', async () => {
  const { taker, lotId, reservation } = await sixTaken();
  const [before, confirmed] = [await figures('total'), await figures('total_confirmed')];
  expectOk(await say(taker, reservation, { stored: 6000 }));
  expect(await figures('total_confirmed')).toEqual(confirmed);
  expectOk(await say(taker, reservation, { thrown: 6000, to: 'recycled' }));
  expect((await figures('total')).grams).toBe(before.grams - 121_000);
  expectOk(await say(taker, reservation, { resold: 1000, installed: 4000, thrown: 1000 }));
  expectOk(await say(taker, reservation, { installed: 6000 }));
  expect((await linesOf(lotId)).map(({ kind, src, dst, qty }) => `${kind} ${src} ${dst} ${qty}`)).toEqual([
    'discard collected recycled 6000',
    'restore recycled collected 6000',
    'discard collected landfilled 1000',
    'restore landfilled collected 1000',
  ]);
  expect(await figures('total')).toEqual(before);
  expect(await figures('total_confirmed')).toEqual({
    grams: confirmed.grams + 121_000,
    times: confirmed.times + 1,
  });
  // the same once more is no new word
  expect(await say(taker, reservation, { installed: 6000 })).toMatchObject({ outcome: 'ok', again: true });
  const [words] =
    await world.owner`select count(*) as n from ledger.outcome where reservation_id = ${reservation}`;
  expect(words?.n).toBe(4);
  await sound();
});

test('who may say what: only its taker, all of what was taken, in whole steps, one key one answer', async () => {
  const { taker, lotId, reservation } = await sixTaken();
  const stranger = await party(world.sql);
  expect(await say(stranger, reservation, { installed: 6000 })).toMatchObject({ outcome: 'not-found' });
  expect(await say(holder, reservation, { thrown: 6000 })).toMatchObject({ outcome: 'forbidden' });
  expect(await say(taker, reservation, { installed: 5000 })).toMatchObject({
    outcome: 'outcome-not-all',
    taken: 6000,
  });
  expect(await say(taker, reservation, { thrown: 7000 })).toMatchObject({ outcome: 'outcome-not-all' });
  expect(await say(taker, reservation, { installed: 7000, thrown: -1000 })).toMatchObject({
    outcome: 'bad-quantity',
  });
  expect(await say(taker, reservation, { installed: 5500, thrown: 500 })).toMatchObject({
    outcome: 'bad-quantity',
    step: 1000,
  });
  const open = await accepted(world.sql, holder, taker, lotId, 1000);
  expect(await say(taker, open, { installed: 1000 })).toMatchObject({ outcome: 'wrong-state' });
  const key = randomUUID();
  const said = await say(taker, reservation, { installed: 4000, thrown: 2000 }, key);
  expect(await say(taker, reservation, { installed: 4000, thrown: 2000 }, key)).toEqual({
    ...said,
    outcome: 'replayed',
    was: 'ok',
  });
  expect(await say(taker, reservation, { installed: 6000 }, key)).toMatchObject({
    outcome: 'idempotency-mismatch',
  });
  expect(await linesOf(lotId)).toHaveLength(1);
  await sound();
});

test('two answers at once, and a hundred: one line at a time, books that balance', async () => {
  const { taker, reservation } = await sixTaken();
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      say(taker, reservation, n % 2 ? { installed: 6000 } : { installed: 5000, thrown: 1000 }),
    ),
  );
  expect(answers.every(({ outcome }) => outcome === 'ok')).toBe(true);
  await sound();
});

test('what does not count takes nothing off; what is kept aside is lightened there', async () => {
  const [before, aside, confirmed] = [
    ...[await figures('total'), await figures('total_aside'), await figures('total_confirmed')],
  ];
  const again = await sixTaken({ originCounted: true });
  expectOk(await say(again.taker, again.reservation, { installed: 1000, thrown: 5000 }));
  expect([await figures('total'), await figures('total_aside')]).toEqual([before, aside]);
  const surplus = await sixTaken({ legalLine: 'new_surplus' });
  expectOk(await say(surplus.taker, surplus.reservation, { installed: 3000, thrown: 3000 }));
  expect(await figures('total_aside')).toEqual({
    grams: (aside?.grams ?? 0) + 60_500,
    times: (aside?.times ?? 0) + 1,
  });
  expect([await figures('total'), await figures('total_confirmed')]).toEqual([before, confirmed]);
  await sound();
});

test('counted by the unit: the part thrown away is so many times the unit mass, and never more is confirmed than remains', async () => {
  for (const [basis, unitMass, step] of [
    ['measured', 333, 10],
    ['declared', 7, 1],
    ['default', 0, 1000],
  ] as const) {
    const taker = await party(world.sql);
    const lotId = await lot(world.sql, holder, { basis, step, ...(unitMass ? { unitMass } : {}) });
    const reservation = await accepted(world.sql, holder, taker, lotId, 7000);
    const before = await figures('total');
    const confirmed = await figures('total_confirmed');
    const [row] =
      await world.owner`select unit_mass_g as u, mass_low_g as low, mass_high_g as high from lot where id = ${lotId}`;
    const grade = { measured: ['B', 0.9, 1.1], declared: ['C', 0.75, 1.25], default: ['D', 0, 0] }[basis];
    const mass = Math.round((7000 * Number(row?.u)) / 1000);
    const bounds =
      basis === 'default'
        ? [Math.round(7 * Number(row?.low)), Math.round(7 * Number(row?.high))]
        : [Math.round(mass * Number(grade[1])), Math.round(mass * Number(grade[2]))];
    const claim = [7000, mass, ...bounds, String(grade[0])];
    for (const side of [taker, holder])
      expectOk(await call(world.sql, 'confirm_handover', side, reservation, ...claim));
    for (const thrown of step === 1000 ? [1000, 3000, 6000] : [step, 3330, 6990]) {
      const rest = 7000 - Math.floor(thrown / step) * step;
      expectOk(await say(taker, reservation, { installed: rest, thrown: 7000 - rest }));
      const left = (await figures('total')).grams - before.grams;
      const kept = (await figures('total_confirmed')).grams - confirmed.grams;
      expect(kept).toBeLessThanOrEqual(left);
      expect(left - kept).toBeLessThanOrEqual(1);
    }
    expectOk(await say(taker, reservation, { thrown: 7000 }));
    expect((await figures('total')).grams).toBe(before.grams);
    expect((await figures('total_confirmed')).grams).toBe(confirmed.grams);
  }
  await sound();
});

test('a correction of the hand-over, by consent of both, takes the answer back; the taker says it anew', async () => {
  const { taker, lotId, reservation, movement } = await sixTaken();
  const [before, confirmed] = [await figures('total'), await figures('total_confirmed')];
  expectOk(await say(taker, reservation, { installed: 4000, thrown: 2000 }));
  const { correction } = expectOk(
    await call(
      ...([world.sql, 'propose_correction', holder, lotId, movement, 5000, ...weighed(99_000)] as const),
      ...['scale', null, 'ticket'],
    ),
  );
  expectOk(await call(world.sql, 'answer_correction', taker, Number(correction), true));
  expect((await linesOf(lotId)).map(({ kind, reason }) => `${kind} ${reason}`)).toEqual([
    'discard thrown_away',
    'restore corrected',
  ]);
  expect((await figures('total')).grams).toBe(before.grams - 22_000);
  expect(await figures('total_confirmed')).toEqual(confirmed);
  await sound();
  expect(await say(taker, reservation, { installed: 6000 })).toMatchObject({
    outcome: 'outcome-not-all',
    taken: 5000,
  });
  expectOk(await say(taker, reservation, { installed: 3000, thrown: 2000 }));
  expect((await figures('total')).grams).toBe(before.grams - 22_000 - 39_600);
  expect((await figures('total_confirmed')).grams).toBe(confirmed.grams + 59_400);
  await sound();
});

test('what is thrown away can no longer be offered again', async () => {
  const { taker, lotId, reservation } = await sixTaken();
  const elsewhere = await lot(world.sql, taker);
  const [home] = await world.sql`select site_id as id from lot where id = ${elsewhere}`;
  expectOk(await say(taker, reservation, { stored: 1000, thrown: 5000 }));
  expect(await call(world.sql, 'relist', taker, reservation, Number(home?.id), 2000, null)).toMatchObject({
    outcome: 'not-enough-left',
    left: 1000,
  });
  expect(lotId).toBeGreaterThan(0);
});

test('figures remade are the figures kept, the confirmed ones too', async () => {
  const read = () =>
    world.owner`select * from ledger.total_confirmed where mass_g <> 0 or handovers <> 0 order by 1, 2, 3, 4, 5, 6, 7`;
  const before = await read();
  expect(before.length).toBeGreaterThan(5);
  await world.owner`insert into ledger.rebuild (reason) values ('test')`;
  expect([...(await read())]).toEqual([...before]);
  const levels = await world.owner`
    select level, view, sum(mass_g)::bigint as grams from ledger.total_confirmed where level in ('commune', 'departement', 'region', 'france')
     group by 1, 2 order by 2, 1`;
  for (const view of ['origin', 'destination'])
    expect(new Set(levels.filter((row) => row.view === view).map((row) => row.grams)).size).toBe(1);
  const over = await world.owner`
    select c.level, c.code from ledger.total_confirmed c left join ledger.total t
        on (t.level, t.code, t.month, t.view, t.type_code, t.evidence, t.legal_line)
         = (c.level, c.code, c.month, c.view, c.type_code, c.evidence, c.legal_line)
     where c.mass_g > coalesce(t.mass_g, 0)`;
  expect([...over]).toEqual([]);
  await sound();
});
