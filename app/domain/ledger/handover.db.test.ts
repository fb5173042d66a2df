import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { cancelReservation } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { reservationPage } from '#app/domain/reservations/queries.server.ts';
import { auditOf } from '#tests/ledger/world.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation } from '#tests/support/factories.ts';
import { confirmHandover } from './commands/confirm-handover.server.ts';
import { handoverInput } from './handover-schema.ts';

let world: TestDatabase;
let holder: Acting;

beforeAll(async () => {
  world = await testDatabase();
  holder = await acting(world);
});

interface Agreed {
  lot: Made;
  taker: Acting;
  reservation: Made;
}
async function agreed(units = 20): Promise<Agreed> {
  const taker = await acting(world);
  const lot = await makeLot(world.owner, holder.party, { units });
  return {
    lot,
    taker,
    reservation: await makeReservation(world.owner, lot, taker.party, { units: 8, acceptedBy: holder.party }),
  };
}
const say = (ctx: Ctx, { publicId }: Made, typed: object = {}, key = randomUUID()) =>
  confirmHandover(ctx, publicId, {
    key,
    input: handoverInput.parse({ quantity: '8', identicalUse: 'on', ...typed }),
  });
const events = async ({ id }: Made) =>
  (
    await world.owner`select kind from event where payload ->> 'reservation' = ${String(id)} and kind like 'handover.%' order by id`
  ).map(({ kind }) => kind);
const collected = async ({ id }: Made) =>
  world.owner`select qty, mass_g, evidence, low_g, high_g from ledger.movement where lot_id = ${id} and kind = 'collect'`;
const stock = async ({ id }: Made) =>
  (await world.owner`select available, held, collected from ledger.stock where lot_id = ${id}`)[0];

describe('both sides say what was taken', () => {
  it('the first waits, an equal second counts the mass once; replays say the same and add nothing', async () => {
    const { lot, taker, reservation } = await agreed();
    const [first, second] = [randomUUID(), randomUUID()];
    expect(await say(taker.ctx, reservation, { quantity: '6' }, first)).toMatchObject({
      state: 'waiting-other-side',
    });
    expect(await reservationPage(holder.ctx, reservation.publicId)).toMatchObject({
      awaitsMe: true,
      expirySuspended: true,
    });
    expect(await say(holder.ctx, reservation, { quantity: '6' }, second)).toMatchObject({
      state: 'confirmed',
      left: 14_000,
    });
    expect(await say(holder.ctx, reservation, { quantity: '6' }, second)).toMatchObject({
      state: 'confirmed',
      replayed: true,
    });
    expect(await say(taker.ctx, reservation, { quantity: '6' }, first)).toMatchObject({
      state: 'waiting-other-side',
      replayed: true,
    });
    expect(await collected(lot)).toEqual([
      { qty: 6000, mass_g: 120_000, evidence: 'B', low_g: 108_000, high_g: 132_000 },
    ]);
    expect(await stock(lot)).toEqual({ available: 14_000, held: 0, collected: 6000 });
    expect(await events(reservation)).toEqual(['handover.waiting', 'handover.confirmed']);
  });

  it('both at once: one waits, the other confirms, the mass counts once', async () => {
    for (let round = 0; round < 5; round++) {
      const { lot, taker, reservation } = await agreed();
      const states = await Promise.all([say(taker.ctx, reservation), say(holder.ctx, reservation)]);
      expect(states.map(({ state }) => state).sort()).toEqual(['confirmed', 'waiting-other-side']);
      expect(await collected(lot)).toHaveLength(1);
      expect(await events(reservation)).toEqual(['handover.waiting', 'handover.confirmed']);
    }
  });

  it('a side that only counted takes over the ticket of the side that weighed', async () => {
    const { lot, taker, reservation } = await agreed();
    await say(holder.ctx, reservation, { method: 'weighed', massKg: '168,333' });
    expect(await say(taker.ctx, reservation)).toMatchObject({ state: 'confirmed' });
    expect(await collected(lot)).toMatchObject([
      { mass_g: 168_333, evidence: 'A', low_g: 164_966, high_g: 171_700 },
    ]);
  });

  it('different words are a dispute that either ends by saying the other’s; nothing moves meanwhile', async () => {
    const { lot, taker, reservation } = await agreed();
    await say(taker.ctx, reservation, { quantity: '6' });
    expect(await say(holder.ctx, reservation, { quantity: '7' })).toMatchObject({ state: 'disputed' });
    expect(await stock(lot)).toEqual({ available: 12_000, held: 8000, collected: 0 });
    const page = await reservationPage(taker.ctx, reservation.publicId);
    expect(page?.handoverDetail).toMatchObject({
      state: 'disputed',
      holder: { qtyMilli: 7000 },
      taker: { qtyMilli: 6000 },
    });
    expect(await say(taker.ctx, reservation, { quantity: '7' })).toMatchObject({ state: 'confirmed' });
    expect(await events(reservation)).toEqual([
      'handover.waiting',
      'handover.disputed',
      'handover.confirmed',
    ]);
  });

  it('another use than the same is part of what both say, and shown to the other', async () => {
    const { lot, taker, reservation } = await agreed();
    await say(taker.ctx, reservation, { identicalUse: undefined });
    const page = await reservationPage(holder.ctx, reservation.publicId);
    expect(page?.handoverDetail?.taker).toMatchObject({ identicalUse: false });
    expect(await say(holder.ctx, reservation, { identicalUse: undefined })).toMatchObject({
      state: 'confirmed',
    });
    const [row] =
      await world.owner`select counts, legal_line from ledger.movement where lot_id = ${lot.id} and kind = 'collect'`;
    expect(row).toEqual({ counts: false, legal_line: 'other_use' });
  });

  it('zero on both sides: nothing was taken, all is free again', async () => {
    const { lot, taker, reservation } = await agreed();
    await say(holder.ctx, reservation, { quantity: '0' });
    expect(await say(taker.ctx, reservation, { quantity: '0' })).toMatchObject({ state: 'not-collected' });
    expect(await stock(lot)).toEqual({ available: 20_000, held: 0, collected: 0 });
    expect(await reservationPage(taker.ctx, reservation.publicId)).toMatchObject({
      state: 'not_collected',
      place: null,
    });
  });

  it('more than reserved takes from what is left', async () => {
    const { lot, taker, reservation } = await agreed();
    await say(holder.ctx, reservation, { quantity: '10' });
    await say(taker.ctx, reservation, { quantity: '10' });
    expect(await stock(lot)).toEqual({ available: 10_000, held: 0, collected: 10_000 });
  });
});

describe('what is refused leaves no trace', () => {
  it('is told beside its field', async () => {
    const { lot, taker, reservation } = await agreed(10);
    const refused = (typed: object) => refusalOf(say(taker.ctx, reservation, typed));
    expect(await refused({ quantity: '11' })).toEqual({
      code: 'not-enough-left',
      field: 'quantity',
      leftMilli: 2000,
      mostMilli: 10_000,
      unit: 'u',
    });
    expect(await refused({ quantity: '1,5' })).toMatchObject({ code: 'bad-quantity', field: 'quantity' });
    expect(await refused({ pickedUpOn: '2020-01-01' })).toMatchObject({
      code: 'bad-pick-up-day',
      field: 'pickedUpOn',
    });
    expect(await refused({ pickedUpOn: '2199-01-01' })).toMatchObject({
      code: 'bad-pick-up-day',
      field: 'pickedUpOn',
    });
    expect(await events(reservation)).toEqual([]);
    expect(await stock(lot)).toEqual({ available: 2000, held: 8000, collected: 0 });
  });

  it('before acceptance there is nothing to confirm', async () => {
    const taker = await acting(world);
    const reservation = await makeReservation(
      world.owner,
      await makeLot(world.owner, holder.party),
      taker.party,
    );
    expect(await refusalOf(say(taker.ctx, reservation, { quantity: '2' }))).toMatchObject({
      code: 'wrong-state',
      state: 'requested',
    });
  });

  it('a stranger is told nothing; a member of the holder may not', async () => {
    const { reservation } = await agreed();
    const stranger = await acting(world);
    expect(await refusalOf(say(stranger.ctx, reservation))).toEqual({ code: 'not-found' });
    expect((await refusalOf(say(inRole(holder, 'member'), reservation))).code).toBe('forbidden');
    expect(await events(reservation)).toEqual([]);
  });

  it('once the other has said that something was taken, one answers it instead of cancelling', async () => {
    const { taker, reservation } = await agreed();
    await say(holder.ctx, reservation);
    const call = { key: randomUUID() };
    expect((await refusalOf(cancelReservation(taker.ctx, reservation.publicId, call))).code).toBe(
      'handover-open',
    );
  });
});

it('the books balance', async () => expect(await auditOf(world.owner)).toEqual([]));
