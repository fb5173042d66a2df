import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';
import { accepted, auditOf, call, callWith, expectOk, handedOver, lot, party, weighed } from './world.ts';

async function scene(options: Parameters<typeof lot>[2] = {}) {
  const { sql, owner } = await testDatabase();
  const [holder, taker] = [await party(sql), await party(sql, 'association')];
  return { sql, owner, holder, taker, lotId: await lot(sql, holder, options) };
}

test('a draft is published once, opens its stock and refuses what is missing', async () => {
  const { sql, holder, taker } = await scene();
  const draft = await lot(sql, holder, { publish: false, milli: 7000 });
  expect(await call(sql, 'publish', taker, draft)).toEqual({ outcome: 'not-found' });
  expect(await call(sql, 'reserve', taker, draft, 1000, 'own_works')).toEqual({ outcome: 'not-found' });
  expect(await call(sql, 'publish', holder, draft)).toMatchObject({ outcome: 'ok', left: 7000 });
  expect(await call(sql, 'publish', holder, draft)).toEqual({
    outcome: 'lot-not-draft',
    status: 'published',
  });
  const bare = await lot(sql, holder, { publish: false });
  await sql`update lot set quantity_milli = null, unit_mass_g = null where id = ${bare}`;
  expect(await call(sql, 'publish', holder, bare)).toEqual({
    outcome: 'lot-incomplete',
    missing: ['quantity', 'unit_mass'],
  });
  const [audience] = await sql`select audience from lot_audience where lot_id = ${draft}`;
  expect(audience?.audience).toBe('public');
});

test('a request holds at once; the same key answers the same; other content is refused', async () => {
  const { sql, holder, taker, lotId } = await scene();
  const key = randomUUID();
  const first = await callWith(
    sql,
    key,
    'reserve',
    taker,
    lotId,
    6000,
    'own_works',
    'yes',
    '35278',
    'Bonjour',
  );
  expect(first).toMatchObject({ outcome: 'ok', state: 'requested', left: 14_000 });
  const again = await callWith(
    sql,
    key,
    'reserve',
    taker,
    lotId,
    6000,
    'own_works',
    'yes',
    '35278',
    'Bonjour',
  );
  expect(again).toEqual({ ...first, outcome: 'replayed', was: 'ok' });
  expect(await callWith(sql, key, 'reserve', taker, lotId, 5000, 'own_works')).toEqual({
    outcome: 'idempotency-mismatch',
  });
  expect(await call(sql, 'reserve', taker, lotId, 15_000, 'own_works')).toEqual({
    outcome: 'not-enough-left',
    left: 14_000,
  });
  expect(await call(sql, 'reserve', taker, lotId, 1500, 'own_works')).toEqual({
    outcome: 'bad-quantity',
    step: 1000,
  });
  expect(await call(sql, 'reserve', holder, lotId, 1000, 'own_works')).toEqual({ outcome: 'own-lot' });
  expect(await call(sql, 'reserve', taker, lotId, 1000, 'own_works', null, '99999')).toEqual({
    outcome: 'commune-unknown',
  });
  const [note] =
    await sql`select body, kind from reservation_note where reservation_id = ${Number(first.reservation)}`;
  expect(note).toEqual({ body: 'Bonjour', kind: 'request' });
  const [row] =
    await sql`select distance_m, destination_commune from ledger.reservation where id = ${Number(first.reservation)}`;
  expect(Number(row?.distance_m)).toBeGreaterThan(1000);
});

test('a stranger learns nothing of a reservation; a side cannot play the other', async () => {
  const { sql, holder, taker, lotId } = await scene();
  const stranger = await party(sql);
  const { reservation } = expectOk(await call(sql, 'reserve', taker, lotId, 6000, 'own_works'));
  for (const verb of ['accept', 'refuse', 'cancel']) {
    expect(await call(sql, verb, stranger, Number(reservation))).toEqual({ outcome: 'not-found' });
    expect(await call(sql, verb, holder, 999_999_999)).toEqual({ outcome: 'not-found' });
  }
  expect(await call(sql, 'accept', taker, Number(reservation))).toEqual({
    outcome: 'forbidden',
    side: 'holder',
  });
  expect(await call(sql, 'confirm_handover', taker, Number(reservation), 1000, ...weighed(5))).toEqual({
    outcome: 'wrong-state',
    state: 'requested',
  });
  expect(await call(sql, 'refuse', holder, Number(reservation), 'taken', 'Désolé')).toMatchObject({
    state: 'refused',
    left: 20_000,
  });
  expect(await call(sql, 'accept', holder, Number(reservation))).toEqual({
    outcome: 'wrong-state',
    state: 'refused',
  });
});

test('an unproven taker holds three requests at most', async () => {
  const { sql, holder, taker } = await scene();
  for (let n = 0; n < 3; n++)
    expectOk(await call(sql, 'reserve', taker, await lot(sql, holder), 1000, 'own_works'));
  expect(await call(sql, 'reserve', taker, await lot(sql, holder), 1000, 'own_works')).toEqual({
    outcome: 'too-many-open',
    limit: 3,
  });
});

test('a lot that accepts at once concludes its price and gives a pick-up deadline inside its window and the day', async () => {
  const today = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const { sql, taker, lotId } = await scene({ acceptMode: 'at_once', price: 1500, until: today });
  const answer = expectOk(await call(sql, 'reserve', taker, lotId, 6000, 'own_works'));
  expect(answer.state).toBe('accepted');
  const [row] =
    await sql`select concluded_price_cents, accepted_at, to_char(expires_at at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') as until
    from ledger.reservation where id = ${Number(answer.reservation)}`;
  expect(row).toMatchObject({ concluded_price_cents: 1500, until: `${today} 20:00` });
});

test('two sides confirm the same: collected once, counted once in every territory, the rest given back', async () => {
  const { sql, holder, taker, lotId } = await scene();
  const reservation = await accepted(sql, holder, taker, lotId, 6000);
  const first = await call(sql, 'confirm_handover', taker, reservation, 5000, ...weighed(98_000));
  expect(first).toMatchObject({ outcome: 'ok', state: 'waiting-other-side', movement: null });
  expect(await call(sql, 'cancel', holder, reservation)).toEqual({ outcome: 'handover-open' });
  const second = await call(sql, 'confirm_handover', holder, reservation, 5000, null, null, null, null);
  expect(second).toMatchObject({ outcome: 'ok', state: 'confirmed', left: 15_000 });
  const [line] =
    await sql`select kind, mass_g, low_g, high_g, evidence, counts, legal_line from ledger.movement
    where lot_id = ${lotId} and seq = ${Number(second.movement)}`;
  expect(line).toEqual({
    kind: 'collect',
    mass_g: 98_000,
    low_g: 96_040,
    high_g: 99_960,
    evidence: 'A',
    counts: true,
    legal_line: 'reemploi',
  });
  const places =
    await sql`select level, view, mass_g, handovers from ledger.counted_place where lot_id = ${lotId} order by 2, 1`;
  expect(places.length).toBeGreaterThanOrEqual(8);
  expect(new Set(places.map((place) => place.mass_g))).toEqual(new Set([98_000]));
  expect(await auditOf(sql)).toEqual([]);
});

test('sides that differ dispute until one says the other words; more than held consumes what is available', async () => {
  const { sql, holder, taker, lotId } = await scene({ milli: 10_000 });
  const reservation = await accepted(sql, holder, taker, lotId, 6000);
  expect(await call(sql, 'confirm_handover', taker, reservation, 11_000, ...weighed(9))).toEqual({
    outcome: 'not-enough-left',
    left: 4000,
    most: 10_000,
  });
  expect((await call(sql, 'confirm_handover', taker, reservation, 8000, ...weighed(160_000))).state).toBe(
    'waiting-other-side',
  );
  expect(
    (await call(sql, 'confirm_handover', holder, reservation, 7000, 140_000, 126_000, 154_000, 'B')).state,
  ).toBe('disputed');
  const settled = await call(sql, 'confirm_handover', holder, reservation, 8000, null, null, null, null);
  expect(settled).toMatchObject({ state: 'confirmed', left: 2000 });
  const [row] =
    await sql`select qty, held, taken, extra, freed, state from ledger.reservation where id = ${reservation}`;
  expect(row).toEqual({ qty: 6000, held: 0, taken: 8000, extra: 2000, freed: 0, state: 'handed_over' });
});

test('both say that nothing was taken: everything is given back and nothing counts', async () => {
  const { sql, holder, taker, lotId } = await scene();
  const reservation = await accepted(sql, holder, taker, lotId, 6000);
  expectOk(await call(sql, 'confirm_handover', taker, reservation, 0, null, null, null, null));
  expect(await call(sql, 'confirm_handover', holder, reservation, 0, null, null, null, null)).toMatchObject({
    state: 'not-collected',
    left: 20_000,
  });
});

test('a mass answers for its evidence', async () => {
  const { sql, holder, taker, lotId } = await scene({ basis: 'declared' });
  const reservation = await accepted(sql, holder, taker, lotId, 6000);
  const says = (...rest: (string | number | null)[]) =>
    call(sql, 'confirm_handover', taker, reservation, 5000, ...rest);
  expect(await says(null, null, null, null)).toEqual({ outcome: 'mass-required' });
  expect(await says(100_000, 90_000, 110_000, 'B')).toMatchObject({ outcome: 'evidence-mismatch' });
  expect(await says(100_001, 75_000, 125_000, 'C')).toEqual({
    outcome: 'mass-mismatch',
    mass_g: 100_000,
    low_g: 75_000,
    high_g: 125_000,
  });
  expect(await says(100_000, 90_000, 110_000, 'C')).toMatchObject({ outcome: 'mass-mismatch' });
  expect(await says(0, 0, 0, 'A')).toMatchObject({ outcome: 'mass-mismatch' });
  expect(await says(100_000, 75_000, 125_000, 'C', 'diagnosis')).toMatchObject({
    state: 'waiting-other-side',
  });
  for (const day of ['2099-01-01', '2001-01-01']) {
    expect(await says(100_000, 75_000, 125_000, 'C', null, day)).toMatchObject({
      outcome: 'bad-pick-up-day',
    });
  }
});

test.each<[Parameters<typeof lot>[2], boolean | null, string]>([
  [{ originCounted: true }, null, 'already counted'],
  [{ legalLine: 'new_surplus' }, null, 'new surplus'],
  [{}, false, 'used for something else'],
])('%o does not count: %s', async (options, identical) => {
  const { sql, holder, taker, lotId } = await scene(options);
  const reservation = await accepted(sql, holder, taker, lotId, 6000);
  expectOk(
    await call(sql, 'confirm_handover', taker, reservation, 6000, ...weighed(120_000), null, null, identical),
  );
  expectOk(await call(sql, 'confirm_handover', holder, reservation, 6000, null, null, null, null));
  expect(await sql`select counts from ledger.movement where lot_id = ${lotId} and kind = 'collect'`).toEqual([
    { counts: false },
  ]);
});

test('what is withdrawn or found moves the accounts; a lot with nothing left is exhausted and opens again', async () => {
  const { sql, holder, taker, lotId } = await scene({ milli: 5000 });
  expect(await call(sql, 'withdraw', taker, lotId, 1000, 'recycled')).toEqual({ outcome: 'not-found' });
  expect(await call(sql, 'withdraw', holder, lotId, 6000, 'recycled')).toEqual({
    outcome: 'not-enough-left',
    left: 5000,
  });
  expect(await call(sql, 'withdraw', holder, lotId, 5000, 'lost', 'stolen')).toMatchObject({
    left: 0,
    status: 'exhausted',
  });
  expect(await call(sql, 'reserve', taker, lotId, 1000, 'own_works')).toEqual({
    outcome: 'not-enough-left',
    left: 0,
  });
  expect(await call(sql, 'change_stock', holder, lotId, 'add', 2000, 'recount')).toMatchObject({
    left: 2000,
  });
  expectOk(await call(sql, 'reserve', taker, lotId, 1000, 'own_works'));
  expect(await call(sql, 'withdraw', holder, lotId, null, 'landfilled')).toMatchObject({
    status: 'withdrawn',
    withdrawn: 1000,
  });
  expect(await call(sql, 'reserve', taker, lotId, 1000, 'own_works')).toEqual({ outcome: 'lot-closed' });
  expect(await auditOf(sql)).toEqual([]);
});

test('a correction needs the other side; it may change the mass alone, the quantity, or undo all', async () => {
  const { sql, holder, taker, lotId } = await scene();
  const reservation = await accepted(sql, holder, taker, lotId, 6000);
  const done = await handedOver(sql, holder, taker, reservation, 6000, 120_000);
  const propose = (by: typeof holder, seq: number, qty: number | null, grams: number) =>
    call(sql, 'propose_correction', by, lotId, seq, qty, ...weighed(grams), 'weighbridge', null, 'ticket');
  const first = expectOk(await propose(taker, Number(done.movement), null, 118_000));
  expect(await propose(holder, Number(done.movement), null, 117_000)).toEqual({ outcome: 'correction-open' });
  expect(await call(sql, 'answer_correction', taker, Number(first.correction), true)).toMatchObject({
    outcome: 'forbidden',
  });
  expect(await call(sql, 'answer_correction', await party(sql), Number(first.correction), true)).toEqual({
    outcome: 'not-found',
  });
  expectOk(await call(sql, 'answer_correction', holder, Number(first.correction), true));
  expect(await propose(taker, Number(done.movement), null, 110_000)).toEqual({ outcome: 'not-correctable' });
  const latest = async () => {
    const [row] =
      await sql`select max(seq) filter (where kind = 'collect') as seq from ledger.movement where lot_id = ${lotId}`;
    return Number(row?.seq);
  };
  const less = expectOk(await propose(holder, await latest(), 4000, 80_000));
  expect(await call(sql, 'answer_correction', taker, Number(less.correction), true)).toMatchObject({
    left: 16_000,
  });
  const more = expectOk(await propose(holder, await latest(), 9000, 180_000));
  expect(await call(sql, 'answer_correction', taker, Number(more.correction), true)).toMatchObject({
    left: 11_000,
  });
  const none = expectOk(
    await call(
      sql,
      'propose_correction',
      holder,
      lotId,
      await latest(),
      0,
      null,
      null,
      null,
      null,
      null,
      null,
      'mistake',
    ),
  );
  expect(await call(sql, 'answer_correction', taker, Number(none.correction), true)).toMatchObject({
    left: 20_000,
  });
  const [sum] =
    await sql`select sum(mass_g)::bigint as mass, sum(handovers)::bigint as handovers from ledger.counted where lot_id = ${lotId}`;
  expect(sum).toEqual({ mass: 0, handovers: 0 });
  expect(await auditOf(sql)).toEqual([]);
});

test('a side that only counted adopts the weighing of the other; a weighing against a count waits for an agreement', async () => {
  const { sql, holder, taker, lotId } = await scene();
  const counted = [100_000, 90_000, 110_000, 'B'] as const;
  const first = await accepted(sql, holder, taker, lotId, 5000);
  expectOk(await call(sql, 'confirm_handover', taker, first, 5000, ...weighed(97_000)));
  expect(await call(sql, 'confirm_handover', holder, first, 5000, ...counted)).toMatchObject({
    state: 'confirmed',
  });
  const second = await accepted(sql, holder, taker, lotId, 5000);
  expectOk(await call(sql, 'confirm_handover', taker, second, 5000, ...counted));
  expect((await call(sql, 'confirm_handover', holder, second, 5000, ...weighed(97_000))).state).toBe(
    'disputed',
  );
  expect((await call(sql, 'confirm_handover', taker, second, 5000, ...counted)).state).toBe('confirmed');
  const masses =
    await sql`select mass_g, evidence from ledger.movement where lot_id = ${lotId} and kind = 'collect' order by seq`;
  expect([...masses]).toEqual([
    { mass_g: 97_000, evidence: 'A' },
    { mass_g: 97_000, evidence: 'A' },
  ]);
});
