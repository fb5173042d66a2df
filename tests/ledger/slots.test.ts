import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Answer, accepted, auditOf, call, expectOk, lot, type Party, party, weighed } from './world.ts';

let world: TestDatabase;
let holder: Party;

beforeAll(async () => {
  world = await freshDatabase();
  holder = await party(world.sql);
});

/** Moves the clock of this database to that instant. */
async function at(instant: string): Promise<void> {
  await world.owner`update ledger.setting set clock_offset = ${instant}::timestamptz - clock_timestamp()`;
}

const siteOf = async (lotId: number) =>
  Number((await world.sql`select site_id from lot where id = ${lotId}`)[0]?.site_id);

/** A slot as its owner writes it, whatever the days already past. */
async function slot(site: number, starts: string, ends: string, capacity = 1): Promise<number> {
  const [row] = await world.owner`
    insert into site_slot (site_id, starts_at, ends_at, capacity) values (${site}, ${starts}::timestamptz, ${ends}::timestamptz, ${capacity}) returning id`;
  return Number(row?.id);
}

async function book(by: Party, reservations: number[], slotId: number, key = randomUUID()): Promise<Answer> {
  const [row] = await world.sql`
    select ledger.book_slot(${by.organisation}, ${by.person}, ${key}::uuid, ${reservations}::bigint[], ${slotId}) as answer`;
  return row?.answer as Answer;
}

async function leave(by: Party, reservations: number[]): Promise<Answer> {
  const [row] = await world.sql`
    select ledger.leave_slot(${by.organisation}, ${by.person}, ${randomUUID()}::uuid, ${reservations}::bigint[]) as answer`;
  return row?.answer as Answer;
}

const stateOf = async (reservation: number) => {
  const [row] = await world.sql`
    select state, slot_id, to_char(expires_at at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') as until
      from ledger.reservation where id = ${reservation}`;
  return { state: row?.state, slot: row?.slot_id === null ? null : Number(row?.slot_id), until: row?.until };
};

const eventsOf = async (reservation: number) =>
  (
    await world.sql`select kind from event where kind like 'slot.%' and payload -> 'reservations' @> ${reservation}::text::jsonb order by id`
  ).map(({ kind }) => kind);

test('an accepted reservation books an hour, moves and leaves; its deadline follows, never shorter than without', async () => {
  await at('2027-03-01 10:00+01');
  const taker = await party(world.sql);
  const lotId = await lot(world.sql, holder);
  const [near, far] = [
    await slot(await siteOf(lotId), '2027-03-04 14:00+01', '2027-03-04 16:00+01'),
    await slot(await siteOf(lotId), '2027-04-12 09:00+02', '2027-04-12 12:00+02'),
  ];
  const asked = Number(
    expectOk(await call(world.sql, 'reserve', taker, lotId, 1000, 'own_works')).reservation,
  );
  expect(await book(taker, [asked], near)).toEqual({ outcome: 'wrong-state', state: 'requested' });
  expectOk(await call(world.sql, 'accept', holder, asked));
  expect((await stateOf(asked)).until).toBe('2027-03-15 10:00');
  const key = randomUUID();
  const booked = await book(taker, [asked], near, key);
  expect(booked).toMatchObject({ outcome: 'ok', state: 'scheduled', moved: false, slot: near });
  expect(await stateOf(asked)).toEqual({ state: 'scheduled', slot: near, until: '2027-03-15 10:00' });
  expect(await book(taker, [asked], near, key)).toMatchObject({ outcome: 'replayed', slot: near });
  expect(await book(taker, [asked], far, key)).toEqual({ outcome: 'idempotency-mismatch' });

  expect(await book(holder, [asked], far)).toMatchObject({ outcome: 'ok', moved: true });
  expect(await stateOf(asked)).toEqual({ state: 'scheduled', slot: far, until: '2027-04-15 12:00' });
  expect(await book(taker, [asked], near)).toMatchObject({ outcome: 'ok', moved: true });
  expect((await stateOf(asked)).until).toBe('2027-03-15 10:00');
  // pressed twice with two keys: nothing moves and nobody is told again
  expect(await book(taker, [asked], near)).toMatchObject({ outcome: 'ok', moved: false });

  expect(await leave(taker, [asked])).toMatchObject({ outcome: 'ok', state: 'accepted' });
  expect(await stateOf(asked)).toEqual({ state: 'accepted', slot: null, until: '2027-03-15 10:00' });
  expect(await leave(taker, [asked])).toEqual({ outcome: 'wrong-state', state: 'accepted' });
  expect(await eventsOf(asked)).toEqual(['slot.booked', 'slot.moved', 'slot.moved', 'slot.left']);
});

test('a booked hour holds until its end and three days; leaving gives time to choose again, never more than was promised', async () => {
  await at('2027-03-01 10:00+01');
  const taker = await party(world.sql);
  const lotId = await lot(world.sql, holder);
  const reservation = await accepted(world.sql, holder, taker, lotId, 1000);
  const late = await slot(await siteOf(lotId), '2027-04-01 08:00+02', '2027-04-01 10:00+02');
  expectOk(await book(taker, [reservation], late));
  await at('2027-04-04 09:59:50+02');
  await world.sql`select ledger.expire_due(50)`;
  expect((await stateOf(reservation)).state).toBe('scheduled');
  expectOk(await leave(taker, [reservation]));
  // the deadline without the slot is long past: what the slot gave is the most that stays
  expect(await stateOf(reservation)).toEqual({ state: 'accepted', slot: null, until: '2027-04-04 10:00' });
  await at('2027-04-04 10:00:01+02');
  await world.sql`select ledger.expire_due(50)`;
  expect((await stateOf(reservation)).state).toBe('not_collected');

  const other = await accepted(world.sql, holder, taker, lotId, 1000);
  const next = await slot(await siteOf(lotId), '2027-05-03 08:00+02', '2027-05-03 10:00+02');
  expectOk(await book(taker, [other], next));
  await at('2027-05-02 11:00+02');
  expectOk(await leave(taker, [other]));
  expect((await stateOf(other)).until).toBe('2027-05-05 11:00');
});

test('time given by the holder while an hour is booked stays when it is left', async () => {
  await at('2027-06-01 10:00+02');
  const taker = await party(world.sql);
  const lotId = await lot(world.sql, holder);
  const reservation = await accepted(world.sql, holder, taker, lotId, 1000);
  const hour = await slot(await siteOf(lotId), '2027-06-20 08:00+02', '2027-06-20 10:00+02');
  expectOk(await book(taker, [reservation], hour));
  expectOk(await call(world.sql, 'extend', holder, reservation, '2027-07-01 18:00+02'));
  expect((await stateOf(reservation)).state).toBe('scheduled');
  expectOk(await leave(taker, [reservation]));
  expect((await stateOf(reservation)).until).toBe('2027-07-01 18:00');
});

test('an hour that is past, cancelled, elsewhere, or outside the lot’s dates is refused', async () => {
  await at('2027-03-10 10:00+01');
  const taker = await party(world.sql);
  const lotId = await lot(world.sql, holder, { from: '2027-03-12', until: '2027-03-20' });
  const site = await siteOf(lotId);
  const reservation = await accepted(world.sql, holder, taker, lotId, 1000);
  const past = await slot(site, '2027-03-10 08:00+01', '2027-03-10 10:00+01');
  const early = await slot(site, '2027-03-11 08:00+01', '2027-03-11 10:00+01');
  const late = await slot(site, '2027-03-21 08:00+01', '2027-03-21 10:00+01');
  const gone = await slot(site, '2027-03-13 08:00+01', '2027-03-13 10:00+01');
  const there = await slot(
    await siteOf(await lot(world.sql, holder)),
    '2027-03-13 08:00+01',
    '2027-03-13 10:00+01',
  );
  await world.owner`update site_slot set cancelled_at = ledger.clock(), cancel_reason_code = 'strike' where id = ${gone}`;
  expect((await book(taker, [reservation], past)).outcome).toBe('slot-past');
  expect(await book(taker, [reservation], early)).toEqual({ outcome: 'slot-outside-window', title: 'Doors' });
  expect((await book(taker, [reservation], late)).outcome).toBe('slot-outside-window');
  expect((await book(taker, [reservation], gone)).outcome).toBe('slot-cancelled');
  expect((await book(taker, [reservation], there)).outcome).toBe('not-found');
  expect((await book(await party(world.sql), [reservation], early)).outcome).toBe('not-found');
  expect((await book(taker, [reservation, 9e9], early)).outcome).toBe('not-found');
  expect((await book(taker, [], early)).outcome).toBe('not-found');
});

test('several lines of one taker on one site come together; of two takers or two sites they do not', async () => {
  await at('2027-03-10 10:00+01');
  const [taker, other] = [await party(world.sql), await party(world.sql)];
  const lotId = await lot(world.sql, holder);
  const site = await siteOf(lotId);
  const mine = [
    await accepted(world.sql, holder, taker, lotId, 1000),
    await accepted(world.sql, holder, taker, lotId, 2000),
  ];
  const theirs = await accepted(world.sql, holder, other, lotId, 1000);
  const elsewhere = await accepted(world.sql, holder, taker, await lot(world.sql, holder), 1000);
  const hour = await slot(site, '2027-03-16 08:00+01', '2027-03-16 10:00+01');
  expect((await book(holder, [...mine, theirs], hour)).outcome).toBe('not-together');
  expect((await book(taker, [...mine, elsewhere], hour)).outcome).toBe('not-together');
  expectOk(await book(taker, mine, hour));
  // one place for both lines
  expect((await book(other, [theirs], hour)).outcome).toBe('slot-full');
  expectOk(await call(world.sql, 'cancel', taker, Number(mine[0])));
  expect((await book(other, [theirs], hour)).outcome).toBe('slot-full');
  expectOk(await call(world.sql, 'cancel', taker, Number(mine[1])));
  expectOk(await book(other, [theirs], hour));
});

test('once somebody said what was taken, the hour stays; the hand-over confirms from it and frees its place', async () => {
  await at('2027-03-10 10:00+01');
  const [taker, other] = [await party(world.sql), await party(world.sql)];
  const lotId = await lot(world.sql, holder);
  const reservation = await accepted(world.sql, holder, taker, lotId, 1000);
  const hour = await slot(await siteOf(lotId), '2027-03-10 08:00+01', '2027-03-10 18:00+01');
  expectOk(await book(taker, [reservation], hour));
  expectOk(await call(world.sql, 'confirm_handover', taker, reservation, 1000, ...weighed(20_000)));
  expect((await leave(taker, [reservation])).outcome).toBe('handover-open');
  expect((await book(taker, [reservation], hour)).outcome).toBe('handover-open');
  expectOk(await call(world.sql, 'confirm_handover', holder, reservation, 1000, null, null, null, null));
  expect(await stateOf(reservation)).toMatchObject({ state: 'handed_over', slot: hour });
  const next = await accepted(world.sql, holder, other, lotId, 1000);
  expectOk(await book(other, [next], hour));
});

test('fifty takers want three places: three come', async () => {
  await at('2027-03-10 10:00+01');
  const lotIds = await Promise.all([1, 2, 3, 4, 5].map(() => lot(world.sql, holder, { milli: 20_000 })));
  await world.owner`update lot set site_id = ${await siteOf(Number(lotIds[0]))} where id = any (${lotIds})`;
  const hour = await slot(await siteOf(Number(lotIds[0])), '2027-03-16 08:00+01', '2027-03-16 10:00+01', 3);
  const crowd = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const taker = await party(world.sql);
      return {
        taker,
        reservation: await accepted(world.sql, holder, taker, Number(lotIds[index % 5]), 1000),
      };
    }),
  );
  const answers = await Promise.all(crowd.map(({ taker, reservation }) => book(taker, [reservation], hour)));
  expect(answers.filter(({ outcome }) => outcome === 'ok').length).toBe(3);
  expect(answers.filter(({ outcome }) => outcome === 'slot-full').length).toBe(47);
  const [row] = await world.sql`select ledger.slot_takers(${hour}) as n`;
  expect(row?.n).toBe(3);
});

test('two who swap full hours at once neither deadlock nor overfill; ten who move to one last place: one gets it', async () => {
  await at('2027-03-10 10:00+01');
  const lotId = await lot(world.sql, holder);
  const site = await siteOf(lotId);
  const morning = await slot(site, '2027-03-16 08:00+01', '2027-03-16 10:00+01');
  const noon = await slot(site, '2027-03-16 10:00+01', '2027-03-16 12:00+01');
  const [one, two] = [await party(world.sql), await party(world.sql)];
  const [a, b] = [
    await accepted(world.sql, holder, one, lotId, 1000),
    await accepted(world.sql, holder, two, lotId, 1000),
  ];
  expectOk(await book(one, [a], morning));
  expectOk(await book(two, [b], noon));
  const swap = await Promise.all([book(one, [a], noon), book(two, [b], morning)]);
  expect(swap.map(({ outcome }) => outcome)).toEqual(['slot-full', 'slot-full']);
  const wide = await slot(site, '2027-03-17 08:00+01', '2027-03-17 12:00+01', 20);
  const last = await slot(site, '2027-03-18 08:00+01', '2027-03-18 12:00+01', 1);
  const movers = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const taker = await party(world.sql);
      const reservation = await accepted(world.sql, holder, taker, lotId, 1000);
      expectOk(await book(taker, [reservation], wide));
      return { taker, reservation };
    }),
  );
  const moved = await Promise.all(movers.map(({ taker, reservation }) => book(taker, [reservation], last)));
  expect(moved.filter(({ outcome }) => outcome === 'ok').length).toBe(1);
  const [row] =
    await world.sql`select ledger.slot_takers(${wide}) as wide, ledger.slot_takers(${last}) as last`;
  expect(row).toEqual({ wide: 9, last: 1 });
  expect(await auditOf(world.owner)).toEqual([]);
});
