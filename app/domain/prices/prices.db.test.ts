import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  acceptReservation,
  refuseReservation,
} from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { reserveLot } from '#app/domain/reservations/commands/reserve-lot.server.ts';
import { auditOf, handedOver } from '#tests/ledger/world.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation } from '#tests/support/factories.ts';
import { answerPrice } from './commands/answer-price.server.ts';
import { noteSettlement } from './commands/note-settlement.server.ts';
import { proposePrice, reserveAtPrice } from './commands/propose-price.server.ts';
import { priceOfReservation } from './price.server.ts';

let world: TestDatabase;
let holder: Acting;
let taker: Acting;
beforeAll(async () => {
  world = await testDatabase();
  [holder, taker] = await Promise.all([acting(world), acting(world)]);
});

interface Offer {
  cents?: number | null;
  negotiable?: boolean;
  tax?: string;
  vat?: number | null;
  basis?: string;
  mode?: string;
}

async function offered({
  cents = 1000,
  negotiable = true,
  tax = 'included',
  vat = null,
  basis = 'unit',
  mode = 'ask',
}: Offer = {}) {
  const lot = await makeLot(world.owner, holder.party);
  await world.owner`update lot set price_cents = ${cents}, negotiable = ${negotiable}, price_tax = ${tax}, vat_permille = ${vat},
    price_basis = ${basis}, accept_mode = ${mode} where id = ${lot.id}`;
  return lot;
}

/** A request of a taker of its own: who has never collected may have only three open. */
async function asked(offer: Offer = {}) {
  const lot = await offered(offer);
  const by = await acting(world);
  const reservation = await makeReservation(world.owner, lot, by.party);
  return { lot, by, reservation };
}

const key = () => ({ key: randomUUID() });
const propose = (by: Acting, one: Made, cents: number, sure = false) =>
  proposePrice(by.ctx, one.publicId, { ...key(), cents, sure });
const answer = (by: Acting, one: Made, said: 'accepted' | 'refused' | 'withdrawn') =>
  answerPrice(by.ctx, one.publicId, { ...key(), answer: said });
const accept = (one: Made, price?: 'proposed' | 'announced') =>
  acceptReservation(holder.ctx, one.publicId, { ...key(), price });
const rowOf = async ({ id }: Made) =>
  (
    await world.owner`select state, announced_price_cents, concluded_price_cents, price_basis, price_tax, vat_permille, price_of_milli
    from ledger.reservation where id = ${id}`
  )[0];
const proposalOf = async ({ id }: Made) =>
  (await world.owner`select cents, state from ledger.price_proposal where reservation_id = ${id}`)[0] ?? null;
const reads = async (by: Acting, one: Made) => priceOfReservation(by.ctx, one.publicId);

describe('a price proposed by the taker', () => {
  it('is made once, answered before the reservation, and is what is concluded', async () => {
    const { by, reservation } = await asked({ tax: 'excluded', vat: 200, cents: 1200 });
    expect((await reads(by, reservation))?.may).toMatchObject({ propose: true, withdraw: false });
    await propose(by, reservation, 960);
    expect((await refusalOf(propose(by, reservation, 900))).code).toBe('proposal-made');
    expect((await reads(by, reservation))?.may).toMatchObject({
      propose: false,
      withdraw: true,
      answer: false,
    });
    expect((await reads(holder, reservation))?.may).toMatchObject({ answer: true, propose: false });
    expect((await refusalOf(answer(by, reservation, 'accepted'))).code).toBe('forbidden');
    await answer(holder, reservation, 'accepted');
    expect((await refusalOf(answer(by, reservation, 'withdrawn'))).code).toBe('proposal-over');
    await accept(reservation);
    expect(await rowOf(reservation)).toMatchObject({
      concluded_price_cents: 960,
      announced_price_cents: 1200,
    });
    expect(await reads(by, reservation)).toMatchObject({
      ...{ concluded: { cents: 960 }, priceTax: 'excluded', vatPermille: 200 },
      ...{ quantityMilli: 2000, totalCents: 1920 },
    });
  });

  it('waits for its answer: the reservation is not accepted until it is said at which price', async () => {
    const { by, reservation } = await asked();
    await propose(by, reservation, 800);
    expect(await refusalOf(accept(reservation))).toMatchObject({
      code: 'price-not-answered',
      field: 'price',
    });
    expect((await rowOf(reservation))?.state).toBe('requested');
    await accept(reservation, 'announced');
    expect(await rowOf(reservation)).toMatchObject({ state: 'accepted', concluded_price_cents: 1000 });
    expect(await proposalOf(reservation)).toMatchObject({ state: 'refused' });
  });

  it('is accepted together with the reservation, in one act', async () => {
    const { by, reservation } = await asked();
    await propose(by, reservation, 800);
    await accept(reservation, 'proposed');
    expect(await rowOf(reservation)).toMatchObject({ state: 'accepted', concluded_price_cents: 800 });
    expect(await proposalOf(reservation)).toEqual({ cents: 800, state: 'accepted' });
    const told =
      await world.owner`select kind, payload from event where payload ->> 'reservation' = ${String(reservation.id)} order by id`;
    expect(told.map(({ kind }) => kind)).toEqual([
      'reservation.requested',
      'price.proposed',
      'price.accepted',
      'reservation.accepted',
    ]);
  });

  it('is refused on a firm price and on a gift, free on request, questioned when absurd, bounded', async () => {
    const firm = await asked({ negotiable: false });
    expect((await refusalOf(propose(firm.by, firm.reservation, 800))).code).toBe('price-firm');
    const gift = await asked({ cents: 0 });
    expect((await refusalOf(propose(gift.by, gift.reservation, 100))).code).toBe('gift-stays-gift');
    const onRequest = await asked({ cents: null, negotiable: false });
    await propose(onRequest.by, onRequest.reservation, 4321);
    await accept(onRequest.reservation, 'proposed');
    expect((await rowOf(onRequest.reservation))?.concluded_price_cents).toBe(4321);
    const { by, reservation } = await asked();
    expect(await refusalOf(propose(by, reservation, 199))).toMatchObject({
      code: 'proposal-unlikely',
      field: 'sure',
    });
    expect((await refusalOf(propose(by, reservation, 1000))).code).toBe('bad-proposal');
    expect((await refusalOf(propose(by, reservation, 0, true))).code).toBe('bad-proposal');
    expect(await proposalOf(reservation)).toBeNull();
    await propose(by, reservation, 199, true);
  });

  it('comes with the request, or the request is not made either', async () => {
    const lot = await offered();
    const input = { quantity: 2000, purpose: 'own_home' as const, communeCode: '35238' };
    const absurd = reserveAtPrice(taker.ctx, lot.publicId, {
      ...key(),
      input,
      proposal: { cents: 1, sure: false },
    });
    expect((await refusalOf(absurd)).code).toBe('proposal-unlikely');
    expect(await world.owner`select from ledger.reservation where lot_id = ${lot.id}`).toHaveLength(0);
    const call = { ...key(), input, proposal: { cents: 900, sure: false } };
    const made = await reserveAtPrice(taker.ctx, lot.publicId, call);
    expect(await reserveAtPrice(taker.ctx, lot.publicId, call)).toMatchObject({
      publicId: made.publicId,
      replayed: true,
    });
    expect((await priceOfReservation(taker.ctx, made.publicId))?.proposal).toMatchObject({
      cents: 900,
      state: 'open',
    });
  });

  it('is nobody else’s: a stranger, an analyst and another organisation are told nothing', async () => {
    const { by, reservation } = await asked();
    const stranger = await acting(world);
    expect((await refusalOf(propose(stranger, reservation, 800))).code).toBe('not-found');
    expect(
      (
        await refusalOf(
          proposePrice(inRole(by, 'analyst'), reservation.publicId, { ...key(), cents: 800, sure: true }),
        )
      ).code,
    ).toMatch(/not-found|forbidden/);
    expect(await reads(stranger, reservation)).toBeNull();
    await propose(by, reservation, 800);
    expect((await refusalOf(answer(stranger, reservation, 'accepted'))).code).toBe('not-found');
    expect(
      (
        await refusalOf(
          answerPrice(inRole(holder, 'member'), reservation.publicId, { ...key(), answer: 'accepted' }),
        )
      ).code,
    ).toBe('forbidden');
    expect(await proposalOf(reservation)).toMatchObject({ state: 'open' });
  });
});

describe('two at once', () => {
  it('accepted while withdrawn: one of the two, never both, and the price follows', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { by, reservation } = await asked();
      await propose(by, reservation, 800);
      const [took, back] = await Promise.allSettled([
        accept(reservation, 'proposed'),
        answer(by, reservation, 'withdrawn'),
      ]);
      expect([took.status, back.status].filter((one) => one === 'fulfilled')).toHaveLength(1);
      const row = await rowOf(reservation);
      const state = (await proposalOf(reservation))?.state;
      if (took.status === 'fulfilled')
        expect([row?.state, row?.concluded_price_cents, state]).toEqual(['accepted', 800, 'accepted']);
      else expect([row?.state, row?.concluded_price_cents, state]).toEqual(['requested', null, 'withdrawn']);
    }
  });

  it('proposed twice at the same instant: one', async () => {
    const { by, reservation } = await asked();
    const both = await Promise.allSettled([propose(by, reservation, 800), propose(by, reservation, 700)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(
      await world.owner`select from ledger.price_proposal where reservation_id = ${reservation.id}`,
    ).toHaveLength(1);
  });
});

describe('what is concluded', () => {
  it('is what the taker was told, whatever the holder writes on the lot since', async () => {
    const { lot, reservation, by } = await asked({ cents: 500 });
    await world.owner`update lot set price_cents = 9900, price_basis = 'whole', price_tax = 'not_applicable' where id = ${lot.id}`;
    expect(await reads(by, reservation)).toMatchObject({
      priceCents: 500,
      priceBasis: 'unit',
      priceTax: 'included',
      totalCents: 1000,
    });
    await accept(reservation);
    expect(await rowOf(reservation)).toMatchObject({
      concluded_price_cents: 500,
      price_basis: 'unit',
      price_tax: 'included',
    });
  });

  it('of a gift stays a gift, and of a price for the whole is shared out by the quantity of that day', async () => {
    const gift = await asked({ cents: 0 });
    await world.owner`update lot set price_cents = 9900 where id = ${gift.lot.id}`;
    await accept(gift.reservation);
    expect((await reads(holder, gift.reservation))?.totalCents).toBe(0);
    const whole = await asked({ cents: 10_000, basis: 'whole' });
    await world.owner`update lot set quantity_milli = quantity_milli where id = ${whole.lot.id}`;
    await accept(whole.reservation);
    const { price_of_milli: of } = (await rowOf(whole.reservation)) ?? {};
    expect((await reads(holder, whole.reservation))?.totalCents).toBe(
      Math.round((10_000 * 2000) / Number(of)),
    );
  });

  it('is kept at once where the lot accepts at once', async () => {
    const lot = await offered({ mode: 'at_once', tax: 'not_applicable' });
    const by = await acting(world);
    const made = await reserveLot(by.ctx, lot.publicId, {
      ...key(),
      input: { quantity: 2000, purpose: 'own_home', communeCode: '35238' },
    });
    expect(await priceOfReservation(by.ctx, made.publicId)).toMatchObject({
      concluded: { cents: 1000 },
      priceTax: 'not_applicable',
      may: { propose: false },
    });
  });

  it('cannot be changed by the application, nor by the owner of the tables', async () => {
    const { by, reservation } = await asked();
    await propose(by, reservation, 800);
    const concluding = { constraint_name: expect.stringMatching(/^reservation_price/) };
    await expect(
      world.owner`update ledger.reservation set state = 'accepted', accepted_at = now(), concluded_price_cents = 1000 where id = ${reservation.id}`,
    ).rejects.toMatchObject(concluding);
    await accept(reservation, 'proposed');
    for (const change of [
      'concluded_price_cents = 1',
      'announced_price_cents = 1',
      "price_tax = 'not_applicable'",
      'price_of_milli = 5',
      'concluded_price_cents = null',
    ]) {
      await expect(
        world.owner.unsafe(`update ledger.reservation set ${change} where id = ${reservation.id}`),
      ).rejects.toMatchObject({ code: '23514' });
      await expect(
        world.sql.unsafe(`update ledger.reservation set ${change} where id = ${reservation.id}`),
      ).rejects.toMatchObject({ code: '42501' });
    }
    for (const change of ['cents = 1', "state = 'open', answered_at = null", "state = 'refused'"]) {
      await expect(
        world.owner.unsafe(
          `update ledger.price_proposal set ${change} where reservation_id = ${reservation.id}`,
        ),
      ).rejects.toMatchObject({ code: '23514' });
      await expect(
        world.sql.unsafe(
          `update ledger.price_proposal set ${change} where reservation_id = ${reservation.id}`,
        ),
      ).rejects.toMatchObject({ code: '42501' });
    }
    await expect(
      world.owner`delete from ledger.price_proposal where reservation_id = ${reservation.id}`,
    ).rejects.toBeTruthy();
    expect((await refusalOf(propose(by, reservation, 1, true))).code).toBe('wrong-state');
    expect((await rowOf(reservation))?.concluded_price_cents).toBe(800);
  });

  it('is said the same by SQL and by the page', async () => {
    const rows = await world.db.execute<{ a: number }>(sql`select ledger.amount_of(333, 1500, 1000) as a`);
    expect(rows[0]?.a).toBe(500);
    const [net] = await world.db.execute<{ n: number }>(
      sql`select ledger.without_vat(1000, 200::smallint) as n`,
    );
    expect(net?.n).toBe(833);
  });
});

describe('the payment, noted by the seller', () => {
  const note = (by: Acting, one: Made, input: Partial<Parameters<typeof noteSettlement>[2]['input']> = {}) =>
    noteSettlement(by.ctx, one.publicId, {
      ...key(),
      input: { settled: true, method: 'cash', settledOn: '2026-11-20', invoiceNumber: 'F-12', ...input },
    });

  it('is read by both, corrected by a new note, the earlier ones kept', async () => {
    const { by, reservation } = await asked();
    expect((await refusalOf(note(holder, reservation))).code).toBe('wrong-state');
    await accept(reservation);
    expect((await reads(by, reservation))?.may.settle).toBe(false);
    await note(holder, reservation, { settled: false, settledOn: undefined, method: 'transfer' });
    await note(holder, reservation);
    const seen = await reads(by, reservation);
    expect(
      seen?.settlements.map(({ settled, method, invoiceNumber }) => [settled, method, invoiceNumber]),
    ).toEqual([
      [true, 'cash', 'F-12'],
      [false, 'transfer', 'F-12'],
    ]);
    await expect(
      world.sql`delete from settlement where reservation_id = ${reservation.id}`,
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      world.sql`update settlement set settled = false where reservation_id = ${reservation.id}`,
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('is the seller’s alone, never of a gift', async () => {
    const { by, reservation } = await asked();
    await accept(reservation);
    expect((await refusalOf(note(by, reservation))).code).toBe('forbidden');
    expect((await refusalOf(note(await acting(world), reservation))).code).toBe('not-found');
    const gift = await asked({ cents: 0 });
    await accept(gift.reservation);
    expect((await refusalOf(note(holder, gift.reservation))).code).toBe('wrong-state');
  });
});

it('leaves the books in balance', async () => {
  const { by, reservation } = await asked();
  await propose(by, reservation, 700);
  await accept(reservation, 'proposed');
  await handedOver(world.sql, holder.party, by.party, reservation.id, 2000, 40_000);
  expect((await reads(holder, reservation))?.totalCents).toBe(1400);
  const refused = await asked();
  await propose(refused.by, refused.reservation, 700);
  await refuseReservation(holder.ctx, refused.reservation.publicId, key());
  expect((await refusalOf(answer(holder, refused.reservation, 'accepted'))).code).toBe('wrong-state');
  expect(await auditOf(world.sql)).toEqual([]);
});
