import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActingOrganisation, Ctx, Role } from '#app/domain/context.ts';
import { confirmHandover } from '#app/domain/ledger/commands/confirm-handover.server.ts';
import { addPhoto } from '#app/domain/lots/commands/add-photo.server.ts';
import { answerCount } from '#app/domain/lots/commands/answer-count.server.ts';
import { createLot } from '#app/domain/lots/commands/create-lot.server.ts';
import { proposeCount } from '#app/domain/lots/commands/propose-count.server.ts';
import { withdrawLot } from '#app/domain/lots/commands/withdraw-lot.server.ts';
import { crewLots, openCounts } from '#app/domain/lots/crew-lots.server.ts';
import { lotInput } from '#app/domain/lots/schema.ts';
import {
  acceptReservation,
  cancelReservation,
} from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { crewReservation, leavingFrom } from '#app/domain/reservations/crew-reservations.server.ts';
import { type Party, party } from '#tests/ledger/world.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { actsOn } from './acts.server.ts';
import { createCrewLink } from './commands/create-crew-link.server.ts';
import { revokeCrewLink } from './commands/revoke-crew-link.server.ts';
import { crewLinkOf, crewOf, openCrewSession } from './crew.server.ts';
import { lastDayOf } from './crew-schema.ts';
import { crewToken } from './crew-token.server.ts';

const secret = 'a secret of these tests, long enough';
// a database of its own: its clock is moved
let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});

async function as(of: Party, role: Role = 'site_manager'): Promise<Ctx> {
  const [row] =
    await world.owner`select id, slug, name, kind from organisation where id = ${of.organisation}`;
  const organisation = {
    ...row,
    id: of.organisation,
    role,
    territory: null,
  } as unknown as ActingOrganisation;
  const actor = { person: { id: of.person } as never, organisation, via: 'session' as const };
  return { db: world.db, actor, now: new Date(), locale: 'fr' };
}
const anyone = (): Ctx => ({
  db: world.db,
  actor: { person: null, organisation: null, via: 'none' },
  now: new Date(),
  locale: 'fr',
});
const inDays = async (days: number) =>
  String(
    (
      await world.owner`select ((ledger.clock() at time zone 'Europe/Paris')::date + ${days}::int)::text as day`
    )[0]?.day,
  );

const create = async (ctx: Ctx, home: Made, { days = 30, key = randomUUID() } = {}) =>
  createCrewLink(ctx, home.publicId, {
    key,
    secret,
    input: { name: 'Portail nord', until: await inDays(days) },
  });

async function gate(days = 30) {
  const holder = await party(world.owner);
  const home = await makeSite(world.owner, holder);
  const { publicId } = await create(await as(holder), home, { days });
  const token = crewToken(publicId, secret);
  const session = await openCrewSession(anyone(), token);
  const crew = async (subject?: string) => {
    const found = await crewOf(anyone(), session.secret, subject);
    if (!found) throw new Error('no crew');
    return found.ctx;
  };
  return { holder, home, link: publicId, token, session, crew };
}
const count = (ctx: Ctx, lot: Made, quantity: number, key = randomUUID()) =>
  proposeCount(ctx, lot.publicId, { key, input: { quantity, note: undefined } });
const answer = (ctx: Ctx, one: { publicId: string }, word: 'taken' | 'set_aside') =>
  answerCount(ctx, one.publicId, { key: randomUUID(), answer: word });
const photo = (digit: string) => ({
  ...{
    sha256: digit.repeat(64),
    width: 10,
    height: 10,
    bytes: 10,
    widths: [480],
    thumbhash: 'x',
    pending: false,
  },
  ...{ luminance: null, sharpness: null },
});

describe('a crew link', () => {
  it('is known by the digest of its code, and the same code can be printed again', async () => {
    const { link, token } = await gate();
    const [row] =
      await world.owner`select encode(token_hash, 'hex') as hash from crew_link where public_id = ${link}`;
    expect(row?.hash).not.toContain(token);
    expect(await crewLinkOf(anyone(), token)).toMatchObject({ link: 'Portail nord' });
    expect(await crewLinkOf(anyone(), 'x'.repeat(43))).toBeNull();
  });

  it('is made by managers alone, until a day to come', async () => {
    const holder = await party(world.owner);
    const home = await makeSite(world.owner, holder);
    await expect(create(await as(holder, 'member'), home)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(create(await as(await party(world.owner)), home)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(create(await as(holder), home, { days: -1 })).rejects.toMatchObject({
      code: 'bad-last-day',
    });
    await expect(create(await as(holder), home, { days: 800 })).rejects.toMatchObject({
      code: 'bad-last-day',
    });
    expect(await world.owner`select from crew_link where site_id = ${home.id}`).toHaveLength(0);
    const key = randomUUID();
    const [one, two] = await Promise.all([
      create(await as(holder), home, { key }),
      create(await as(holder), home, { key }),
    ]);
    expect(two).toEqual(one);
  });

  it('proposes the end of works and two weeks', () => {
    expect(lastDayOf({ kind: 'works', endsOn: '2026-12-10' }, '2026-11-22')).toBe('2026-12-24');
    expect(lastDayOf({ kind: 'depot', endsOn: null }, '2026-11-22')).toBe('2027-01-21');
    expect(lastDayOf({ kind: 'works', endsOn: '2026-01-10' }, '2026-11-22')).toBe('2026-12-06');
  });

  it('dies at once when revoked, sessions included; by its own holder only', async () => {
    const { holder, home, link, token, session, crew } = await gate();
    const lot = await makeLot(world.owner, holder, { site: home });
    const open = await crew();
    const revoke = async (ctx: Ctx) => revokeCrewLink(ctx, link, { key: randomUUID() });
    await expect(revoke(await as(await party(world.owner)))).rejects.toMatchObject({ code: 'not-found' });
    await expect(revoke(await as(holder, 'member'))).rejects.toMatchObject({ code: 'forbidden' });
    await revoke(await as(holder));
    await expect(count(open, lot, 1000)).rejects.toMatchObject({ code: 'crew-link-over' });
    expect(await crewOf(anyone(), session.secret)).toBeNull();
    await expect(openCrewSession(anyone(), token)).rejects.toMatchObject({ code: 'crew-link-over' });
    await expect(revoke(await as(holder))).rejects.toMatchObject({ code: 'already-done' });
    expect(await world.owner`select from crew_count where lot_id = ${lot.id}`).toHaveLength(0);
  });

  it('dies at the end of its last day', async () => {
    const { holder, home, session, crew } = await gate(0);
    const lot = await makeLot(world.owner, holder, { site: home });
    const open = await crew();
    await count(open, lot, 1000);
    try {
      await world.owner`update ledger.setting set clock_offset = '25 hours'`;
      await expect(count(open, lot, 1000)).rejects.toMatchObject({ code: 'crew-link-over' });
      expect(await crewOf(anyone(), session.secret)).toBeNull();
    } finally {
      await world.owner`update ledger.setting set clock_offset = '0'`;
    }
  });
});

describe('the crew of a site', () => {
  it('photographs a lot', async () => {
    const { holder, home, crew } = await gate();
    const lot = await makeLot(world.owner, holder, { site: home });
    const call = { key: randomUUID(), lot: lot.publicId, photo: photo('b') };
    await addPhoto(await crew(lot.publicId), call as never, async () => undefined);
    expect(await world.owner`select from lot_photo where lot_id = ${lot.id}`).toHaveLength(1);
    expect(await actsOn(await as(holder), { lot: lot.publicId })).toMatchObject([
      { name: 'add-photo', by: { crew: 'Portail nord' } },
    ]);
  });

  it('proposes a count, which moves nothing until it is taken over', async () => {
    const { holder, home, crew } = await gate();
    const lot = await makeLot(world.owner, holder, { site: home });
    const one = await count(await crew(), lot, 17_000);
    const [before] = await world.owner`select available from ledger.stock where lot_id = ${lot.id}`;
    expect(before?.available).toBe(20_000);
    expect(await openCounts(await as(holder), home.id)).toMatchObject([
      { seenMilli: 20_000, countedMilli: 17_000 },
    ]);
    await expect(answer(await as(await party(world.owner)), one, 'taken')).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(answer(await as(holder, 'member'), one, 'taken')).rejects.toMatchObject({
      code: 'forbidden',
    });
    const both = await Promise.allSettled([
      answer(await as(holder), one, 'taken'),
      answer(await as(holder), one, 'taken'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [after] = await world.owner`select available from ledger.stock where lot_id = ${lot.id}`;
    expect(after?.available).toBe(17_000);
  });

  it('a count of a lot that moved meanwhile is set aside, never applied', async () => {
    const { holder, home, crew } = await gate();
    const lot = await makeLot(world.owner, holder, { site: home });
    const old = await count(await crew(), lot, 17_000);
    const fresh = await count(await crew(), lot, 18_000);
    await answer(await as(holder), fresh, 'taken');
    await expect(answer(await as(holder), old, 'taken')).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await answer(await as(holder), old, 'set_aside');
    expect(await openCounts(await as(holder), home.id)).toEqual([]);
  });

  it('hands over, knowing a first name and what it is for; the trace names the link', async () => {
    const { holder, home, crew } = await gate();
    const lot = await makeLot(world.owner, holder, { site: home });
    const taker = await party(world.owner);
    await world.owner`update person set name = 'Anna Le Bris', phone = '0612345678' where id = ${taker.person}`;
    await world.owner`update organisation set kind = 'private_person', name = 'Anna Le Bris' where id = ${taker.organisation}`;
    const taken = await makeReservation(world.owner, lot, taker, { acceptedBy: holder });
    const [leaving] = await leavingFrom(await crew());
    expect(leaving).toMatchObject({ firstName: 'Anna', organisation: null, quantityMilli: 2000 });
    expect(JSON.stringify(leaving)).not.toContain('Bris');
    expect(JSON.stringify(leaving)).not.toContain('0612345678');
    const ctx = await crew(taken.publicId);
    const input = { quantity: 2000, method: 'counted' };
    await confirmHandover(ctx, taken.publicId, { key: randomUUID(), input: input as never });
    expect(await crewReservation(ctx, taken.publicId)).toMatchObject({ said: true });
    expect(await actsOn(await as(taker), { reservation: taken.publicId })).toMatchObject([
      { name: 'reservation.confirm-handover', by: { crew: 'Portail nord' } },
    ]);
    const [side] =
      await world.owner`select holder_person_id from ledger.handover where reservation_id = ${taken.id}`;
    expect(side?.holder_person_id).toBeNull();
  });

  it('does nothing else, here or elsewhere', async () => {
    const { holder, home, crew } = await gate();
    const lot = await makeLot(world.owner, holder, { site: home });
    const asked = await makeReservation(world.owner, lot, await party(world.owner));
    const ctx = await crew();
    const key = () => ({ key: randomUUID() });
    const typed = lotInput.parse({
      ...{
        typeCode: 'BOI-01',
        title: 'Poutres',
        unit: 'kg',
        quantity: '12',
        pricing: 'gift',
        condition: 'good',
      },
      ...{ asbestos: 'no', lead: 'no', removal: 'removed' },
    });
    await expect(createLot(ctx, home.publicId, { ...key(), input: typed })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(withdrawLot(ctx, lot.publicId, { ...key(), fate: 'kept' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(acceptReservation(ctx, asked.publicId, key())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(cancelReservation(ctx, asked.publicId, key())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(create(ctx, home)).rejects.toMatchObject({ code: 'forbidden' });
    const elsewhere = await makeLot(world.owner, holder);
    await expect(count(ctx, elsewhere, 1000)).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      addPhoto(ctx, { ...key(), lot: elsewhere.publicId, photo: photo('c') } as never, async () => undefined),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const there = await makeReservation(world.owner, elsewhere, await party(world.owner), {
      acceptedBy: holder,
    });
    const input = { quantity: 2000, method: 'counted' } as never;
    await expect(confirmHandover(ctx, there.publicId, { ...key(), input })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await crewLots(ctx)).map(({ publicId }) => publicId)).toEqual([lot.publicId]);
  });
});
