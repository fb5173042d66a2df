import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { issueDocuments } from '#app/domain/documents/commands/issue-documents.server.ts';
import { verifyDocument } from '#app/domain/documents/queries.server.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation } from '#tests/support/factories.ts';
import { attachTicket } from './commands/attach-ticket.server.ts';
import { confirmHandover } from './commands/confirm-handover.server.ts';
import { handoverInput } from './handover-schema.ts';
import { ticketPhoto, ticketsOf } from './tickets.server.ts';

let world: TestDatabase;
let holder: Acting;
let taker: Acting;
beforeAll(async () => {
  world = await testDatabase();
  [holder, taker] = [await acting(world), await acting(world)];
});

async function agreed(): Promise<Made> {
  const lot = await makeLot(world.owner, holder.party);
  return makeReservation(world.owner, lot, taker.party, { units: 8, acceptedBy: holder.party });
}
const say = (ctx: Ctx, { publicId }: Made, mass: string | null) =>
  confirmHandover(ctx, publicId, {
    key: randomUUID(),
    input: handoverInput.parse({
      ...(mass ? { method: 'weighed', massKg: mass } : {}),
      quantity: '8',
      identicalUse: 'on',
    }),
  });
const photo = () => ({ publicId: randomUUID(), width: 900, height: 600, thumbhash: 'AAAA', widths: [480] });
const attach = (
  ctx: Ctx,
  { publicId: reservation }: Made,
  photos = [photo()],
  key: string = randomUUID(),
): Promise<void> => attachTicket(ctx, { key, reservation, photos });
const shown = async ({ id }: Made) => (await ticketsOf(holder.ctx, id)).map(({ side }) => side);

describe('the photo of a weighing ticket', () => {
  it('goes with a weighed mass of its own side only, three at most, once under one key', async () => {
    const reservation = await agreed();
    expect(await refusalOf(attach(holder.ctx, reservation))).toMatchObject({ code: 'ticket-not-weighed' });
    await say(holder.ctx, reservation, null);
    expect(await refusalOf(attach(holder.ctx, reservation))).toMatchObject({ code: 'ticket-not-weighed' });
    await say(holder.ctx, reservation, '152,5');
    const [key, photos] = [randomUUID(), [photo()]];
    await attach(holder.ctx, reservation, photos, key);
    await attach(holder.ctx, reservation, photos, key);
    expect(await shown(reservation)).toEqual(['holder']);
    expect(await refusalOf(attach(taker.ctx, reservation))).toMatchObject({ code: 'ticket-not-weighed' });
    expect(await refusalOf(attach(holder.ctx, reservation, [photo(), photo(), photo()]))).toEqual({
      ...{ code: 'too-many-tickets', field: 'ticket', limit: 3 },
    });
    await attach(holder.ctx, reservation, [photo(), photo()]);
    await say(taker.ctx, reservation, '152,5');
    await attach(taker.ctx, reservation);
    expect(await shown(reservation)).toEqual(['holder', 'holder', 'holder', 'taker']);
  });

  it('two sent at once for the last place: one of them', async () => {
    const reservation = await agreed();
    await say(holder.ctx, reservation, '152,5');
    await attach(holder.ctx, reservation, [photo(), photo()]);
    const said = await Promise.allSettled([attach(holder.ctx, reservation), attach(holder.ctx, reservation)]);
    expect(said.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('says nothing of a mass said afterwards', async () => {
    const reservation = await agreed();
    await say(holder.ctx, reservation, '152,5');
    await attach(holder.ctx, reservation);
    await say(holder.ctx, reservation, '160');
    expect(await shown(reservation)).toEqual([]);
  });

  it('is of nobody else: a stranger is told nothing, a member of the holder only looks, and the database refuses a false one', async () => {
    const reservation = await agreed();
    await say(holder.ctx, reservation, '152,5');
    const one = photo();
    await attach(holder.ctx, reservation, [one]);
    const stranger = await acting(world);
    expect(await refusalOf(attach(stranger.ctx, reservation))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(attach(inRole(holder, 'member'), reservation))).toMatchObject({
      code: 'forbidden',
    });
    const ask = (ctx: Ctx) => ticketPhoto(ctx, { reservation: reservation.publicId, photo: one.publicId });
    for (const ctx of [holder.ctx, taker.ctx, inRole(holder, 'member')])
      expect(await ask(ctx)).toEqual({ widths: [480] });
    expect(await ask(stranger.ctx)).toBeNull();
    expect(
      await ticketPhoto(taker.ctx, { reservation: (await agreed()).publicId, photo: one.publicId }),
    ).toBeNull();
    await expect(
      world.sql`insert into handover_ticket (public_id, handover_id, side, mass_g, nth, width, height, thumbhash, widths)
        select gen_random_uuid(), id, 'taker', 152500, 1, 9, 9, '', '{480}' from ledger.handover where reservation_id = ${reservation.id}`,
    ).rejects.toThrow(/of no weighing/);
    await expect(world.sql`update handover_ticket set nth = 2`).rejects.toThrow(/permission denied/);
  });

  it('is said on the page of the certificate, and only the parties open it', async () => {
    const reservation = await agreed();
    await say(holder.ctx, reservation, '152,5');
    await say(taker.ctx, reservation, '152,5');
    await issueDocuments(holder.ctx, reservation.id);
    const [paper] = await world.owner`
      select number from document where reservation_id = ${reservation.id} and kind = 'certificate'`;
    const read = async (ctx: Ctx) => (await verifyDocument(ctx, String(paper?.number)))?.ticket;
    const stranger = (await acting(world)).ctx;
    expect(await read(stranger)).toEqual({ by: null, photos: [], reservation: null });
    const one = photo();
    await attach(taker.ctx, reservation, [one]);
    expect(await read(stranger)).toEqual({ by: 'taker', photos: [], reservation: null });
    await attach(holder.ctx, reservation);
    expect(await read(holder.ctx)).toMatchObject({ by: 'both', reservation: reservation.publicId });
  });
});
