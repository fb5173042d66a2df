import { beforeAll, expect, it } from 'vitest';
import { accepted, call, expectOk, type Party } from '#tests/ledger/world.ts';
import { acting } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeSite, makeSlot } from '#tests/support/factories.ts';
import { readAtOnce } from '#tests/support/mail-rhythm.ts';
import { tasksOf } from '#tests/support/tasks.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});

/** Moves the clock of this database to that instant. */
async function at(instant: string): Promise<void> {
  await world.owner`update ledger.setting set clock_offset = ${instant}::timestamptz - clock_timestamp()`;
}

const tasks = () => tasksOf(world);

/** Runs every event not yet handled, each of them twice. */
async function settle() {
  await readAtOnce(world.owner);
  const events =
    await world.sql`select id from event where handled_at is null and kind like 'slot.%' order by id`;
  for (const { id } of events) {
    await tasks().react?.({ event: Number(id) }, { lastAttempt: false });
    await tasks().react?.({ event: Number(id) }, { lastAttempt: false });
  }
}

const mailsTo = async ({ person }: Party) =>
  [
    ...(await world.sql`select kind, subject, body_text from mail where to_person_id = ${person} and kind like 'slot.%' order by id`),
  ].map((row) => ({ kind: String(row.kind), subject: String(row.subject), text: String(row.body_text) }));

async function scene() {
  const holder = await acting(world);
  const taker = await acting(world, { locale: 'en' });
  const site = await makeSite(world.owner, holder.party);
  await world.owner`update site set address = '5 rue des Bois', access_note = 'Par la cour' where id = ${site.id}`;
  const lots = [
    await makeLot(world.owner, holder.party, { site }),
    await makeLot(world.owner, holder.party, { site }),
  ];
  const lines = await Promise.all(
    lots.map((lot) => accepted(world.sql, holder.party, taker.party, lot.id, 2000)),
  );
  return { holder: holder.party, taker: taker.party, site, lines: `{${lines.join(',')}}`, ids: lines };
}

const slotAt = async (site: Made, instant: string) => {
  const slot = await makeSlot(world.owner, site);
  await world.owner`update site_slot set starts_at = ${instant}::timestamptz, ends_at = ${instant}::timestamptz + interval '2 hours' where id = ${slot.id}`;
  return slot;
};

it('booked, moved, left, cancelled: one mail a step for two lots, with the place only while the hour stands', async () => {
  await at('2027-03-01 10:00+01');
  const { holder, taker, site, lines } = await scene();
  const [monday, tuesday] = [
    await slotAt(site, '2027-03-08 14:00+01'),
    await slotAt(site, '2027-03-09 08:00+01'),
  ];
  expectOk(await call(world.sql, 'book_slot', taker, lines, monday.id));
  await settle();
  const [booked, ...more] = await mailsTo(taker);
  expect(more).toEqual([]);
  expect(booked?.text).toContain('Monday, 8 March 2027, 14:00\u00a0–\u00a016:00');
  expect(booked?.text).toContain('5 rue des Bois');
  expect(booked?.text).toContain('What you come for (2 lots)');
  const [comes] = await mailsTo(holder);
  expect(comes?.text).toContain('lundi 8 mars 2027, 14:00\u00a0–\u00a016:00');
  expect(comes?.text).not.toContain('5 rue des Bois');

  expectOk(await call(world.sql, 'book_slot', holder, lines, tuesday.id));
  await settle();
  expect((await mailsTo(taker)).at(-1)).toMatchObject({ kind: 'slot.moved' });
  expect((await mailsTo(taker)).at(-1)?.text).toMatch(/Tuesday, 9 March 2027.*It was Monday, 8 March/s);

  expectOk(await call(world.sql, 'leave_slot', taker, lines));
  await settle();
  expect((await mailsTo(holder)).at(-1)).toMatchObject({ kind: 'slot.left' });
  expect((await mailsTo(taker)).map(({ kind }) => kind)).toEqual(['slot.booked', 'slot.moved']);

  expectOk(await call(world.sql, 'book_slot', taker, lines, monday.id));
  await settle();
  expectOk(await call(world.sql, 'cancel_slots', holder, `{${monday.id},${tuesday.id}}`, 'weather'));
  await settle();
  const cancelled = (await mailsTo(taker)).at(-1);
  expect(cancelled?.kind).toBe('slot.cancelled');
  expect(cancelled?.text).toContain('because of the weather');
  expect(cancelled?.text).toContain('choose another slot');
  expect(cancelled?.text).not.toContain('5 rue des Bois');
  expect(cancelled?.text).toMatch(/\/reservations\/[0-9a-f-]{36}\/slot/);
  expect(new Set((await mailsTo(taker)).map(({ subject }) => subject)).size).toBe(1);
  expect((await mailsTo(holder)).map(({ kind }) => kind)).toEqual([
    'slot.booked',
    'slot.moved',
    'slot.left',
    'slot.booked',
  ]);
});

it('the reminder leaves the day before, once, whatever the number of workers and of runs; not for who no longer comes', async () => {
  await at('2027-04-01 10:00+02');
  const one = await scene();
  const two = await scene();
  const [mine, theirs] = [
    await slotAt(one.site, '2027-04-08 14:00+02'),
    await slotAt(two.site, '2027-04-08 14:00+02'),
  ];
  expectOk(await call(world.sql, 'book_slot', one.taker, one.lines, mine.id));
  expectOk(await call(world.sql, 'book_slot', two.taker, two.lines, theirs.id));
  await settle();
  await at('2027-04-07 09:30+02');
  await tasks()['remind-slots']?.({}, { lastAttempt: false });
  await settle();
  expect((await mailsTo(one.taker)).map(({ kind }) => kind)).toEqual(['slot.booked']);
  await at('2027-04-07 10:01+02');
  await Promise.all([1, 2, 3].map(() => tasks()['remind-slots']?.({}, { lastAttempt: false })));
  // left between the reminder's decision and its letter
  for (const id of two.ids) expectOk(await call(world.sql, 'cancel', two.taker, Number(id)));
  await settle();
  await at('2027-04-07 11:00+02');
  await tasks()['remind-slots']?.({}, { lastAttempt: false });
  await settle();
  const told = await mailsTo(one.taker);
  expect(told.map(({ kind }) => kind)).toEqual(['slot.booked', 'slot.reminder']);
  expect(told.at(-1)?.text).toContain('It is tomorrow');
  expect(told.at(-1)?.text).toContain('5 rue des Bois');
  expect((await mailsTo(two.taker)).map(({ kind }) => kind)).toEqual(['slot.booked']);
});
