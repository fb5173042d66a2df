import { beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { accepted, auditOf, call, expectOk, lot, type Party, party } from './world.ts';

let world: TestDatabase;
let holder: Party;
let taker: Party;
beforeAll(async () => {
  world = await freshDatabase();
  holder = await party(world.sql);
  taker = await party(world.sql);
});

/** Moves the clock of this database to that instant. */
const at = (instant: string) =>
  world.owner`update ledger.setting set clock_offset = ${instant}::timestamptz - clock_timestamp()`;
const say = (who: Party, reservation: number, units: number, saidAt: string | null = null) =>
  call(
    world.owner,
    'confirm_handover',
    who,
    ...[
      reservation,
      units * 1000,
      units * 20_000,
      units * 18_000,
      units * 22_000,
      'B',
      null,
      null,
      true,
      null,
      saidAt,
    ],
  );
const stock = async (id: number) =>
  (await world.owner`select available, held, collected from ledger.stock where lot_id = ${id}`)[0];
const state = async (id: number) =>
  (
    await world.owner`select state, held, taken, extra, freed, expiry_suspended from ledger.reservation where id = ${id}`
  )[0];
const sweep = () => world.owner`select ledger.expire_due(200)`;

/** Accepted on the 1st of March for 14 days, with 5 of 20 units. */
async function scene(milli = 20_000) {
  await at('2027-03-01 10:00+01');
  const lotId = await lot(world.owner, holder, { milli });
  return { lotId, reservation: await accepted(world.owner, holder, taker, lotId, 5000) };
}
const BEFORE = '2027-03-14 16:00+01';

describe('one side has spoken, the other is awaited', () => {
  const remind = async () => Number((await world.sql`select ledger.remind_handovers(200) as n`)[0]?.n);
  const told = async (reservation: number) =>
    (
      await world.owner`select payload ->> 'nth' as nth from event where kind = 'handover.reminder'
        and payload ->> 'reservation' = ${String(reservation)} order by id`
    ).map(({ nth }) => nth);

  it('reminded on the first, third and seventh day, once each, whatever runs; out of stock and out of the tonnes meanwhile', async () => {
    const { lotId, reservation } = await scene();
    await at('2027-03-02 11:00+01');
    expectOk(await say(holder, reservation, 5));
    await at('2027-03-03 10:59+01');
    expect(await remind()).toBe(0);
    await at('2027-03-03 11:00:10+01');
    expect((await Promise.all([remind(), remind(), remind()])).reduce((sum, n) => sum + n, 0)).toBe(1);
    await at('2027-03-05 11:00:10+01');
    expect([await remind(), await remind()]).toEqual([1, 0]);
    await at('2027-03-09 11:00:10+01');
    expect([await remind(), await remind()]).toEqual([1, 0]);
    await at('2027-04-20 11:00+02');
    expect(await remind()).toBe(0);
    expect(await told(reservation)).toEqual(['1', '2', '3']);
    // held long past its deadline: nobody else is promised it, and no figure has it
    await sweep();
    expect(await stock(lotId)).toEqual({ available: 15_000, held: 5000, collected: 0 });
    expect(await world.owner`select from ledger.counted where lot_id = ${lotId} and handovers > 0`).toEqual(
      [],
    );
  });

  it('not by night, not twice for what fell due while nothing ran, not once the other has spoken', async () => {
    const { reservation } = await scene();
    const other = await scene();
    await at('2027-03-02 20:30+01');
    expectOk(await say(taker, reservation, 5));
    expectOk(await say(taker, other.reservation, 5));
    await at('2027-03-03 20:31+01');
    expect(await remind()).toBe(0);
    expectOk(await say(holder, other.reservation, 5));
    await at('2027-03-06 09:00+01');
    expect([await remind(), await remind()]).toEqual([1, 0]);
    expect([await told(reservation), await told(other.reservation)]).toEqual([['2'], []]);
  });
});

describe('said without signal before the deadline, arrived after it', () => {
  it('is honoured: held again, then confirmed by the other side, each line written anew', async () => {
    const { lotId, reservation } = await scene();
    await at('2027-03-17 10:00+01');
    await sweep();
    expect(await state(reservation)).toMatchObject({ state: 'not_collected', held: 0, freed: 5000 });
    expect(await say(holder, reservation, 4, BEFORE)).toMatchObject({
      outcome: 'ok',
      state: 'waiting-other-side',
    });
    expect(await state(reservation)).toMatchObject({
      state: 'accepted',
      held: 5000,
      extra: 5000,
      expiry_suspended: true,
    });
    expect(await stock(lotId)).toEqual({ available: 15_000, held: 5000, collected: 0 });
    // the other phone was without signal too
    expect(await say(taker, reservation, 4, BEFORE)).toMatchObject({ outcome: 'ok', state: 'confirmed' });
    expect(await state(reservation)).toMatchObject({ state: 'handed_over', taken: 4000, held: 0 });
    expect(await stock(lotId)).toEqual({ available: 16_000, held: 0, collected: 4000 });
    expect(await auditOf(world.owner)).toEqual([]);
  });

  it('past the deadline and not yet swept, it is as if it had arrived in time', async () => {
    const { lotId, reservation } = await scene();
    await at('2027-03-17 10:00+01');
    expectOk(await say(taker, reservation, 5, BEFORE));
    await sweep();
    expect(await state(reservation)).toMatchObject({ state: 'accepted', held: 5000, extra: 0 });
    expect(await stock(lotId)).toMatchObject({ held: 5000 });
  });

  it('promised again meanwhile: refused with what is left, and nothing is written', async () => {
    const { lotId, reservation } = await scene(5000);
    await at('2027-03-17 10:00+01');
    await sweep();
    expectOk(await call(world.owner, 'reserve', await party(world.sql), lotId, 2000, 'own_works'));
    const before = await stock(lotId);
    expect(await say(holder, reservation, 5, BEFORE)).toEqual({ outcome: 'units-promised', left: 3000 });
    expect(await stock(lotId)).toEqual(before);
    // what is still there is honoured
    expect(await say(holder, reservation, 3, BEFORE)).toMatchObject({ outcome: 'ok' });
    expect(await state(reservation)).toMatchObject({ state: 'accepted', held: 3000, extra: 3000 });
    expect(await auditOf(world.owner)).toEqual([]);
  });

  it('two phones and a newcomer at the same instant: never more than there is', async () => {
    for (let round = 0; round < 4; round++) {
      const { lotId, reservation } = await scene(5000);
      await at('2027-03-17 10:00+01');
      await sweep();
      const answers = await Promise.all([
        say(holder, reservation, 5, BEFORE),
        say(taker, reservation, 5, BEFORE),
        call(world.owner, 'reserve', await party(world.sql), lotId, 1000, 'own_works'),
      ]);
      const newcomer = answers[2]?.outcome === 'ok';
      const { state: now } = (await state(reservation)) ?? {};
      expect(now).toBe(newcomer ? 'not_collected' : 'handed_over');
    }
    expect(await auditOf(world.owner)).toEqual([]);
  });

  it.each([
    ['dated after the deadline', '2027-03-16 16:00+01', '2027-03-17 10:00+01'],
    ['dated before the acceptance', '2027-02-20 16:00+01', '2027-03-17 10:00+01'],
    ['dated in the future', '2027-06-20 16:00+02', '2027-03-17 10:00+01'],
    ['arrived more than a week after the deadline', BEFORE, '2027-03-23 10:00+01'],
    ['not dated', null, '2027-03-17 10:00+01'],
  ])('%s: not honoured', async (_, saidAt, arrives) => {
    const { lotId, reservation } = await scene();
    await at(arrives);
    await sweep();
    expect(await say(holder, reservation, 5, saidAt)).toMatchObject({ outcome: 'reservation-expired' });
    expect(await stock(lotId)).toEqual({ available: 20_000, held: 0, collected: 0 });
  });

  it('a stranger, a cancelled one, and one closed by both saying nothing was taken stay as they are', async () => {
    const { reservation } = await scene();
    const closed = await scene();
    const cancelled = await scene();
    await at('2027-03-02 10:00+01');
    for (const side of [holder, taker])
      expectOk(
        await call(world.owner, 'confirm_handover', side, closed.reservation, 0, null, null, null, null),
      );
    expectOk(await call(world.owner, 'cancel', taker, cancelled.reservation, 'no_longer_needed', null));
    await at('2027-03-17 10:00+01');
    await sweep();
    expect(await say(await party(world.sql), reservation, 5, BEFORE)).toMatchObject({ outcome: 'not-found' });
    for (const one of [closed, cancelled])
      expect((await say(holder, one.reservation, 5, BEFORE)).outcome).toMatch(
        /wrong-state|reservation-expired/,
      );
    // no other way back for what is closed
    await expect(
      world.owner`update ledger.reservation set state = 'accepted', held = 5000, extra = 5000, expiry_suspended = true, closed_at = null where id = ${cancelled.reservation}`,
    ).rejects.toThrow(/does not become/);
  });

  it('refused for another reason, what was held again is not', async () => {
    const { lotId, reservation } = await scene();
    await at('2027-03-17 10:00+01');
    await sweep();
    expect(
      await call(
        world.owner,
        'confirm_handover',
        holder,
        reservation,
        5000,
        null,
        null,
        null,
        null,
        null,
        null,
        true,
        null,
        BEFORE,
      ),
    ).toMatchObject({ outcome: 'mass-required' });
    expect(await state(reservation)).toMatchObject({ state: 'not_collected', held: 0 });
    expect(await stock(lotId)).toEqual({ available: 20_000, held: 0, collected: 0 });
  });
});
