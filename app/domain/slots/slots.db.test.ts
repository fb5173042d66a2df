import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { isRefusal } from '#app/domain/refusal.ts';
import { bookSlot, leaveSlot } from '#app/domain/slots/commands/book-slot.server.ts';
import { cancelSlots, resizeSlot } from '#app/domain/slots/commands/change-slots.server.ts';
import { openSlots } from '#app/domain/slots/commands/open-slots.server.ts';
import { renewCalendar } from '#app/domain/slots/commands/renew-calendar.server.ts';
import { calendarFile } from '#app/http/calendar.server.ts';
import { call, expectOk } from '#tests/ledger/world.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation, makeSite, makeSlot } from '#tests/support/factories.ts';
import { appointmentsOf, appointmentsOfPerson, myFeed, ownerOfFeed } from './calendar.server.ts';
import { slotOfReservation, slotsOfSite, slotsToChoose } from './queries.server.ts';
import { openSlotsInput } from './schema.ts';

const key = () => randomUUID();
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (isRefusal(error) ? error.code : error),
  );

async function scene() {
  const world = await testDatabase();
  const [holder, taker] = [await acting(world), await acting(world)];
  const site = await makeSite(world.owner, holder.party);
  await world.owner`update site set address = '5 rue des Bois' where id = ${site.id}`;
  const lot = await makeLot(world.owner, holder.party, { site });
  const mine = await makeReservation(world.sql, lot, taker.party, { acceptedBy: holder.party });
  return { ...world, holder, taker, site, lot, mine };
}

const opening = (typed: Record<string, unknown>) =>
  openSlotsInput.parse({
    how: 'once',
    on: '2099-06-01',
    from: '08:00',
    to: '10:00',
    capacity: '2',
    ...typed,
  });

it('what is typed to open hours is read as a form sends it', () => {
  expect(opening({ skip: ['', '2099-06-02'], onHolidays: 'on' })).toMatchObject({
    skip: ['2099-06-02'],
    onHolidays: true,
    weekdays: [],
  });
  const said = (typed: Record<string, unknown>) => {
    const parsed = openSlotsInput.safeParse({
      how: 'weekly',
      on: '2099-06-01',
      from: '08:00',
      to: '10:00',
      capacity: '2',
      ...typed,
    });
    return parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
  };
  expect(said({})).toEqual(['weekdays required', 'until required']);
  expect(said({ weekdays: '1', until: '2099-05-01' })).toEqual(['until date-order']);
  expect(said({ weekdays: ['1'], until: '2099-07-01', to: '08:00' })).toEqual(['to time-order']);
  expect(said({ weekdays: ['1'], until: '2099-07-01', from: '8h', capacity: '' })).toEqual([
    'from invalid-time',
    'capacity required',
  ]);
});

it('managers and whoever may answer by mandate open hours; members, mandates to list and strangers do not', async () => {
  const { db, owner, holder, site } = await scene();
  const as = (role: 'member' | 'site_manager'): Acting['ctx'] => {
    const { organisation } = holder.ctx.actor;
    return {
      ...holder.ctx,
      actor: { ...holder.ctx.actor, organisation: organisation && { ...organisation, role } },
    };
  };
  const stranger = await acting({ db, owner } as Awaited<ReturnType<typeof testDatabase>>);
  const input = opening({});
  expect(await openSlots(as('site_manager'), site.publicId, { key: key(), input })).toEqual({
    opened: 1,
    holidays: 0,
  });
  expect(await codeOf(openSlots(as('member'), site.publicId, { key: key(), input }))).toBe('forbidden');
  expect(await codeOf(openSlots(stranger.ctx, site.publicId, { key: key(), input }))).toBe('not-found');
  const by = async (scopes: ('list' | 'answer')[]): Promise<Acting['ctx']> => {
    const mandatary = await acting({ db, owner } as Awaited<ReturnType<typeof testDatabase>>);
    const own = mandatary.ctx.actor.organisation;
    const [row] = await owner`insert into mandate (organisation_id, site_id, mandatary_id, scopes, starts_on)
      values (${holder.party.organisation}, ${site.id}, ${mandatary.party.organisation}, ${scopes}, '2026-01-01') returning id`;
    const { organisation } = holder.ctx.actor;
    if (!own || !organisation) throw new Error('nobody');
    return {
      ...mandatary.ctx,
      actor: {
        ...mandatary.ctx.actor,
        organisation,
        onBehalf: {
          siteId: site.id,
          scopes,
          subject: site.publicId,
          by: { organisation: own, mandateId: Number(row?.id) },
        },
      },
    };
  };
  const later = opening({ on: '2099-06-03' });
  expect(await codeOf(openSlots(await by(['list']), site.publicId, { key: key(), input: later }))).toBe(
    'forbidden',
  );
  expect(await codeOf(openSlots(await by(['answer']), site.publicId, { key: key(), input: later }))).toBe(
    'ok',
  );
  const [trace] =
    await owner`select by_organisation_id is not null as known from command where name = 'slot.open' order by id desc limit 1`.catch(
      () =>
        owner`select by_organisation_id is not null as known from command where name = 'slot.open' order by at desc limit 1`,
    );
  expect(trace?.known).toBe(true);
});

it('a taker sees the hours of the lot’s site, books one for both lines, moves, leaves; who may not is told', async () => {
  const { sql, owner, holder, taker, site, lot, mine } = await scene();
  const second = await makeReservation(sql, lot, taker.party, { acceptedBy: holder.party });
  const [one, two] = [
    await makeSlot(owner, site, { capacity: 1 }),
    await makeSlot(owner, site, { inHours: 48 }),
  ];
  await makeSlot(owner, site, { inHours: -48 });
  const rival = await acting(await testDatabase());
  const theirs = await makeReservation(sql, lot, rival.party, { acceptedBy: holder.party });

  const choice = await slotsToChoose(taker.ctx, mine.publicId);
  expect(choice?.slots.map(({ publicId }) => publicId)).toEqual([one.publicId, two.publicId]);
  expect(choice?.lines.map(({ publicId, together }) => [publicId, together])).toEqual([
    [mine.publicId, true],
    [second.publicId, false],
  ]);
  expect(await slotsToChoose(rival.ctx, mine.publicId)).toBeNull();
  expect(await slotOfReservation(taker.ctx, mine.id)).toEqual({ current: null, open: 2 });
  const booked = await bookSlot(taker.ctx, {
    key: key(),
    slot: one.publicId,
    reservations: [mine.publicId, second.publicId],
  });
  expect(booked.moved).toBe(false);
  expect(
    await codeOf(bookSlot(rival.ctx, { key: key(), slot: one.publicId, reservations: [theirs.publicId] })),
  ).toBe('slot-full');
  expect(
    await codeOf(bookSlot(rival.ctx, { key: key(), slot: one.publicId, reservations: [mine.publicId] })),
  ).toBe('not-found');
  expect(
    (await slotsToChoose(rival.ctx, theirs.publicId))?.slots.map(({ full, mine: own }) => [full, own]),
  ).toEqual([
    [true, false],
    [false, false],
  ]);
  const after = await slotsToChoose(taker.ctx, mine.publicId);
  expect(after?.lines.every(({ together }) => together)).toBe(true);
  expect(after?.slots.map(({ full, mine: own }) => [full, own])).toEqual([
    [false, true],
    [false, false],
  ]);
  // the holder, for the taker
  expect(
    (await bookSlot(holder.ctx, { key: key(), slot: two.publicId, reservations: [mine.publicId] })).moved,
  ).toBe(true);
  const { slots } = await slotsOfSite(holder.ctx, { id: site.id, zone: 'Europe/Paris' }, '2020-01-01');
  expect(slots.map(({ takers }) => takers?.map(({ lines }) => lines.length) ?? [])).toEqual([[], [1], [1]]);
  await leaveSlot(taker.ctx, { key: key(), reservations: [mine.publicId] });
  expect((await slotOfReservation(taker.ctx, mine.id)).current).toBeNull();
  expect(
    await codeOf(resizeSlot(taker.ctx, site.publicId, { key: key(), slot: two.publicId, capacity: 9 })),
  ).toBe('not-found');
  await resizeSlot(holder.ctx, site.publicId, { key: key(), slot: two.publicId, capacity: 9 });
});

/** As another program reads it. */
function eventsIn(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one);
    return {
      uid: event.uid,
      start: event.startDate.toJSDate().toISOString(),
      status: String(one.getFirstPropertyValue('status')),
      sequence: Number(one.getFirstPropertyValue('sequence')),
      location: event.location,
      summary: event.summary,
      text: file,
    };
  });
}

it('another program reads the appointment; it moves, is cancelled, and the place goes with it', async () => {
  const { sql, owner, holder, taker, site, mine } = await scene();
  const [one, two] = [await makeSlot(owner, site), await makeSlot(owner, site, { inHours: 48 })];
  const read = async (who: Acting) =>
    eventsIn(
      calendarFile((await appointmentsOf(who.ctx, mine.publicId)) ?? [], 'fr', 'https://gisement.example'),
    );
  const feed = async (who: Acting) =>
    eventsIn(
      calendarFile(await appointmentsOfPerson(who.ctx, who.party.person), 'fr', 'https://gisement.example'),
    );
  expect(await appointmentsOf(taker.ctx, mine.publicId)).toBeNull();
  await bookSlot(taker.ctx, { key: key(), slot: one.publicId, reservations: [mine.publicId] });
  const [booked] = await read(taker);
  const [row] = await owner`select starts_at from site_slot where id = ${one.id}`;
  expect(booked).toMatchObject({
    status: 'CONFIRMED',
    start: new Date(row?.starts_at as string).toISOString(),
  });
  expect(booked?.location).toContain('5 rue des Bois');
  expect(booked?.uid).toMatch(/@gisement\.example$/);
  expect((await feed(holder)).map(({ uid }) => uid)).toEqual([booked?.uid]);
  expect(await appointmentsOf((await acting(await testDatabase())).ctx, mine.publicId)).toBeNull();

  await bookSlot(taker.ctx, { key: key(), slot: two.publicId, reservations: [mine.publicId] });
  expect((await read(taker)).map(({ status }) => status)).toEqual(['CANCELLED', 'CONFIRMED']);
  // back to the first: the same appointment as before, changed twice
  await bookSlot(taker.ctx, { key: key(), slot: one.publicId, reservations: [mine.publicId] });
  const again = (await read(taker)).find(({ uid }) => uid === booked?.uid);
  expect(again).toMatchObject({ status: 'CONFIRMED', sequence: 2 });

  await cancelSlots(holder.ctx, site.publicId, { key: key(), slots: [one.publicId], reason: 'strike' });
  const gone = await feed(taker);
  expect(gone.map(({ status, location }) => [status, location ?? ''])).toEqual([
    ['CANCELLED', ''],
    ['CANCELLED', ''],
  ]);
  expect(gone[0]?.text).not.toContain('rue des Bois');

  const other = await makeSlot(owner, site, { inHours: 72 });
  await bookSlot(taker.ctx, { key: key(), slot: other.publicId, reservations: [mine.publicId] });
  expect((await feed(taker)).at(-1)?.location).toContain('rue des Bois');
  expectOk(await call(sql, 'cancel', taker.party, mine.id));
  expect((await feed(taker)).every(({ text }) => !text.includes('rue des Bois'))).toBe(true);
});

it('a private address is the person’s own; renewed, the one before answers to nobody', async () => {
  const { taker } = await scene();
  expect(await myFeed(taker.ctx)).toBeNull();
  expect(await renewCalendar(taker.ctx, { key: key() })).toEqual({ renewed: false });
  const first = (await myFeed(taker.ctx)) ?? '';
  expect((await ownerOfFeed(taker.ctx, first))?.id).toBe(taker.party.person);
  const once = key();
  expect(await renewCalendar(taker.ctx, { key: once })).toEqual({ renewed: true });
  const second = await myFeed(taker.ctx);
  // pressed twice: one renewal
  await renewCalendar(taker.ctx, { key: once });
  expect(await myFeed(taker.ctx)).toBe(second);
  expect(await ownerOfFeed(taker.ctx, first)).toBeNull();
});
