import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '#tests/ledger/world.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import {
  acceptReservation,
  cancelReservation,
  extendReservation,
  refuseReservation,
} from './commands/answer-reservation.server.ts';
import { myReservations, reservationPage, reservationsOfLot } from './queries.server.ts';

let world: TestDatabase;
let holder: Acting;
let stranger: Acting;
let site: Made;

beforeAll(async () => {
  world = await freshDatabase();
  holder = await acting(world);
  stranger = await acting(world);
  site = await makeSite(world.owner, holder.party, { address: '12 rue du Secret', accessNote: 'Code 4590' });
});

interface Asked {
  lot: Made;
  taker: Acting;
  reservation: Made;
}
async function asked({ accepted = false, units = 20 } = {}): Promise<Asked> {
  const taker = await acting(world);
  const lot = await makeLot(world.owner, holder.party, { site, units });
  const acceptedBy = accepted ? holder.party : undefined;
  return {
    lot,
    taker,
    reservation: await makeReservation(world.owner, lot, taker.party, { units: 6, acceptedBy }),
  };
}
const key = () => ({ key: randomUUID() });
const page = (who: Acting, { publicId }: Made) => reservationPage(who.ctx, publicId);
const events = async ({ id }: Made) =>
  (await world.owner`select kind from event where payload ->> 'reservation' = ${String(id)} order by id`).map(
    ({ kind }) => kind,
  );
const held = async ({ id }: Made) =>
  (await world.owner`select held from ledger.stock where lot_id = ${id}`)[0]?.held;

const verbs = {
  accept: acceptReservation,
  refuse: refuseReservation,
  cancel: cancelReservation,
  extend: (ctx: Acting['ctx'], id: string, call: { key: string }) =>
    extendReservation(ctx, id, { ...call, until: '2040-01-01' }),
};

describe('the holder answers', () => {
  it('accepts: the pick-up deadline starts, the event is kept, a replay says the same', async () => {
    const { taker, reservation } = await asked();
    const call = key();
    const answered = await acceptReservation(holder.ctx, reservation.publicId, call);
    expect(answered).toMatchObject({ publicId: reservation.publicId, state: 'accepted', left: null });
    expect(await acceptReservation(holder.ctx, reservation.publicId, call)).toEqual(answered);
    expect(await events(reservation)).toEqual(['reservation.requested', 'reservation.accepted']);
    expect(await page(taker, reservation)).toMatchObject({
      state: 'accepted',
      handover: null,
    });
  });

  it('refuses with a reason that only the two sides read, and that the ledger never keeps', async () => {
    const { lot, taker, reservation } = await asked();
    const reason = 'Déjà promises à l’école';
    expect(await refuseReservation(holder.ctx, reservation.publicId, { ...key(), reason })).toMatchObject({
      state: 'refused',
      left: 20_000,
    });
    expect((await page(taker, reservation))?.notes).toMatchObject([{ kind: 'refusal', body: reason }]);
    expect(await page(stranger, reservation)).toBeNull();
    const [row] =
      await world.owner`select close_reason_code from ledger.reservation where id = ${reservation.id}`;
    expect(row?.close_reason_code).toBeNull();
    expect(await held(lot)).toBe(0);
    expect(await events(reservation)).toEqual(['reservation.requested', 'reservation.refused']);
  });

  it('gives more time: until the evening of that day where the site is, never less', async () => {
    const { reservation } = await asked({ accepted: true });
    const until = async () =>
      (
        await world.owner`select to_char(expires_at at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') as at
        from ledger.reservation where id = ${reservation.id}`
      )[0]?.at;
    const inDays = async (days: number) =>
      String(
        (
          await world.owner`select ((ledger.clock() at time zone 'Europe/Paris')::date + ${days}::int)::text as day`
        )[0]?.day,
      );
    const day = await inDays(40);
    await extendReservation(holder.ctx, reservation.publicId, { ...key(), until: day });
    expect(await until()).toBe(`${day} 20:00`);
    for (const wrong of [await inDays(20), '2020-01-01', '2199-01-01']) {
      const refusal = await refusalOf(
        extendReservation(holder.ctx, reservation.publicId, { ...key(), until: wrong }),
      );
      expect(refusal).toMatchObject({ code: 'bad-deadline', field: 'until' });
    }
    expect(await until()).toBe(`${day} 20:00`);
    expect(await events(reservation)).toEqual([
      'reservation.requested',
      'reservation.accepted',
      'reservation.extended',
    ]);
  });
});

describe('who may answer', () => {
  it('a stranger is told nothing, whatever the verb, as for a reservation that does not exist', async () => {
    const { reservation } = await asked();
    for (const verb of Object.values(verbs)) {
      expect(await refusalOf(verb(stranger.ctx, reservation.publicId, key()))).toEqual({ code: 'not-found' });
      expect(await refusalOf(verb(holder.ctx, randomUUID(), key()))).toEqual({ code: 'not-found' });
    }
    expect(await events(reservation)).toEqual(['reservation.requested']);
  });

  it('the taker only cancels; a member of the holder only reads; an analyst sees nothing', async () => {
    const { taker, reservation } = await asked();
    for (const verb of [verbs.accept, verbs.refuse, verbs.extend])
      expect((await refusalOf(verb(taker.ctx, reservation.publicId, key()))).code).toBe('forbidden');
    expect(
      (await refusalOf(acceptReservation(inRole(holder, 'member'), reservation.publicId, key()))).code,
    ).toBe('forbidden');
    expect(
      (await refusalOf(acceptReservation(inRole(holder, 'analyst'), reservation.publicId, key()))).code,
    ).toBe('not-found');
    expect(await reservationPage(inRole(holder, 'analyst'), reservation.publicId)).toBeNull();
    expect(await page({ ...holder, ctx: inRole(holder, 'member') }, reservation)).toMatchObject({
      side: 'holder',
    });
    await cancelReservation(taker.ctx, reservation.publicId, key());
    expect(await events(reservation)).toEqual(['reservation.requested', 'reservation.cancelled']);
  });

  it('what is closed stays closed: every verb says the state it found', async () => {
    const { reservation } = await asked();
    await refuseReservation(holder.ctx, reservation.publicId, key());
    for (const verb of Object.values(verbs))
      expect(await refusalOf(verb(holder.ctx, reservation.publicId, key()))).toMatchObject({
        code: 'wrong-state',
        state: 'refused',
      });
    expect(await events(reservation)).toEqual(['reservation.requested', 'reservation.refused']);
  });

  it('accepted and cancelled at once: one order of the two, told to both, nothing held twice', async () => {
    for (let round = 0; round < 5; round++) {
      const { lot, taker, reservation } = await asked();
      const [accepted, cancelled] = await Promise.allSettled([
        acceptReservation(holder.ctx, reservation.publicId, key()),
        cancelReservation(taker.ctx, reservation.publicId, key()),
      ]);
      expect(cancelled.status).toBe('fulfilled');
      if (accepted.status === 'rejected')
        expect(accepted.reason).toMatchObject({ code: 'wrong-state', details: { state: 'cancelled' } });
      expect(await page(taker, reservation)).toMatchObject({ state: 'cancelled', place: null });
      expect(await held(lot)).toBe(0);
    }
  });
});

describe('the place', () => {
  const secret = /Secret|Code 4590|48\.1173|-1\.6778/;
  const told = async (who: Acting, reservation: Made) => JSON.stringify(await page(who, reservation));

  it('is for the two sides once accepted, and gone when it is cancelled', async () => {
    const { taker, reservation } = await asked();
    expect(await told(taker, reservation)).not.toMatch(secret);
    await acceptReservation(holder.ctx, reservation.publicId, key());
    expect((await page(taker, reservation))?.place).toMatchObject({
      address: '12 rue du Secret',
      accessNote: 'Code 4590',
      lat: 48.1173,
      takerContact: { email: taker.email },
    });
    expect((await page(holder, reservation))?.place?.takerContact.email).toBe(taker.email);
    expect(await told(stranger, reservation)).toBe('null');
    await cancelReservation(holder.ctx, reservation.publicId, key());
    expect(await told(taker, reservation)).not.toMatch(secret);
  });

  it('is never shown after a refusal, nor in lists', async () => {
    const { taker, lot, reservation } = await asked();
    await refuseReservation(holder.ctx, reservation.publicId, key());
    expect(await told(taker, reservation)).not.toMatch(secret);
    const lists = [await myReservations(taker.ctx), await reservationsOfLot(taker.ctx, lot.publicId)];
    expect(JSON.stringify(lists)).toContain(reservation.publicId);
    expect(JSON.stringify(lists)).not.toMatch(secret);
    expect(await reservationsOfLot(stranger.ctx, lot.publicId)).toEqual([]);
  });

  it('is gone the instant the deadline passes, before any job says so', async () => {
    const { taker, reservation } = await asked({ accepted: true });
    expect(await told(taker, reservation)).toMatch(secret);
    await world.owner`update ledger.setting set clock_offset = clock_offset + interval '30 days'`;
    expect(await page(taker, reservation)).toMatchObject({ lapsed: true, place: null });
    for (const verb of [verbs.accept, verbs.cancel, verbs.extend])
      expect((await refusalOf(verb(holder.ctx, reservation.publicId, key()))).code).toBe(
        'reservation-expired',
      );
    await world.owner`select ledger.expire_due(100)`;
    expect(await page(taker, reservation)).toMatchObject({ state: 'not_collected', place: null });
  });
});

it('the books balance', async () => expect(await auditOf(world.owner)).toEqual([]));
