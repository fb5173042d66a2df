import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { testDatabase } from '#tests/support/database.ts';
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
} from './world.ts';

/** 20 units, at most 6 each. */
async function capped(most = 6000) {
  const world = await testDatabase();
  const [holder, taker] = [await party(world.sql), await party(world.sql)];
  const lotId = await lot(world.sql, holder);
  await world.owner`update lot set per_taker_milli = ${most} where id = ${lotId}`;
  return { ...world, holder, taker, lotId };
}

const ask = (sql: Parameters<typeof call>[0], by: Party, lotId: number, units: number): Promise<Answer> =>
  call(sql, 'reserve', by, lotId, units * 1000, 'own_works');

test('a taker is held to it over several reservations; what is given back may be asked for again', async () => {
  const { sql, owner, taker, lotId } = await capped();
  expect(await ask(sql, taker, lotId, 7)).toEqual({ outcome: 'per-taker', most: 6000 });
  const first = expectOk(await ask(sql, taker, lotId, 4));
  expect(await ask(sql, taker, lotId, 3)).toEqual({ outcome: 'per-taker', most: 2000 });
  expectOk(await ask(sql, taker, lotId, 2));
  expect(await ask(sql, taker, lotId, 1)).toEqual({ outcome: 'per-taker', most: 0 });
  // another taker has their own
  expectOk(await ask(sql, await party(sql), lotId, 6));
  expectOk(await call(sql, 'cancel', taker, Number(first.reservation), null, null));
  expectOk(await ask(sql, taker, lotId, 4));
  expect(await auditOf(owner)).toEqual([]);
});

test('a hold past its deadline frees its part; what was taken does not', async () => {
  const { sql, owner, holder, taker, lotId } = await capped();
  const kept = expectOk(await ask(sql, taker, lotId, 2));
  expectOk(await call(sql, 'accept', holder, Number(kept.reservation)));
  await handedOver(sql, holder, taker, Number(kept.reservation), 2000, 40_000);
  const late = expectOk(await ask(sql, taker, lotId, 4));
  await owner`update ledger.reservation set expires_at = ledger.clock() - interval '1 minute' where id = ${Number(late.reservation)}`;
  expect(await ask(sql, taker, lotId, 5)).toEqual({ outcome: 'per-taker', most: 4000 });
  expectOk(await ask(sql, taker, lotId, 4));
});

test('the lines of a visit and a place in the waitlist are held to it', async () => {
  const { sql, taker, lotId } = await capped();
  const [row] = await sql`select site_id from lot where id = ${lotId}`;
  const lines = JSON.stringify([
    { lot: lotId, qty: 4000 },
    { lot: lotId, qty: 3000 },
  ]);
  expect(await call(sql, 'reserve_visit', taker, Number(row?.site_id), lines, 'own_works')).toMatchObject({
    outcome: 'lines-refused',
    lines: [{ lot: lotId, outcome: 'per-taker', most: 6000 }],
  });
  for (let n = 0; n < 3; n++) expectOk(await ask(sql, await party(sql), lotId, 6));
  const join = (units: number) => call(sql, 'join', taker, lotId, units * 1000, false, 'own_works');
  expect(await join(7)).toEqual({ outcome: 'per-taker', most: 6000 });
  expectOk(await join(5));
  // what is waited for counts: it may be offered
  expect(await ask(sql, taker, lotId, 2)).toEqual({ outcome: 'per-taker', most: 1000 });
});

test('lowered, it takes nothing back', async () => {
  const { sql, owner, taker, lotId } = await capped();
  expectOk(await ask(sql, taker, lotId, 6));
  await owner`update lot set per_taker_milli = 2000 where id = ${lotId}`;
  const [row] = await sql`select held from ledger.stock where lot_id = ${lotId}`;
  expect(row?.held).toBe(6000);
  expect(await ask(sql, taker, lotId, 1)).toEqual({ outcome: 'per-taker', most: 0 });
});

test('asked twice at once by one taker: never more than the most', async () => {
  const { url } = await capped();
  const each = [openDatabase(url, { max: 1 }), openDatabase(url, { max: 1 }), openDatabase(url, { max: 1 })];
  try {
    for (let round = 0; round < 10; round++) {
      const { sql, owner, taker, lotId } = await capped();
      const answers = await Promise.all(
        each.map((one) => callWith(one.sql, randomUUID(), 'reserve', taker, lotId, 4000, 'own_works')),
      );
      expect(answers.filter(({ outcome }) => outcome === 'ok').length).toBe(1);
      const [row] = await sql`select held from ledger.stock where lot_id = ${lotId}`;
      expect(row?.held).toBe(4000);
      if (round === 9) expect(await auditOf(owner)).toEqual([]);
    }
  } finally {
    await Promise.all(each.map(({ close }) => close()));
  }
});

test('who has never come holds three requests at most, even when five leave at once', async () => {
  const { sql, url, holder, taker } = await capped();
  const lots = await Promise.all(Array.from({ length: 5 }, () => lot(sql, holder)));
  const each = lots.map(() => openDatabase(url, { max: 1 }));
  try {
    const answers = await Promise.all(
      lots.map((id, n) =>
        callWith((each[n] ?? each[0])?.sql ?? sql, randomUUID(), 'reserve', taker, id, 1000, 'own_works'),
      ),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
      'ok',
      'ok',
      'ok',
      'too-many-open',
      'too-many-open',
    ]);
    expect(answers.find(({ outcome }) => outcome === 'too-many-open')).toEqual({
      outcome: 'too-many-open',
      limit: 3,
    });
  } finally {
    await Promise.all(each.map(({ close }) => close()));
  }
});
