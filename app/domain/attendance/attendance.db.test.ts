import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import {
  verifyOrganisation,
  verifyPhone,
} from '#app/domain/organisations/commands/verify-organisation.server.ts';
import { reservationPage } from '#app/domain/reservations/queries.server.ts';
import { bookSlot } from '#app/domain/slots/commands/book-slot.server.ts';
import { call, expectOk, handedOver } from '#tests/ledger/world.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation, makeSite, makeSlot } from '#tests/support/factories.ts';
import { contestMissed, declareMissed } from './commands/declare-missed.server.ts';
import { reachByPhone } from './commands/reach-by-phone.server.ts';
import { attendanceFacts, attendanceOf } from './queries.server.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});
const key = () => randomUUID();

const read = async (who: Acting, publicId: string) => {
  const page = await reservationPage(who.ctx, publicId);
  if (!page) throw new Error('not a side');
  return { page, attendance: await attendanceOf(who.ctx, page, true) };
};

/** Booked for an hour that began an hour ago; accepted by the holder, or at once. */
async function met({ atOnce = false } = {}) {
  const [holder, taker] = [await acting(world), await acting(world)];
  const site = await makeSite(world.owner, holder.party, {
    address: '8 rue Cachée',
    contactPhone: '0299112233',
  });
  const lot = await makeLot(world.owner, holder.party, { site, publish: false });
  if (atOnce) await world.owner`update lot set accept_mode = 'at_once' where id = ${lot.id}`;
  expectOk(await call(world.owner, 'publish', holder.party, lot.id));
  const reservation = await makeReservation(world.owner, lot, taker.party, {
    acceptedBy: atOnce ? undefined : holder.party,
  });
  const slot = await makeSlot(world.owner, site, { inHours: -1, lasts: 4 });
  const book = () =>
    bookSlot(taker.ctx, { key: key(), slot: slot.publicId, reservations: [reservation.publicId] });
  return { holder, taker, site, lot, reservation: reservation.publicId, id: reservation.id, book };
}

it('is offered to the side that was there, told to both, contested by the other, counted until then', async () => {
  const { holder, taker, reservation, book } = await met();
  expect((await read(holder, reservation)).attendance.mayDeclare).toBeNull();
  await book();
  expect((await read(holder, reservation)).attendance.mayDeclare?.kind).toBe('nobody_came');
  expect((await read(taker, reservation)).attendance.mayDeclare?.kind).toBe('site_closed');
  await declareMissed(holder.ctx, reservation, { key: key(), kind: 'nobody_came' });
  const after = await read(holder, reservation);
  expect(after.page).toMatchObject({ state: 'not_collected', place: null });
  expect(after.attendance).toMatchObject({ mayDeclare: null, other: { notCome12m: 1, handovers: 0 } });
  const [seen] = (await read(taker, reservation)).attendance.missed;
  expect(seen).toMatchObject({ kind: 'nobody_came', mine: false, contested: false, mayContest: true });
  const missed = seen?.publicId ?? '';
  expect((await refusalOf(contestMissed(holder.ctx, reservation, { key: key(), missed }))).code).toBe(
    'not-found',
  );
  await contestMissed(taker.ctx, reservation, { key: key(), missed });
  const contested = (await read(holder, reservation)).attendance;
  expect(contested.missed[0]).toMatchObject({ contested: true, mine: true, mayContest: false });
  expect(contested.other.notCome12m).toBe(0);
});

it('is nothing to a stranger, and not for a member of the holder who may not answer', async () => {
  const { holder, reservation, book } = await met();
  await book();
  const say = (ctx: Acting['ctx']) =>
    refusalOf(declareMissed(ctx, reservation, { key: key(), kind: 'nobody_came' }));
  expect((await say((await acting(world)).ctx)).code).toBe('not-found');
  expect((await say(inRole(holder, 'member'))).code).toBe('forbidden');
});

it('counts hand-overs on both sides and the usual time to answer', async () => {
  const [holder, taker] = [await acting(world), await acting(world)];
  for (let n = 0; n < 3; n++) {
    const lot = await makeLot(world.owner, holder.party);
    const { id } = await makeReservation(world.owner, lot, taker.party);
    await world.owner`update ledger.setting set clock_offset = clock_offset + interval '2 hours'`;
    expectOk(await call(world.owner, 'accept', holder.party, id));
    await handedOver(world.owner, holder.party, taker.party, id, 2000, 40_000);
  }
  const facts = await attendanceFacts(holder.ctx, holder.party.organisation);
  expect(facts).toMatchObject({ handovers: 3, notCome12m: 0, siteClosed12m: 0 });
  expect(facts.usualAnswer).toBeGreaterThanOrEqual(7200);
  expect(facts.usualAnswer).toBeLessThan(7300);
  expect(await attendanceFacts(taker.ctx, taker.party.organisation)).toMatchObject({
    handovers: 3,
    usualAnswer: null,
  });
});

it('accepted at once: an hour and a number the holder reached open the place, for that holder alone', async () => {
  const { holder, taker, reservation, book } = await met({ atOnce: true });
  expect((await read(taker, reservation)).page).toMatchObject({ place: null, placeNeeds: ['proof', 'hour'] });
  await book();
  expect((await read(taker, reservation)).page).toMatchObject({ place: null, placeNeeds: ['proof'] });
  expect((await read(holder, reservation)).attendance.toReach).toMatchObject({ phone: null });
  expect((await refusalOf(reachByPhone(holder.ctx, reservation, { key: key() }))).code).toBe('wrong-state');
  await world.owner`update person set phone = '0612345678' where id = ${taker.party.person}`;
  expect((await read(holder, reservation)).attendance.toReach).toMatchObject({ phone: '0612345678' });
  expect((await refusalOf(reachByPhone(taker.ctx, reservation, { key: key() }))).code).toBe('not-found');
  await reachByPhone(holder.ctx, reservation, { key: key() });
  expect((await read(taker, reservation)).page.place).toMatchObject({ address: '8 rue Cachée' });
  expect((await read(holder, reservation)).attendance.toReach).toBeNull();
  // another number is another proof
  await world.owner`update person set phone = '0687654321' where id = ${taker.party.person}`;
  expect((await read(taker, reservation)).page).toMatchObject({ place: null, placeNeeds: ['proof'] });
  // another holder has reached nobody
  await world.owner`update person set phone = '0612345678' where id = ${taker.party.person}`;
  const [other] = await world.owner`
    select proven from ledger.reservation_place w join ledger.reservation r on r.id = w.reservation_id
     where r.id = ${(await makeReservation(world.owner, await makeLot(world.owner, (await acting(world)).party), taker.party)).id}`;
  expect(other?.proven).toBe(false);
});

it('accepted at once: a SIREN the operator verified, or a hand-over before, is a proof; a SIREN typed is none', async () => {
  const { taker, reservation, book } = await met({ atOnce: true });
  await book();
  const organisation = taker.party.organisation;
  await world.owner`update organisation set siren = '732829320' where id = ${organisation}`;
  expect((await read(taker, reservation)).page.placeNeeds).toEqual(['proof']);
  expect(await verifyOrganisation(taker.ctx, 'nobody-there')).toBeNull();
  await verifyOrganisation(taker.ctx, taker.ctx.actor.organisation?.slug ?? '');
  expect((await read(taker, reservation)).page.place).not.toBeNull();
  await world.owner`update organisation set verified_at = null where id = ${organisation}`;
  expect(await verifyPhone(taker.ctx, taker.email)).toBeNull();
  await world.owner`update person set phone = '0611111111' where id = ${taker.party.person}`;
  expect((await read(taker, reservation)).page.place).toBeNull();
  for (let twice = 0; twice < 2; twice++)
    expect(await verifyPhone(taker.ctx, taker.email)).toBe('0611111111');
  expect((await read(taker, reservation)).page.place).not.toBeNull();
  await world.owner`update person set phone = null where id = ${taker.party.person}`;
  const before = await acting(world);
  const { id } = await makeReservation(world.owner, await makeLot(world.owner, before.party), taker.party, {
    acceptedBy: before.party,
  });
  await handedOver(world.owner, before.party, taker.party, id, 2000, 40_000);
  expect((await read(taker, reservation)).page.place).not.toBeNull();
});

it('numbers are shown to both sides until 7 days after the hour, the address stays', async () => {
  const { holder, taker, reservation, id, book } = await met();
  await world.owner`update person set phone = '0612345678' where id = ${taker.party.person}`;
  await book();
  await handedOver(world.owner, holder.party, taker.party, id, 2000, 40_000);
  const phones = async () =>
    Promise.all(
      [holder, taker].map(async (who) => {
        const { place } = (await read(who, reservation)).page;
        return [place?.address, place?.holderContact.phone, place?.takerContact.phone];
      }),
    );
  const shown = ['8 rue Cachée', '0299112233', '0612345678'];
  expect(await phones()).toEqual([shown, shown]);
  await world.owner`update ledger.setting set clock_offset = clock_offset + interval '7 days 4 hours'`;
  expect(await phones()).toEqual([shown, shown].map(([address]) => [address, null, null]));
});
