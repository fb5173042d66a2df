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

interface Opening {
  from: string;
  until?: string;
  weekdays?: number[] | null;
  hours?: [string, string];
  capacity?: number;
  skip?: string[];
  onHolidays?: boolean;
}

async function open(by: Party, site: number, o: Opening): Promise<Answer> {
  const [from, to] = o.hours ?? ['08:00', '12:00'];
  const [row] = await world.sql`
    select ledger.open_slots(${by.organisation}, ${by.person}, ${randomUUID()}::uuid, ${site}, ${o.from}::date, ${o.until ?? o.from}::date,
      ${o.weekdays ? `{${o.weekdays}}` : null}::smallint[], ${from}::time, ${to}::time, ${o.capacity ?? 2}, ${`{${o.skip ?? []}}`}::date[], ${o.onHolidays ?? false}) as answer`;
  return row?.answer as Answer;
}

const hoursOf = async (site: number) =>
  (
    await world.sql`select to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at from site_slot where site_id = ${site} and cancelled_at is null order by starts_at`
  ).map((row) => row.at);

test('a repetition opens its weekdays at the site’s own hours, over the change of clocks, without holidays and skipped days', async () => {
  await at('2027-03-20 10:00+01');
  const site = await siteOf(await lot(world.sql, holder));
  const mondaysAndFridays = {
    from: '2027-03-22',
    until: '2027-04-05',
    weekdays: [1, 5],
    skip: ['2027-04-02'],
  };
  // Easter Monday is 29 March, clocks change on the 28th
  expect(await open(holder, site, mondaysAndFridays)).toMatchObject({
    outcome: 'ok',
    opened: 3,
    holidays: 1,
  });
  expect(await hoursOf(site)).toEqual(['2027-03-22 07:00', '2027-03-26 07:00', '2027-04-05 06:00']);
  expect(await open(holder, site, mondaysAndFridays)).toEqual({ outcome: 'slots-open-already' });
  expect(await open(holder, site, { ...mondaysAndFridays, onHolidays: true, skip: [] })).toMatchObject({
    opened: 2,
    holidays: 0,
  });
  expect(
    await open(holder, site, {
      from: '2027-03-29',
      until: '2027-03-30',
      weekdays: [1],
      hours: ['14:00', '15:00'],
    }),
  ).toEqual({
    outcome: 'slots-none',
    holidays: 1,
  });
  // one day alone is meant, holiday or not
  expect(await open(holder, site, { from: '2027-03-29', hours: ['14:00', '15:00'] })).toMatchObject({
    opened: 1,
  });
  expect(await open(holder, site, { from: '2027-03-01' })).toEqual({ outcome: 'slots-none', holidays: 0 });
  expect(
    await open(holder, site, {
      from: '2027-03-22',
      until: '2028-03-22',
      weekdays: [1, 2, 3, 4, 5],
      hours: ['16:00', '17:00'],
    }),
  ).toEqual({ outcome: 'slots-too-many', limit: 200 });
  expect(await open(await party(world.sql), site, mondaysAndFridays)).toEqual({ outcome: 'not-found' });
});

test('at La Réunion the hours and the holidays are those of the island', async () => {
  const [reunion] = await world.sql`select code from commune where departement_code = '974' limit 1`;
  await at('2027-12-15 10:00+04');
  const site = await siteOf(await lot(world.sql, holder, { commune: String(reunion?.code) }));
  // 20 December, abolition of slavery, is a holiday there and nowhere else
  expect(
    await open(holder, site, { from: '2027-12-20', until: '2027-12-21', weekdays: [1, 2] }),
  ).toMatchObject({ opened: 1, holidays: 1 });
  expect(await hoursOf(site)).toEqual(['2027-12-21 04:00']);
});

test('two people open the same hours at once: they are open once', async () => {
  await at('2027-03-20 10:00+01');
  const site = await siteOf(await lot(world.sql, holder));
  const once = { from: '2027-03-22', until: '2027-04-30', weekdays: [2] };
  const answers = await Promise.all([
    open(holder, site, once),
    open(holder, site, once),
    open(holder, site, once),
  ]);
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
    'ok',
    'slots-open-already',
    'slots-open-already',
  ]);
  expect((await hoursOf(site)).length).toBe(6);
});

async function cancel(by: Party, slots: number[], reason = 'weather'): Promise<Answer> {
  const [row] = await world.sql`
    select ledger.cancel_slots(${by.organisation}, ${by.person}, ${randomUUID()}::uuid, ${slots}::bigint[], ${reason}) as answer`;
  return row?.answer as Answer;
}

const resize = async (by: Party, slotId: number, capacity: number): Promise<Answer> =>
  (
    await world.sql`select ledger.resize_slot(${by.organisation}, ${by.person}, ${randomUUID()}::uuid, ${slotId}, ${capacity}) as answer`
  )[0]?.answer as Answer;

test('cancelled hours leave every hold standing, longer; each taker is told once; room never goes under who comes', async () => {
  await at('2027-03-10 10:00+01');
  const lotIds = [await lot(world.sql, holder), await lot(world.sql, holder)];
  const site = await siteOf(Number(lotIds[0]));
  await world.owner`update lot set site_id = ${site} where id = ${Number(lotIds[1])}`;
  const [morning, noon] = [
    await slot(site, '2027-03-16 08:00+01', '2027-03-16 10:00+01', 2),
    await slot(site, '2027-03-16 10:00+01', '2027-03-16 12:00+01', 2),
  ];
  const [one, two] = [await party(world.sql), await party(world.sql)];
  const both = [
    await accepted(world.sql, holder, one, Number(lotIds[0]), 1000),
    await accepted(world.sql, holder, one, Number(lotIds[1]), 1000),
  ];
  const other = await accepted(world.sql, holder, two, Number(lotIds[0]), 1000);
  expectOk(await book(one, [Number(both[0])], morning));
  expectOk(await book(one, [Number(both[1])], noon));
  expectOk(await book(two, [other], morning));
  expect(await resize(holder, morning, 1)).toEqual({ outcome: 'slot-booked', booked: 2 });
  expect(await resize(one, morning, 5)).toEqual({ outcome: 'not-found' });
  expect(await resize(holder, morning, 5)).toMatchObject({ outcome: 'ok', capacity: 5 });
  expect(await cancel(one, [morning])).toEqual({ outcome: 'not-found' });
  await at('2027-03-15 10:00+01');
  expect(await cancel(holder, [morning, noon])).toMatchObject({ outcome: 'ok', cancelled: 2, takers: 2 });
  for (const reservation of [...both, other])
    expect(await stateOf(reservation)).toEqual({ state: 'accepted', slot: null, until: '2027-03-29 11:00' });
  expect(await eventsOf(Number(both[0]))).toEqual(['slot.booked', 'slot.cancelled']);
  expect(await eventsOf(Number(both[1]))).toEqual(['slot.booked', 'slot.cancelled']);
  const [told] =
    await world.sql`select count(*)::int as n from event where kind = 'slot.cancelled' and (payload ->> 'site')::bigint = ${site}`;
  expect(told?.n).toBe(2);
  expect(await cancel(holder, [morning])).toEqual({ outcome: 'slot-cancelled' });
  expect(await resize(holder, morning, 3)).toEqual({ outcome: 'slot-cancelled' });
  expect((await book(two, [other], morning)).outcome).toBe('slot-cancelled');
  expect(await auditOf(world.owner)).toEqual([]);
});

test('hours cancelled while twenty people book them: who came in between is put back too, nobody is left in a cancelled hour', async () => {
  await at('2027-03-10 10:00+01');
  const lotIds = await Promise.all(Array.from({ length: 10 }, () => lot(world.sql, holder)));
  const site = await siteOf(Number(lotIds[0]));
  await world.owner`update lot set site_id = ${site} where id = any (${lotIds})`;
  const hour = await slot(site, '2027-03-16 08:00+01', '2027-03-16 10:00+01', 50);
  const crowd = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const taker = await party(world.sql);
      return {
        taker,
        reservation: await accepted(world.sql, holder, taker, Number(lotIds[index % 10]), 1000),
      };
    }),
  );
  const bookings = crowd.map(({ taker, reservation }) => book(taker, [reservation], hour));
  const [cancelled, ...answers] = await Promise.all([cancel(holder, [hour]), ...bookings]);
  expect(cancelled?.outcome).toBe('ok');
  expect(new Set(answers.map(({ outcome }) => outcome).concat('slot-cancelled', 'ok'))).toEqual(
    new Set(['ok', 'slot-cancelled']),
  );
  const states = await Promise.all(crowd.map(({ reservation }) => stateOf(reservation)));
  expect(states.every(({ state, slot: kept }) => state === 'accepted' && kept === null)).toBe(true);
});

test('the reminder leaves the day before at ten of the site, once, with two workers; not for who just booked nor who left', async () => {
  const [reunion] = await world.sql`select code from commune where departement_code = '974' limit 1`;
  const remind = async () => Number((await world.sql`select ledger.remind_slots(200) as n`)[0]?.n);
  await at('2027-06-01 10:00+02');
  const lotId = await lot(world.sql, holder);
  const far = await lot(world.sql, holder, { commune: String(reunion?.code) });
  const hour = await slot(await siteOf(lotId), '2027-06-10 08:00+02', '2027-06-10 10:00+02', 5);
  const farHour = await slot(await siteOf(far), '2027-06-10 08:00+04', '2027-06-10 10:00+04', 5);
  const takers = await Promise.all([1, 2, 3].map(() => party(world.sql)));
  const [one, two, three] = takers as [Party, Party, Party];
  const mine = await accepted(world.sql, holder, one, lotId, 1000);
  const gone = await accepted(world.sql, holder, two, lotId, 1000);
  const lately = await accepted(world.sql, holder, three, lotId, 1000);
  const island = await accepted(world.sql, holder, one, far, 1000);
  expectOk(await book(one, [mine], hour));
  expectOk(await book(two, [gone], hour));
  expectOk(await book(one, [island], farHour));
  expectOk(await leave(two, [gone]));
  await at('2027-06-09 07:59+02');
  expect(await remind()).toBe(0);
  // ten o'clock over there is eight here
  await at('2027-06-09 08:00:10+02');
  expect(await remind()).toBe(1);
  expect(await eventsOf(island)).toEqual(['slot.booked', 'slot.reminder']);
  await at('2027-06-09 10:00:10+02');
  expectOk(await book(three, [lately], hour));
  expect((await Promise.all([remind(), remind(), remind()])).reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(await eventsOf(mine)).toEqual(['slot.booked', 'slot.reminder']);
  expect(await eventsOf(lately)).toEqual(['slot.booked']);
  expect(await eventsOf(gone)).toEqual(['slot.booked', 'slot.left']);
  await at('2027-06-09 20:30+02');
  expect(await remind()).toBe(0);
});
