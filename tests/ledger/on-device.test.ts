import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { accepted, auditOf, call, callWith, expectOk, lot, type Party, party } from './world.ts';

let world: TestDatabase;
let holder: Party;
let taker: Party;
beforeAll(async () => {
  world = await testDatabase();
  holder = await party(world.owner);
  taker = await party(world.owner, 'private_person');
});

/** 20 kg a unit, measured. */
const mass = (units: number) => [units * 20_000, units * 18_000, units * 22_000, 'B'] as const;
const NOTHING = [null, null, null, null] as const;

/** What the holder says with the taker before it; `refused` as the page sends it. */
const onDevice = (
  reservation: number,
  units: number,
  {
    by = 'code',
    name = null as string | null,
    drawn = null as string | null,
    refused = null as object | null,
  } = {},
  who = holder,
  key = randomUUID(),
) =>
  callWith(
    world.owner,
    key,
    'confirm_on_device',
    who,
    ...[reservation, units * 1000, ...(units > 0 ? mass(units) : NOTHING), null, true],
    ...[refused && JSON.stringify(refused), by, name, drawn],
  );
const confirm = (
  who: Party,
  reservation: number,
  units: number,
  refused: object | null = null,
  saidAt: string | null = null,
) =>
  call(
    world.owner,
    'confirm_handover',
    who,
    ...[reservation, units * 1000, ...(units > 0 ? mass(units) : NOTHING), null, null, true],
    ...[refused && JSON.stringify(refused), saidAt],
  );
const stock = async (id: number) =>
  (
    await world.owner`select available, held, collected, recycled, landfilled, total from ledger.stock where lot_id = ${id}`
  )[0];
const handover = async (reservation: number) =>
  (
    await world.owner`select * from ledger.handover where reservation_id = ${reservation} order by id desc limit 1`
  )[0];

async function scene(units = 5) {
  const lotId = await lot(world.owner, holder);
  return { lotId, reservation: await accepted(world.owner, holder, taker, lotId, units * 1000) };
}

describe('a taker confirms on the holder’s device', () => {
  it('by the code: both sides at once, one movement, and how each confirmed is kept beside it', async () => {
    const { lotId, reservation } = await scene();
    const key = randomUUID();
    expect(await onDevice(reservation, 5, {}, holder, key)).toMatchObject({
      outcome: 'ok',
      state: 'confirmed',
      left: 15_000,
    });
    expect(await onDevice(reservation, 5, {}, holder, key)).toMatchObject({
      outcome: 'replayed',
      state: 'confirmed',
    });
    expect(await onDevice(reservation, 5)).toMatchObject({ outcome: 'wrong-state' });
    expect(await handover(reservation)).toMatchObject({
      ...{ state: 'confirmed', holder_by: 'account', taker_by: 'code', taker_person_id: null },
      holder_person_id: holder.person,
    });
    expect(await stock(lotId)).toMatchObject({ available: 15_000, held: 0, collected: 5000 });
    const [line] =
      await world.owner`select hash = ledger.hash_of(m) as true, counts, mass_g from ledger.movement m where lot_id = ${lotId} and kind = 'collect'`;
    expect(line).toEqual({ true: true, counts: true, mass_g: 100_000 });
    expect(await auditOf(world.owner)).toEqual([]);
  });

  it('by a signature: the name, and what was drawn, outside the ledger; a drawing that is none is refused', async () => {
    const { reservation } = await scene();
    await expect(
      onDevice(reservation, 5, { by: 'signature', name: 'Zoé L.', drawn: 'M0 0<script>' }),
    ).rejects.toThrow(/check/);
    expect(await handover(reservation)).toBeUndefined();
    expectOk(await onDevice(reservation, 5, { by: 'signature', name: 'Zoé Le Goff', drawn: 'M10 20L30 40' }));
    expect(await handover(reservation)).toMatchObject({ taker_by: 'signature' });
    const [kept] =
      await world.owner`select g.name, g.drawn from handover_signature g join ledger.handover d on d.id = g.handover_id
      where d.reservation_id = ${reservation}`;
    expect(kept).toEqual({ name: 'Zoé Le Goff', drawn: 'M10 20L30 40' });
  });

  it('nobody but the holder does it, never for a taker that spoke for itself, never by another means', async () => {
    const { reservation } = await scene();
    expect(await onDevice(reservation, 5, {}, taker)).toMatchObject({ outcome: 'forbidden' });
    expect(await onDevice(reservation, 5, {}, await party(world.owner))).toMatchObject({
      outcome: 'not-found',
    });
    await expect(onDevice(reservation, 5, { by: 'account' })).rejects.toThrow();
    await expect(onDevice(reservation, 5, { by: 'signature' })).rejects.toThrow();
    expectOk(await confirm(taker, reservation, 3));
    expect(await onDevice(reservation, 5)).toMatchObject({ outcome: 'taker-has-said' });
    // the serving role cannot write it down by itself
    await expect(
      world.sql`update ledger.handover set taker_by = 'account' where reservation_id = ${reservation}`,
    ).rejects.toThrow(/permission denied/);
  });

  it('at the same instant as the taker on its own phone: one hand-over, counted once', async () => {
    for (let round = 0; round < 5; round++) {
      const { lotId, reservation } = await scene();
      const both = await Promise.all([
        onDevice(reservation, 5),
        confirm(taker, reservation, 5),
        onDevice(reservation, 5),
      ]);
      expect(both.filter(({ outcome }) => outcome === 'ok').length).toBeGreaterThan(0);
      if ((await handover(reservation))?.state === 'waiting') expectOk(await confirm(holder, reservation, 5));
      expect(await stock(lotId)).toMatchObject({ available: 15_000, held: 0, collected: 5000 });
    }
    expect(await auditOf(world.owner)).toEqual([]);
  });
});

describe('"this was not me"', () => {
  const contest = async (id: unknown) =>
    (await world.sql`select ledger.contest_handover(${String(id)}) as answer`)[0]?.answer;
  const events = async (reservation: number) =>
    (
      await world.owner`select kind from event where payload ->> 'reservation' = ${String(reservation)}
        and kind in ('handover.contested', 'correction.proposed', 'handover.confirmed') order by id`
    ).map(({ kind }) => kind);

  it('is said once: a correction is proposed, which the holder answers by new lines', async () => {
    const { lotId, reservation } = await scene();
    expectOk(await onDevice(reservation, 5));
    const { public_id } = (await handover(reservation)) ?? {};
    const [one, two] = await Promise.all([contest(public_id), contest(public_id)]);
    expect([one.again, two.again].sort()).toEqual([false, true]);
    expect(one.correction).toBe(two.correction);
    expect(await contest(public_id)).toMatchObject({ outcome: 'ok', again: true });
    expect(await events(reservation)).toEqual([
      'handover.confirmed',
      'correction.proposed',
      'handover.contested',
    ]);
    // still counted until the holder consents: the ledger takes nothing back by itself
    expect(await stock(lotId)).toMatchObject({ collected: 5000 });
    expectOk(await call(world.owner, 'answer_correction', holder, Number(one.correction), true));
    expect(await stock(lotId)).toMatchObject({ available: 20_000, held: 0, collected: 0 });
    expect(await auditOf(world.owner)).toEqual([]);
    await expect(world.owner`delete from ledger.contest`).rejects.toThrow(/append-only/);
  });

  it('is not for a hand-over confirmed with an account, nor for one that waits, nor for one that is not', async () => {
    const { reservation } = await scene();
    expectOk(await confirm(taker, reservation, 5));
    expect(await contest((await handover(reservation))?.public_id)).toMatchObject({ outcome: 'not-found' });
    expectOk(await confirm(holder, reservation, 5));
    expect(await contest((await handover(reservation))?.public_id)).toMatchObject({ outcome: 'not-found' });
    expect(await contest(randomUUID())).toMatchObject({ outcome: 'not-found' });
  });
});

describe('units refused on the spot', () => {
  const of = (qty: number, fate: string, more: object = {}) => ({
    qty: qty * 1000,
    reason: 'damaged',
    fate,
    ...more,
  });

  it('go back to stock, to waste, or to a lot of their own with the same origin: in the same act', async () => {
    const back = await scene();
    expectOk(await onDevice(back.reservation, 3, { refused: of(2, 'stock') }));
    expect(await stock(back.lotId)).toMatchObject({ available: 17_000, collected: 3000, total: 20_000 });

    const waste = await scene();
    expectOk(await onDevice(waste.reservation, 3, { refused: of(2, 'landfilled') }));
    expect(await stock(waste.lotId)).toMatchObject({
      available: 15_000,
      collected: 3000,
      landfilled: 2000,
      total: 20_000,
    });
    const [line] =
      await world.owner`select kind, reason, actor_organisation_id from ledger.movement where lot_id = ${waste.lotId} order by seq desc limit 1`;
    expect(line).toEqual({ kind: 'withdraw', reason: 'refused', actor_organisation_id: holder.organisation });

    const lower = await scene();
    await world.owner`update lot set condition = 'good' where id = ${lower.lotId}`;
    expectOk(await onDevice(lower.reservation, 3, { refused: of(2, 'lower', { condition: 'degraded' }) }));
    expect(await stock(lower.lotId)).toMatchObject({ available: 15_000, collected: 3000, total: 18_000 });
    const { refused_lot_id } = (await handover(lower.reservation)) ?? {};
    expect(await stock(Number(refused_lot_id))).toMatchObject({ available: 2000, total: 2000 });
    const [lots] =
      await world.owner`select array_agg(condition order by id) as conditions, count(distinct (origin_site_id, origin_commune_code, origin_counted)) as origins,
      array_agg(quantity_milli order by id) as declared, array_agg(status order by id) as status from lot where id in (${lower.lotId}, ${Number(refused_lot_id)})`;
    expect(lots).toEqual({
      conditions: ['good', 'degraded'],
      origins: 1,
      declared: [18_000, 2000],
      status: ['published', 'published'],
    });
    expect(await auditOf(world.owner)).toEqual([]);
  });

  it('said by the holder first, they wait for the taker like the rest', async () => {
    const { lotId, reservation } = await scene();
    expectOk(await confirm(holder, reservation, 4, of(1, 'recycled')));
    expect(await stock(lotId)).toMatchObject({ held: 5000, recycled: 0, collected: 0 });
    expect(await confirm(taker, reservation, 4)).toMatchObject({ outcome: 'ok', state: 'confirmed' });
    expect(await stock(lotId)).toMatchObject({ held: 0, recycled: 1000, collected: 4000, available: 15_000 });
  });

  it('all may be refused: nothing is collected, and what they become is carried out', async () => {
    const { lotId, reservation } = await scene(2);
    expect(await onDevice(reservation, 0, { refused: of(2, 'recycled') })).toMatchObject({
      state: 'not-collected',
    });
    expect(await stock(lotId)).toMatchObject({ available: 18_000, recycled: 2000, collected: 0 });
  });

  it('are never more than what was reserved and not taken, whole steps, and never in a better condition', async () => {
    const { lotId, reservation } = await scene();
    await world.owner`update lot set condition = 'fair' where id = ${lotId}`;
    expect(await onDevice(reservation, 3, { refused: of(3, 'stock') })).toMatchObject({
      outcome: 'bad-refused',
      most: 2000,
    });
    expect(await onDevice(reservation, 3, { refused: of(0.5, 'stock') })).toMatchObject({
      outcome: 'bad-refused',
    });
    for (const condition of ['fair', 'good', 'new'])
      expect(await onDevice(reservation, 3, { refused: of(2, 'lower', { condition }) })).toMatchObject({
        outcome: 'not-lower',
      });
    await expect(onDevice(reservation, 3, { refused: of(2, 'sold') })).rejects.toThrow(/fate/);
    // what the taker says of it is not the holder's word
    expectOk(await confirm(taker, reservation, 3, of(2, 'landfilled')));
    expect(await handover(reservation)).toMatchObject({ refused_qty: null });
  });

  it('do not jump the line: who waits is offered the rest, not what was refused', async () => {
    const lotId = await lot(world.owner, holder, { milli: 5000 });
    const reservation = await accepted(world.owner, holder, taker, lotId, 5000);
    const next = await party(world.owner);
    expectOk(await call(world.owner, 'join', next, lotId, 5000, true, 'own_works', null, '35278', null));
    expectOk(await onDevice(reservation, 2, { refused: of(2, 'landfilled') }));
    const [offer] =
      await world.owner`select held from ledger.reservation where lot_id = ${lotId} and state = 'offered'`;
    expect(offer).toEqual({ held: 1000 });
  });
});
