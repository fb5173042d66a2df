import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '#tests/ledger/world.ts';
import { type Acting, acting, alone, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot } from '#tests/support/factories.ts';
import { reserveLot } from './commands/reserve-lot.server.ts';
import { reservePrivately } from './commands/reserve-privately.server.ts';

let world: TestDatabase;
let holder: Acting;
let taker: Acting;

beforeAll(async () => {
  world = await testDatabase();
  holder = await acting(world);
  taker = await acting(world);
});

const asked = (units: number, more: object = {}) => ({
  quantity: units * 1000,
  purpose: 'own_home' as const,
  ...more,
});
const lotOf = (units = 20) => makeLot(world.owner, holder.party, { units });
const traces = async (lot: Made) => {
  const [row] = await world.owner`
    select (select count(*)::int from ledger.reservation where lot_id = ${lot.id}) as reservations,
           (select count(*)::int from event where payload ->> 'lot' = ${String(lot.id)} and kind like 'reservation.%') as events,
           (select held from ledger.stock where lot_id = ${lot.id}) as held`;
  return row;
};

describe('reserving part of a lot', () => {
  it('holds it at once and leaves its trace; the same form sent twice is one request', async () => {
    const lot = await lotOf();
    const call = { key: randomUUID(), input: asked(6, { communeCode: '35278', note: 'Mardi me va' }) };
    const reserved = await reserveLot(taker.ctx, lot.publicId, call);
    expect(reserved).toMatchObject({ state: 'requested', left: 14_000, unit: 'u', replayed: false });
    expect(await reserveLot(taker.ctx, lot.publicId, call)).toEqual({ ...reserved, replayed: true });
    expect(await traces(lot)).toEqual({ reservations: 1, events: 1, held: 6000 });
    const [row] = await world.owner`
      select r.destination_commune, n.body from ledger.reservation r join reservation_note n on n.reservation_id = r.id
       where r.public_id = ${reserved.publicId}`;
    expect(row).toEqual({ destination_commune: '35278', body: 'Mardi me va' });
  });

  it('goes to the organisation’s own commune when nothing is said', async () => {
    const { publicId } = await reserveLot(taker.ctx, (await lotOf()).publicId, {
      key: randomUUID(),
      input: asked(1),
    });
    const [row] =
      await world.owner`select destination_commune from ledger.reservation where public_id = ${publicId}`;
    expect(row?.destination_commune).toBe('35238');
  });

  it('the same key for something else is refused', async () => {
    const lot = await lotOf();
    const key = randomUUID();
    await reserveLot(taker.ctx, lot.publicId, { key, input: asked(1) });
    expect((await refusalOf(reserveLot(taker.ctx, lot.publicId, { key, input: asked(2) }))).code).toBe(
      'idempotency-mismatch',
    );
  });

  it('says beside which field it refuses, what is left and in which unit, and leaves no trace', async () => {
    const firm = await acting(world);
    const lot = await lotOf(5);
    const refused = (input: object) =>
      refusalOf(reserveLot(firm.ctx, lot.publicId, { key: randomUUID(), input: input as never }));
    expect(await refused(asked(6))).toEqual({
      code: 'not-enough-left',
      leftMilli: 5000,
      unit: 'u',
      field: 'quantity',
    });
    expect(await refused(asked(0.5))).toEqual({
      code: 'bad-quantity',
      stepMilli: 1000,
      unit: 'u',
      field: 'quantity',
    });
    expect(await refused(asked(1, { communeCode: '99999' }))).toMatchObject({
      code: 'commune-unknown',
      field: 'communeCode',
    });
    expect(await traces(lot)).toEqual({ reservations: 0, events: 0, held: 0 });
  });

  it('is not for the holder, an analyst or a visitor', async () => {
    const lot = await lotOf();
    const as = (ctx: Acting['ctx']) =>
      refusalOf(reserveLot(ctx, lot.publicId, { key: randomUUID(), input: asked(1) }));
    expect((await as(holder.ctx)).code).toBe('own-lot');
    expect((await as(inRole(taker, 'analyst'))).code).toBe('forbidden');
    expect((await as(await alone(world))).code).toBe('sign-in-needed');
  });

  it('tells a stranger of a draft what it tells of a lot that does not exist', async () => {
    const draft = await makeLot(world.owner, holder.party, { publish: false });
    const input = asked(1, { communeCode: '99999' });
    const hidden = await refusalOf(reserveLot(taker.ctx, draft.publicId, { key: randomUUID(), input }));
    const missing = await refusalOf(reserveLot(taker.ctx, randomUUID(), { key: randomUUID(), input }));
    expect(hidden.code).toBe('not-found');
    expect(missing.code).toBe('not-found');
  });

  it('two takers on the last units at once: one gets them, the other is told how many are left', async () => {
    const lot = await lotOf(6);
    const two = await Promise.all([acting(world), acting(world)]);
    const results = await Promise.allSettled(
      two.map(({ ctx }) => reserveLot(ctx, lot.publicId, { key: randomUUID(), input: asked(4) })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: 'not-enough-left', details: { leftMilli: 2000, unit: 'u' } });
    expect(await traces(lot)).toEqual({ reservations: 1, events: 1, held: 4000 });
  });

  it('a double click, both at once: one reservation, the same answer', async () => {
    const [lot, { ctx }] = [await lotOf(), await acting(world)];
    const call = { key: randomUUID(), input: asked(3) };
    const [one, two] = await Promise.all([1, 2].map(() => reserveLot(ctx, lot.publicId, call)));
    expect(one?.publicId).toBe(two?.publicId);
    expect(await traces(lot)).toEqual({ reservations: 1, events: 1, held: 3000 });
  });
});

describe('the first request of somebody signed in without organisation', () => {
  const session = async (person: number) => {
    const id = randomUUID();
    await world.owner`insert into session (id, person_id, expires_at) values (${id}, ${person}, now() + interval '1 day')`;
    return id;
  };
  const own = async (person: number) =>
    world.owner`select o.id, o.kind from membership m join organisation o on o.id = m.organisation_id where m.person_id = ${person}`;

  it('leaves in their own name, and the session acts for them from now on; sent twice it is one', async () => {
    const ctx = await alone(world);
    const person = ctx.actor.person?.id ?? 0;
    const call = { key: randomUUID(), input: asked(2), sessionId: await session(person) };
    const lot = await lotOf();
    const [one, two] = await Promise.all([1, 2].map(() => reservePrivately(ctx, lot.publicId, call)));
    expect(one?.publicId).toBe(two?.publicId);
    const [organisation, another] = await own(person);
    expect(organisation?.kind).toBe('private_person');
    expect(another).toBeUndefined();
    const [kept] = await world.owner`select organisation_id from session where id = ${call.sessionId}`;
    expect(kept?.organisation_id).toBe(organisation?.id);
    expect(await traces(lot)).toMatchObject({ reservations: 1, held: 2000 });
  });

  it('refused, it leaves nothing behind', async () => {
    const ctx = await alone(world);
    const person = ctx.actor.person?.id ?? 0;
    const call = { key: randomUUID(), input: asked(21), sessionId: await session(person) };
    const refusal = await refusalOf(reservePrivately(ctx, (await lotOf()).publicId, call));
    expect(refusal).toMatchObject({ code: 'not-enough-left', field: 'quantity' });
    expect(await own(person)).toHaveLength(0);
  });
});

it('the books balance', async () => expect(await auditOf(world.owner)).toEqual([]));
