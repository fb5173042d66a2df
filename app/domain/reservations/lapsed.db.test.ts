import { beforeAll, describe, expect, it } from 'vitest';
import { cardsOf } from '#app/domain/lots/cards.server.ts';
import { lotPage } from '#app/domain/lots/lot-page.server.ts';
import { siteLots } from '#app/domain/lots/site-lots.server.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { myReservations, reservationPage, reservationsOfLot, reservationsOfSite } from './queries.server.ts';

let world: TestDatabase;
let holder: Acting;
let taker: Acting;
let site: Made;
let lot: Made;
let reservation: Made;

/** All of a lot of 20 is held by an accepted reservation whose deadline has passed; no job has run. */
beforeAll(async () => {
  world = await testDatabase();
  [holder, taker] = [await acting(world), await acting(world)];
  site = await makeSite(world.owner, holder.party);
  lot = await makeLot(world.owner, holder.party, { site });
  reservation = await makeReservation(world.owner, lot, taker.party, { units: 20, acceptedBy: holder.party });
  await world.owner`update ledger.reservation set expires_at = ledger.clock() - interval '1 second' where id = ${reservation.id}`;
});

describe('a hold past its deadline occupies nothing, though no job ran', () => {
  it('in what is left of the lot', async () => {
    const [row] = await world.sql`
      select s.held, ledger.left_of(s.lot_id) as left, v.left_milli as viewed, v.held as "stillHeld"
        from ledger.stock s join ledger.stock_left v using (lot_id) where lot_id = ${lot.id}`;
    expect(row).toEqual({ held: 20_000, left: 20_000, viewed: 20_000, stillHeld: 0 });
  });

  it('on the page and the card of the lot, and in the table of its site', async () => {
    expect(await lotPage(taker.ctx, lot.publicId)).toMatchObject({ leftMilli: 20_000, heldMilli: 0 });
    expect(await cardsOf(taker.ctx, [lot.id])).toMatchObject([{ leftMilli: 20_000 }]);
    const { rows } = await siteLots(holder.ctx, site.id, { sort: 'title', dir: 'asc' });
    expect(rows).toMatchObject([{ leftMilli: 20_000 }]);
  });

  it('in every list of reservations, where it is told as over', async () => {
    const lists = [
      (await myReservations(taker.ctx)).asTaker,
      (await myReservations(holder.ctx)).asHolder,
      await reservationsOfLot(holder.ctx, lot.publicId),
      await reservationsOfSite(holder.ctx, site.publicId),
    ];
    for (const list of lists) expect(list).toMatchObject([{ lapsed: true, awaitsMe: false }]);
    expect(await reservationPage(taker.ctx, reservation.publicId)).toMatchObject({
      lapsed: true,
      place: null,
    });
  });
});
