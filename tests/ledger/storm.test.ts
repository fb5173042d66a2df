import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { testDatabase } from '#tests/support/database.ts';
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

const CONNECTIONS = 24;
let takers: Party[];

beforeAll(async () => {
  const { sql } = await testDatabase();
  takers = await Promise.all(Array.from({ length: 40 }, () => party(sql)));
});

/** Many sessions of the serving role at once. */
async function crowd<T>(
  work: (sql: Awaited<ReturnType<typeof testDatabase>>['sql']) => Promise<T>,
): Promise<T> {
  const { url } = await testDatabase();
  const { sql, close } = openDatabase(url, { max: CONNECTIONS, lockTimeout: '20s', statementTimeout: '20s' });
  try {
    return await work(sql);
  } finally {
    await close();
  }
}

function tally(answers: Answer[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { outcome } of answers) sums[outcome] = (sums[outcome] ?? 0) + 1;
  return sums;
}

test('200 at once on 20 units: exactly 20 held, the others told that none is left', {
  timeout: 40_000,
}, async () => {
  const { sql } = await testDatabase();
  const lotId = await lot(sql, await party(sql), { milli: 20_000 });
  const strangers = await Promise.all(Array.from({ length: 200 }, () => party(sql)));
  const answers = await crowd((many) =>
    Promise.all(strangers.map((taker) => call(many, 'reserve', taker, lotId, 1000, 'own_works'))),
  );
  expect(tally(answers)).toEqual({ ok: 20, 'not-enough-left': 180 });
  const [stock] = await sql`select available, held, total from ledger.stock where lot_id = ${lotId}`;
  expect(stock).toEqual({ available: 0, held: 20_000, total: 20_000 });
});

test('1,000 attempts on 10 lots: nothing oversold, nothing acknowledged lost, the books exact', {
  timeout: 60_000,
}, async () => {
  const { sql } = await testDatabase();
  const holder = await party(sql);
  // proven takers may hold many requests at once
  for (const taker of takers) {
    const lotId = await lot(sql, holder, { acceptMode: 'at_once', milli: 1000 });
    const { reservation } = expectOk(await call(sql, 'reserve', taker, lotId, 1000, 'own_works'));
    await handedOver(sql, holder, taker, Number(reservation), 1000, 20_000);
  }
  const lots = await Promise.all(Array.from({ length: 10 }, () => lot(sql, holder, { milli: 60_000 })));
  const pick = <T>(list: T[], n: number): T => list[n % list.length] as T;
  const answers = await crowd((many) =>
    Promise.all(
      Array.from({ length: 1000 }, (_, n) =>
        call(many, 'reserve', pick(takers, n * 7), pick(lots, n), 1000 * (1 + (n % 4)), 'own_works'),
      ),
    ),
  );
  const counts = tally(answers);
  expect(Object.keys(counts).sort()).toEqual(['not-enough-left', 'ok']);
  const known = await sql`select id from ledger.reservation where lot_id = any(${lots})`;
  const ids = new Set(known.map((row) => Number(row.id)));
  const acknowledged = answers
    .filter((answer) => answer.outcome === 'ok')
    .map((answer) => Number(answer.reservation));
  expect(acknowledged.every((id) => ids.has(id))).toBe(true);
  expect(ids.size).toBe(acknowledged.length);
  const [stock] =
    await sql`select sum(held)::bigint as held, sum(total)::bigint as total, min(available) as least from ledger.stock where lot_id = any(${lots})`;
  expect(Number(stock?.held)).toBeLessThanOrEqual(600_000);
  expect(stock?.total).toBe(600_000);
  expect(Number(stock?.least)).toBeGreaterThanOrEqual(0);
  expect(await auditOf(sql)).toEqual([]);
});

test('the same request sent five times at once is made once and answered the same', {
  timeout: 40_000,
}, async () => {
  const { sql } = await testDatabase();
  const holder = await party(sql);
  const lots = await Promise.all(Array.from({ length: 5 }, () => lot(sql, holder, { milli: 500_000 })));
  const requests = Array.from({ length: 60 }, (_, n) => ({
    key: randomUUID(),
    lotId: lots[n % 5] as number,
    taker: takers[n % takers.length] as Party,
    milli: 1000 * (1 + (n % 5)),
  }));
  const sent = Array.from({ length: 5 }, () => requests).flat();
  const answers = await crowd((many) =>
    Promise.all(
      sent.map(async (r) => ({
        key: r.key,
        answer: await callWith(many, r.key, 'reserve', r.taker, r.lotId, r.milli, 'own_works'),
      })),
    ),
  );
  for (const { key } of requests) {
    const same = answers.filter((one) => one.key === key);
    expect(tally(same.map((one) => one.answer))).toEqual({ ok: 1, replayed: 4 });
    expect(new Set(same.map((one) => one.answer.reservation)).size).toBe(1);
  }
  const [made] = await sql`select count(*) as n from ledger.reservation where lot_id = any(${lots})`;
  expect(made?.n).toBe(60);
});

test('one key on two lots at once: one is carried out, the other told that the key is taken', {
  timeout: 40_000,
}, async () => {
  const { sql } = await testDatabase();
  const holder = await party(sql);
  for (let round = 0; round < 10; round++) {
    const [a, b] = [await lot(sql, holder), await lot(sql, holder)];
    const [key, taker] = [randomUUID(), await party(sql)];
    const answers = await Promise.all(
      [a, b].map((id) => callWith(sql, key, 'reserve', taker, id, 1000, 'own_works')),
    );
    expect(tally(answers)).toEqual({ ok: 1, 'idempotency-mismatch': 1 });
  }
});

test('both sides confirming at once: collected once, whoever was second', { timeout: 40_000 }, async () => {
  const { sql } = await testDatabase();
  const holder = await party(sql);
  for (let round = 0; round < 20; round++) {
    const taker = takers[round] as Party;
    const lotId = await lot(sql, holder);
    const reservation = await accepted(sql, holder, taker, lotId, 5000);
    const answers = await Promise.all(
      [holder, taker, holder, taker].map((side) =>
        call(sql, 'confirm_handover', side, reservation, 5000, ...weighed(100_000)),
      ),
    );
    const states = answers.map((answer) => answer.state ?? answer.outcome);
    expect(states.filter((state) => state === 'confirmed')).toHaveLength(1);
    const lines =
      await sql`select count(*) as n from ledger.movement where lot_id = ${lotId} and kind = 'collect'`;
    expect(lines[0]?.n).toBe(1);
  }
});

test('hand-overs, corrections and releases at once deadlock nowhere and every figure is the sum of its lines', {
  timeout: 60_000,
}, async () => {
  const { sql } = await testDatabase();
  const holder = await party(sql);
  const [before] = await sql`select deadlocks from pg_stat_database where datname = current_database()`;
  const life = async (many: typeof sql, n: number) => {
    const taker = takers[n % takers.length] as Party;
    const lotId = await lot(many, holder, {
      commune: n % 2 ? '35238' : '35278',
      legalLine: n % 3 ? 'reemploi' : 'reutilisation',
    });
    const reservation = await accepted(many, holder, taker, lotId, 4000, n % 2 ? '35278' : '35238');
    const counted: [number, number, number, string] = [100_000, 90_000, 110_000, 'B'];
    expectOk(await call(many, 'confirm_handover', taker, reservation, 5000, ...counted));
    const done = expectOk(await call(many, 'confirm_handover', holder, reservation, 5000, ...counted));
    const fix = await call(
      many,
      'propose_correction',
      taker,
      lotId,
      Number(done.movement),
      4000,
      ...weighed(90_000),
      'scale',
      null,
      'ticket',
    );
    expectOk(await call(many, 'answer_correction', holder, Number(expectOk(fix).correction), true));
    expectOk(await call(many, 'withdraw', holder, lotId, null, 'recycled', 'end'));
  };
  await crowd((many) => Promise.all(Array.from({ length: 60 }, (_, n) => life(many, n))));
  expect(await auditOf(sql)).toEqual([]);
  await sql`select pg_stat_force_next_flush()`;
  const [after] = await sql`select deadlocks from pg_stat_database where datname = current_database()`;
  expect(after?.deadlocks).toBe(before?.deadlocks);
});
