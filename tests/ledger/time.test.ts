import { beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { accepted, auditOf, call, expectOk, lot, type Party, party, weighed } from './world.ts';

let world: TestDatabase;
let holder: Party;
let taker: Party;

beforeAll(async () => {
  world = await freshDatabase();
  holder = await party(world.sql);
  taker = await party(world.sql);
});

/** Moves the clock of this database to that instant. */
async function at(instant: string): Promise<void> {
  await world.owner`update ledger.setting set clock_offset = ${instant}::timestamptz - clock_timestamp()`;
}

const local = async (reservation: number, zone = 'Europe/Paris') => {
  const [row] =
    await world.sql`select to_char(expires_at at time zone ${zone}, 'YYYY-MM-DD HH24:MI') as until, state, held
    from ledger.reservation where id = ${reservation}`;
  return row as { until: string; state: string; held: number };
};

test('a request lasts 72 hours and never ends in the night', async () => {
  const lotId = await lot(world.sql, holder);
  const cases = [
    ['2027-03-02 10:00+01', '2027-03-05 10:00'],
    ['2027-03-02 23:00+01', '2027-03-06 08:00'],
    ['2027-03-02 05:00+01', '2027-03-05 08:00'],
  ];
  for (const [instant, until] of cases) {
    await at(String(instant));
    const { reservation } = expectOk(
      await call(world.sql, 'reserve', await party(world.sql), lotId, 1000, 'own_works'),
    );
    expect((await local(Number(reservation))).until).toBe(until);
  }
});

test('deadlines follow the zone of the site', async () => {
  const [reunion] = await world.sql`select code from commune where departement_code = '974' limit 1`;
  if (!reunion) throw new Error('the reduced territories hold no commune of La Réunion');
  await at('2027-03-02 20:30+04');
  const lotId = await lot(world.sql, holder, { commune: String(reunion.code) });
  const { reservation } = expectOk(await call(world.sql, 'reserve', taker, lotId, 1000, 'own_works'));
  expect((await local(Number(reservation), 'Indian/Reunion')).until).toBe('2027-03-06 08:00');
});

test('a hold past its deadline is left for whoever asks, never before', async () => {
  await at('2027-04-01 10:00+02');
  const lotId = await lot(world.sql, holder, { milli: 5000 });
  const first = await party(world.sql);
  const { reservation } = expectOk(await call(world.sql, 'reserve', first, lotId, 5000, 'own_works'));
  // 72 counted hours: Sunday the 4th does not run
  await at('2027-04-05 09:59:50+02');
  expect(await call(world.sql, 'reserve', taker, lotId, 1000, 'own_works')).toEqual({
    outcome: 'not-enough-left',
    left: 0,
  });
  await at('2027-04-05 10:00:01+02');
  const [left] =
    await world.sql`select ledger.left_of(${lotId}) as left, (select left_milli from ledger.stock_left where lot_id = ${lotId}) as viewed`;
  expect(left).toEqual({ left: 5000, viewed: 5000 });
  expect(await call(world.sql, 'accept', holder, Number(reservation))).toMatchObject({
    outcome: 'reservation-expired',
  });
  expect(await call(world.sql, 'reserve', taker, lotId, 5000, 'own_works')).toMatchObject({
    outcome: 'ok',
    left: 0,
  });
  expect(await local(Number(reservation))).toMatchObject({ state: 'expired', held: 0 });
});

test('the sweeper gives back what is due, names no-shows, and leaves a declared pick-up alone', async () => {
  await at('2027-05-03 10:00+02');
  const ids: Record<string, number> = {};
  const who = [await party(world.sql), await party(world.sql), await party(world.sql)] as const;
  const asked = await call(world.sql, 'reserve', who[0], await lot(world.sql, holder), 1000, 'own_works');
  ids.asked = Number(expectOk(asked).reservation);
  ids.accepted = await accepted(world.sql, holder, who[1], await lot(world.sql, holder), 1000);
  ids.declared = await accepted(world.sql, holder, who[2], await lot(world.sql, holder), 1000);
  expectOk(await call(world.sql, 'confirm_handover', who[2], ids.declared, 1000, ...weighed(20_000)));
  await at('2027-06-03 10:00+02');
  const [swept] = await world.sql`select ledger.expire_due(1000) as answer`;
  expect(swept?.answer.outcome).toBe('ok');
  expect((await local(ids.asked)).state).toBe('expired');
  expect((await local(ids.accepted)).state).toBe('not_collected');
  expect((await local(ids.declared)).state).toBe('accepted');
  expect(
    await call(world.sql, 'confirm_handover', holder, ids.declared, 1000, null, null, null, null),
  ).toMatchObject({ state: 'confirmed' });
  const events =
    await world.sql`select kind from event where payload ->> 'reservation' = ${String(ids.accepted)} order by id desc limit 1`;
  expect(events[0]?.kind).toBe('reservation.expired');
  expect(await auditOf(world.sql)).toEqual([]);
});

test('a lot whose window is over takes no request; a pick-up deadline never passes it', async () => {
  await at('2027-07-01 10:00+02');
  const lotId = await lot(world.sql, holder, { until: '2027-07-08' });
  const reservation = await accepted(world.sql, holder, taker, lotId, 1000);
  expect((await local(reservation)).until).toBe('2027-07-08 20:00');
  const late = await call(world.sql, 'extend', holder, reservation, '2027-07-09T08:00:00Z');
  expect(late.outcome).toBe('bad-deadline');
  expectOk(await call(world.sql, 'extend', holder, reservation, '2027-07-08T21:30:00Z'));
  await at('2027-07-08 23:59+02');
  expect(await call(world.sql, 'reserve', await party(world.sql), lotId, 1000, 'own_works')).toMatchObject({
    outcome: 'ok',
  });
  await at('2027-07-09 00:01+02');
  expect(await call(world.sql, 'reserve', await party(world.sql), lotId, 1000, 'own_works')).toEqual({
    outcome: 'lot-closed',
  });
});

test('a pick-up counts on its day in the site’s zone; a correction counts there too, until the year is closed', async () => {
  await at('2027-12-20 10:00+01');
  const lotId = await lot(world.sql, holder);
  const reservation = await accepted(world.sql, holder, taker, lotId, 4000);
  await at('2027-12-31 23:30+01');
  expectOk(
    await call(
      world.sql,
      'confirm_handover',
      taker,
      reservation,
      4000,
      ...weighed(80_000),
      null,
      '2027-12-28',
    ),
  );
  await at('2028-01-02 10:00+01');
  const done = expectOk(
    await call(world.sql, 'confirm_handover', holder, reservation, 4000, null, null, null, null),
  );
  const months =
    () => world.sql`select to_char(month, 'YYYY-MM') as month, sum(mass_g)::bigint as mass from ledger.counted
    where lot_id = ${lotId} group by 1 order by 1`;
  expect(await months()).toEqual([{ month: '2027-12', mass: 80_000 }]);
  const correct = async (seq: number, grams: number) => {
    const proposal = expectOk(
      await call(
        world.sql,
        'propose_correction',
        holder,
        lotId,
        seq,
        null,
        ...weighed(grams),
        'scale',
        null,
        'ticket',
      ),
    );
    expectOk(await call(world.sql, 'answer_correction', taker, Number(proposal.correction), true));
  };
  await correct(Number(done.movement), 70_000);
  expect(await months()).toEqual([{ month: '2027-12', mass: 70_000 }]);
  await world.owner`insert into ledger.closed_year (year) values (2027)`;
  await at('2028-04-05 10:00+02');
  await correct(Number(done.movement) + 2, 60_000);
  expect(await months()).toEqual([
    { month: '2027-12', mass: 70_000 },
    { month: '2028-04', mass: -10_000 },
  ]);
  expect(await auditOf(world.sql)).toEqual([]);
});

test('a pick-up of a closed year confirmed afterwards counts on the day of confirmation', async () => {
  await at('2028-05-02 10:00+02');
  const lotId = await lot(world.sql, holder);
  const reservation = await accepted(world.sql, holder, taker, lotId, 4000);
  await world.owner`insert into ledger.closed_year (year) values (2028)`;
  await at('2029-01-08 10:00+01');
  // its deadline is long over: what was declared in time suspended it
  expect(
    await call(world.sql, 'confirm_handover', taker, reservation, 4000, ...weighed(80_000)),
  ).toMatchObject({ outcome: 'reservation-expired' });
  await at('2028-05-03 10:00+02');
  const other = await lot(world.sql, holder);
  const declared = await accepted(world.sql, holder, taker, other, 4000);
  expectOk(
    await call(world.sql, 'confirm_handover', taker, declared, 4000, ...weighed(80_000), null, '2028-05-03'),
  );
  await at('2029-01-08 10:00+01');
  const done = expectOk(
    await call(world.sql, 'confirm_handover', holder, declared, 4000, null, null, null, null),
  );
  const [line] =
    await world.sql`select to_char(counted_on, 'YYYY-MM-DD') as day from ledger.movement where lot_id = ${other} and seq = ${Number(done.movement)}`;
  expect(line?.day).toBe('2029-01-08');
});
