import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { testDatabase } from '#tests/support/database.ts';
import {
  type Answer,
  auditOf,
  call,
  expectOk,
  handedOver,
  lot,
  type Party,
  party,
  weighed,
} from './world.ts';

interface Asked {
  lot: number;
  qty: number | null;
}

interface Line {
  reservation: number;
  lot: number;
  state: string;
  left: number;
}

const linesOf = (answer: Answer) => answer.lines as Line[];

/** Lots of one site: the first lot's site takes the others. */
async function scene(sizes = [20_000, 20_000, 20_000], options: Parameters<typeof lot>[2] = {}) {
  const { sql, owner, url } = await testDatabase();
  const [holder, taker] = [await party(sql), await party(sql, 'association')];
  const lots: number[] = [];
  for (const milli of sizes) lots.push(await lot(sql, holder, { ...options, milli, publish: false }));
  const [first] = await sql`select site_id from lot where id = ${lots[0] ?? 0}`;
  const site = Number(first?.site_id);
  await sql`update lot set site_id = ${site} where id = any(${lots})`;
  for (const one of lots) expectOk(await call(sql, 'publish', holder, one));
  const ask = (by: Party, lines: Asked[], key = randomUUID()) => askWith(sql, site, by, lines, key);
  return { sql, owner, url, holder, taker, site, lots, ask };
}

type Sql = Awaited<ReturnType<typeof testDatabase>>['sql'];

async function askWith(
  sql: Sql,
  site: number,
  by: Party,
  lines: Asked[],
  key = randomUUID(),
): Promise<Answer> {
  const [row] = await sql`
    select ledger.reserve_visit(${by.organisation}, ${by.person}, ${key}, ${site}, ${sql.json(lines as never)}, 'own_home', 'yes', '35238', 'Bonjour') as answer`;
  return row?.answer as Answer;
}

async function answer(
  sql: Sql,
  by: Party,
  visit: number,
  accept: number[],
  refuse: number[],
  key = randomUUID(),
) {
  const [row] = await sql`
    select ledger.answer_visit(${by.organisation}, ${by.person}, ${key}, ${visit}, ${accept}::bigint[], ${refuse}::bigint[], 'Venez lundi') as answer`;
  return row?.answer as Answer;
}

async function cancel(sql: Sql, by: Party, visit: number, lines: number[] | null) {
  const [row] = await sql`
    select ledger.cancel_visit(${by.organisation}, ${by.person}, ${randomUUID()}, ${visit}, ${lines}::bigint[], null, 'Plus de camion') as answer`;
  return row?.answer as Answer;
}

const stockOf = async (sql: Sql, lots: number[]) =>
  (await sql`select available, held from ledger.stock where lot_id = any(${lots}) order by lot_id`).map(
    (row) => ({ ...row }),
  );

const eventsOf = async (owner: Sql, visit: number) =>
  (
    await owner`select kind from event where (payload ->> 'visit')::bigint = ${visit} and kind like 'visit.%' order by id`
  ).map(({ kind }) => kind);

test('three lots are held together, the same lot twice is summed, and the same key answers the same', async () => {
  const { sql, owner, taker, lots, ask } = await scene();
  const [a = 0, b = 0, c = 0] = lots;
  const lines = [
    { lot: c, qty: 2000 },
    { lot: a, qty: 3000 },
    { lot: b, qty: 1000 },
    { lot: a, qty: 4000 },
  ];
  const key = randomUUID();
  const made = expectOk(await ask(taker, lines, key));
  expect(linesOf(made).map(({ lot: id, state, left }) => ({ id, state, left }))).toEqual([
    { id: a, state: 'requested', left: 13_000 },
    { id: b, state: 'requested', left: 19_000 },
    { id: c, state: 'requested', left: 18_000 },
  ]);
  expect(await ask(taker, [...lines].reverse(), key)).toEqual({ ...made, outcome: 'replayed', was: 'ok' });
  expect(await ask(taker, lines.slice(1), key)).toEqual({ outcome: 'idempotency-mismatch' });
  expect(await stockOf(sql, lots)).toEqual([
    { available: 13_000, held: 7000 },
    { available: 19_000, held: 1000 },
    { available: 18_000, held: 2000 },
  ]);
  expect(await eventsOf(owner, Number(made.visit))).toEqual(['visit.requested']);
  const [rows] =
    await sql`select count(*) from ledger.reservation where visit_id = ${Number(made.visit)} and taker_person_id = ${taker.person}`;
  expect(Number(rows?.count)).toBe(3);
});

test('one line refused: nothing is held, and each line says what is wrong with it', async () => {
  const { sql, owner, holder, taker, lots, ask } = await scene();
  const [a = 0, b = 0, c = 0] = lots;
  const elsewhere = await lot(sql, holder);
  const refused = await ask(taker, [
    { lot: a, qty: 3000 },
    { lot: b, qty: 21_000 },
    { lot: c, qty: 1500 },
    { lot: elsewhere, qty: 1000 },
  ]);
  expect(refused).toEqual({
    outcome: 'lines-refused',
    lines: [
      { lot: b, outcome: 'not-enough-left', left: 20_000 },
      { lot: c, outcome: 'bad-quantity', step: 1000 },
      { lot: elsewhere, outcome: 'not-found' },
    ],
  });
  // what is right alone is too much when it is summed; one line below zero does not hide behind another
  expect(
    await ask(taker, [
      { lot: a, qty: 12_000 },
      { lot: a, qty: 12_000 },
    ]),
  ).toEqual({
    outcome: 'lines-refused',
    lines: [{ lot: a, outcome: 'not-enough-left', left: 20_000 }],
  });
  for (const qty of [0, -1000, null])
    expect(
      await ask(taker, [
        { lot: a, qty: 2000 },
        { lot: a, qty },
      ]),
    ).toEqual({
      outcome: 'lines-refused',
      lines: [{ lot: a, outcome: 'bad-quantity', step: 1000 }],
    });
  expect((await ask(holder, [{ lot: a, qty: 1000 }])).lines).toEqual([{ lot: a, outcome: 'own-lot' }]);
  expect(await ask(taker, [])).toEqual({ outcome: 'visit-empty' });
  expect(
    await ask(
      taker,
      Array.from({ length: 41 }, (_, n) => ({ lot: n + 1, qty: 1000 })),
    ),
  ).toEqual({
    outcome: 'visit-too-wide',
    limit: 40,
  });
  expect(await stockOf(sql, lots)).toEqual(Array(3).fill({ available: 20_000, held: 0 }));
  const [none] =
    await owner`select count(*) from ledger.visit where taker_organisation_id = ${taker.organisation}`;
  expect(Number(none?.count)).toBe(0);
});

test('the holder accepts two lines and refuses one in one answer; a line answered is not answered again', async () => {
  const { sql, owner, holder, taker, lots, ask } = await scene();
  const made = expectOk(
    await ask(
      taker,
      lots.map((id) => ({ lot: id, qty: 2000 })),
    ),
  );
  const visit = Number(made.visit);
  const [a = 0, b = 0, c = 0] = linesOf(made).map(({ reservation }) => reservation);
  expect(await answer(sql, taker, visit, [a], [])).toEqual({ outcome: 'forbidden', side: 'holder' });
  expect(await answer(sql, await party(sql), visit, [a], [])).toEqual({ outcome: 'not-found' });
  expect(await answer(sql, holder, visit, [a], [a])).toEqual({ outcome: 'invalid-input' });
  expect(await answer(sql, holder, visit, [], [])).toEqual({ outcome: 'nothing-chosen' });
  const key = randomUUID();
  const said = expectOk(await answer(sql, holder, visit, [a, c], [b], key));
  expect(linesOf(said).map(({ reservation, state }) => [reservation, state])).toEqual([
    [a, 'accepted'],
    [b, 'refused'],
    [c, 'accepted'],
  ]);
  expect(await answer(sql, holder, visit, [a, c], [b], key)).toEqual({
    ...said,
    outcome: 'replayed',
    was: 'ok',
  });
  expect(await answer(sql, holder, visit, [b], [a])).toEqual({
    outcome: 'lines-refused',
    lines: [
      { reservation: a, outcome: 'wrong-state', state: 'accepted' },
      { reservation: b, outcome: 'wrong-state', state: 'refused' },
    ],
  });
  expect(await stockOf(sql, lots)).toEqual([
    { available: 18_000, held: 2000 },
    { available: 20_000, held: 0 },
    { available: 18_000, held: 2000 },
  ]);
  expect(await eventsOf(owner, visit)).toEqual(['visit.requested', 'visit.answered']);
});

test('either side cancels a line, then all that is left; not what the other says it handed over', async () => {
  const { sql, holder, taker, lots, ask } = await scene();
  const made = expectOk(
    await ask(
      taker,
      lots.map((id) => ({ lot: id, qty: 2000 })),
    ),
  );
  const visit = Number(made.visit);
  const [a = 0, b = 0, c = 0] = linesOf(made).map(({ reservation }) => reservation);
  expectOk(await answer(sql, holder, visit, [a, b, c], []));
  expect(linesOf(expectOk(await cancel(sql, taker, visit, [b]))).map(({ state }) => state)).toEqual([
    'cancelled',
  ]);
  expectOk(await call(sql, 'confirm_handover', holder, a, 2000, ...weighed(40_000)));
  expect(await cancel(sql, taker, visit, [a, c])).toEqual({
    outcome: 'lines-refused',
    lines: [{ reservation: a, outcome: 'handover-open' }],
  });
  expect(await cancel(sql, await party(sql), visit, null)).toEqual({ outcome: 'not-found' });
  expectOk(await cancel(sql, holder, visit, [c]));
  expect(await cancel(sql, holder, visit, [c])).toMatchObject({ outcome: 'lines-refused' });
  expectOk(await call(sql, 'confirm_handover', taker, a, 2000, null, null, null, null));
  expect(await cancel(sql, holder, visit, null)).toEqual({ outcome: 'nothing-chosen' });
  expect(await auditOf(sql)).toEqual([]);
});

test('the lines of a visit are one request of a taker who has never come', async () => {
  const { sql, holder, taker, lots, ask } = await scene();
  for (let n = 0; n < 3; n++)
    expectOk(
      await ask(
        taker,
        lots.map((id) => ({ lot: id, qty: 1000 })),
      ),
    );
  expect(await ask(taker, [{ lot: lots[0] ?? 0, qty: 1000 }])).toEqual({
    outcome: 'too-many-open',
    limit: 3,
  });
  expect(await call(sql, 'reserve', taker, await lot(sql, holder), 1000, 'own_home')).toEqual({
    outcome: 'too-many-open',
    limit: 3,
  });
});

test('visits that name the same lots in opposite orders at once: nothing oversold, nobody deadlocked', {
  timeout: 40_000,
}, async () => {
  const { sql, url, holder, site, lots } = await scene([30_000, 30_000, 30_000, 30_000]);
  const takers: Party[] = [];
  for (let n = 0; n < 24; n++) takers.push(await party(sql));
  const many = openDatabase(url, { max: 16, lockTimeout: '20s', statementTimeout: '20s' });
  try {
    const answers = await Promise.all(
      takers.flatMap((taker, n) => [
        askWith(
          many.sql,
          site,
          taker,
          (n % 2 ? lots : [...lots].reverse()).map((id) => ({ lot: id, qty: 2000 })),
        ),
        call(many.sql, 'reserve', taker, lots[n % lots.length] ?? 0, 1000, 'own_home'),
      ]),
    );
    expect([...new Set(answers.map(({ outcome }) => outcome))].sort()).toEqual(
      ['lines-refused', 'not-enough-left', 'ok'].filter((one) =>
        answers.some(({ outcome }) => outcome === one),
      ),
    );
    const visits = answers.filter(({ outcome, visit }) => outcome === 'ok' && visit);
    // acceptances, cancellations and new visits at the same instant
    await Promise.all(
      visits.map((made, n) => {
        const ids = linesOf(made).map(({ reservation }) => reservation);
        return n % 2
          ? answer(many.sql, holder, Number(made.visit), ids.slice(0, 2), ids.slice(2))
          : cancel(many.sql, holder, Number(made.visit), ids);
      }),
    );
  } finally {
    await many.close();
  }
  for (const { available, held } of await stockOf(sql, lots))
    expect(Number(available) + Number(held)).toBe(30_000);
  expect(await auditOf(sql)).toEqual([]);
});

test('whatever is asked, all of it is held or none of it', { timeout: 40_000 }, async () => {
  const { sql, holder, site, lots } = await scene([9000, 12_000, 20_000]);
  const proven = await party(sql);
  const seen = await lot(sql, holder, { acceptMode: 'at_once' });
  const { reservation } = expectOk(await call(sql, 'reserve', proven, seen, 1000, 'own_home'));
  await handedOver(sql, holder, proven, Number(reservation), 1000, 20_000);
  const line = fc.record({
    lot: fc.constantFrom(...lots),
    qty: fc.integer({ min: -2, max: 16 }).map((n) => n * 500),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async (lines) => {
      const before = await stockOf(sql, lots);
      const made = await askWith(sql, site, proven, lines);
      const after = await stockOf(sql, lots);
      const ids = [...lots].sort((x, y) => x - y);
      const sums = ids.map((id) =>
        lines.filter((one) => one.lot === id).reduce((sum, one) => sum + one.qty, 0),
      );
      const right = ids.every((id, n) => {
        const own = lines.filter((one) => one.lot === id);
        return (
          own.every(({ qty }) => qty > 0) &&
          (sums[n] ?? 0) % 1000 === 0 &&
          (sums[n] ?? 0) <= Number(before[n]?.available)
        );
      });
      expect(made.outcome).toBe(right ? 'ok' : 'lines-refused');
      expect(after).toEqual(
        right
          ? before.map((one, n) => ({
              available: Number(one.available) - (sums[n] ?? 0),
              held: Number(one.held) + (sums[n] ?? 0),
            }))
          : before,
      );
      if (right) await cancel(sql, proven, Number(made.visit), null);
    }),
    { numRuns: 40 },
  );
  expect(await auditOf(sql)).toEqual([]);
});
