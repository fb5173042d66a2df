import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { accepted, auditOf, call, callWith, expectOk, lot, type Party, party, weighed } from './world.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});

async function at(instant: string): Promise<void> {
  await world.owner`update ledger.setting set clock_offset = ${instant}::timestamptz - clock_timestamp()`;
}

interface Scene {
  holder: Party;
  taker: Party;
  lotId: number;
  slot: number;
  /** all at the same hour */
  reservations: number[];
}

/** Thursday 4 March 2027, 14:00 to 16:00: one taker comes for so many lots of one site. The clock stands three days before. */
async function appointment(lots = 1): Promise<Scene> {
  await at('2027-03-01 10:00+01');
  const { sql, owner } = world;
  const [holder, taker] = [await party(sql), await party(sql)];
  const lotIds = [await lot(sql, holder)];
  const [row] = await sql`select site_id from lot where id = ${lotIds[0] ?? 0}`;
  for (let n = 1; n < lots; n++) {
    const id = await lot(sql, holder, { publish: false });
    await owner`update lot set site_id = ${row?.site_id} where id = ${id}`;
    expectOk(await call(sql, 'publish', holder, id));
    lotIds.push(id);
  }
  const [made] = await owner`insert into site_slot (site_id, starts_at, ends_at, capacity)
    values (${row?.site_id}, '2027-03-04 14:00+01', '2027-03-04 16:00+01', 3) returning id`;
  const reservations: number[] = [];
  for (const id of lotIds) reservations.push(await accepted(sql, holder, taker, id, 4000));
  const slot = Number(made?.id);
  expectOk(await call(sql, 'book_slot', taker, `{${reservations.join(',')}}`, slot));
  return { holder, taker, lotId: lotIds[0] ?? 0, slot, reservations };
}

const first = ({ reservations }: Scene) => reservations[0] ?? 0;
const declare = (by: Party, scene: Scene, kind: string, key = randomUUID()) =>
  callWith(world.sql, key, 'declare_missed', by, first(scene), kind);
const stateOf = async (id: number) =>
  (
    await world.sql`select state, held, slot_id is not null as slot from ledger.reservation where id = ${id}`
  )[0];
const factsOf = async (who: Party) =>
  (
    await world.sql`select not_come, site_closed, handovers from ledger.attendance_of(${who.organisation})`
  )[0];
const missedOf = async (scene: Scene) =>
  Number(
    (await world.sql`select id from ledger.missed where slot_id = ${scene.slot} order by id desc limit 1`)[0]
      ?.id,
  );

test('nobody came: said from 30 minutes after the start to 72 hours, by the holder; all that was held is offered again', async () => {
  const scene = await appointment(2);
  const { holder, taker, reservations } = scene;
  const next = await party(world.sql);
  expectOk(await call(world.sql, 'join', next, scene.lotId, 18_000, false, 'own_works'));
  await at('2027-03-04 14:29+01');
  expect(await declare(holder, scene, 'nobody_came')).toMatchObject({ outcome: 'missed-too-soon' });
  await at('2027-03-04 14:31+01');
  expect(await declare(taker, scene, 'nobody_came')).toMatchObject({ outcome: 'forbidden', side: 'holder' });
  expect(await declare(await party(world.sql), scene, 'nobody_came')).toEqual({ outcome: 'not-found' });
  const key = randomUUID();
  const said = await declare(holder, scene, 'nobody_came', key);
  expect(said).toMatchObject({ outcome: 'ok', kind: 'nobody_came', reservations });
  expect(await declare(holder, scene, 'nobody_came', key)).toMatchObject({
    outcome: 'replayed',
    missed: said.missed,
  });
  for (const id of reservations)
    expect(await stateOf(id)).toEqual({ state: 'not_collected', held: 0, slot: true });
  const [offer] =
    await world.sql`select state, qty from ledger.reservation where taker_organisation_id = ${next.organisation}`;
  expect(offer).toEqual({ state: 'offered', qty: 18_000 });
  // one appointment, whatever the number of lots
  expect(await factsOf(taker)).toEqual({ not_come: 1, site_closed: 0, handovers: 0 });
  expect(await declare(holder, scene, 'nobody_came')).toEqual({ outcome: 'already-done' });
  expect(await auditOf(world.owner)).toEqual([]);
});

test('after 72 hours it is too late; a year later it no longer counts', async () => {
  const scene = await appointment();
  await at('2027-03-07 14:01+01');
  expect(await declare(scene.holder, scene, 'nobody_came')).toMatchObject({ outcome: 'missed-too-late' });
  await at('2027-03-07 13:59+01');
  expectOk(await declare(scene.holder, scene, 'nobody_came'));
  await at('2028-03-04 13:00+01');
  expect(await factsOf(scene.taker)).toMatchObject({ not_come: 1 });
  await at('2028-03-04 15:00+01');
  expect(await factsOf(scene.taker)).toMatchObject({ not_come: 0 });
});

test('site closed: said by the taker; the hold stays and asks for another hour', async () => {
  const scene = await appointment(2);
  await at('2027-03-04 15:00+01');
  expect(await declare(scene.holder, scene, 'site_closed')).toMatchObject({
    outcome: 'forbidden',
    side: 'taker',
  });
  expectOk(await declare(scene.taker, scene, 'site_closed'));
  for (const id of scene.reservations)
    expect(await stateOf(id)).toEqual({ state: 'accepted', held: 4000, slot: false });
  const [row] =
    await world.sql`select expires_at >= ledger.clock() + interval '72 hours' as time from ledger.reservation where id = ${first(scene)}`;
  expect(row?.time).toBe(true);
  expect(await factsOf(scene.holder)).toMatchObject({ site_closed: 1, not_come: 0 });
  // who found it closed cannot be said not to have come
  expect(await declare(scene.holder, scene, 'nobody_came')).toMatchObject({ outcome: 'wrong-state' });
});

test('contested within 7 days: shown, not counted; later, or by anybody else, it stays', async () => {
  const scene = await appointment();
  await at('2027-03-04 15:00+01');
  expectOk(await declare(scene.holder, scene, 'nobody_came'));
  const missed = await missedOf(scene);
  expect(await call(world.sql, 'contest_missed', scene.holder, missed)).toEqual({ outcome: 'not-found' });
  expect(await call(world.sql, 'contest_missed', await party(world.sql), missed)).toEqual({
    outcome: 'not-found',
  });
  await at('2027-03-11 15:01+01');
  expect(await call(world.sql, 'contest_missed', scene.taker, missed)).toMatchObject({
    outcome: 'missed-too-late',
  });
  await at('2027-03-11 14:59+01');
  expectOk(await call(world.sql, 'contest_missed', scene.taker, missed));
  expect(await call(world.sql, 'contest_missed', scene.taker, missed)).toEqual({ outcome: 'already-done' });
  expect(await factsOf(scene.taker)).toMatchObject({ not_come: 0 });
  expect(await stateOf(first(scene))).toMatchObject({ state: 'not_collected' });
});

test('somebody came: once one side has said what was taken, neither says that nobody was there', async () => {
  const scene = await appointment(2);
  await at('2027-03-04 15:00+01');
  const [, second = 0] = scene.reservations;
  expectOk(await call(world.sql, 'confirm_handover', scene.taker, second, 4000, ...weighed(80_000)));
  expect(await declare(scene.holder, scene, 'nobody_came')).toEqual({ outcome: 'somebody-came' });
  expect(await declare(scene.taker, scene, 'site_closed')).toEqual({ outcome: 'somebody-came' });
  expect(await stateOf(first(scene))).toMatchObject({ state: 'scheduled' });
});

test('a hold that ended by itself in between: the fact is still said, and there is nothing to give back', async () => {
  const scene = await appointment();
  await at('2027-03-04 17:00+01');
  await world.owner`update ledger.reservation set expires_at = ledger.clock() - interval '1 minute' where id = ${first(scene)}`;
  expectOk(await declare(scene.holder, scene, 'nobody_came'));
  expect(await stateOf(first(scene))).toMatchObject({ state: 'not_collected', held: 0 });
  expect(await factsOf(scene.taker)).toMatchObject({ not_come: 1 });
  expect(await auditOf(world.owner)).toEqual([]);
});

test('both at once: each is said once, and the lot’s books balance', async () => {
  const one = openDatabase(world.url, { max: 1 });
  const other = openDatabase(world.url, { max: 1 });
  try {
    for (let round = 0; round < 6; round++) {
      const scene = await appointment(2);
      await at('2027-03-04 15:00+01');
      const ask = (sql: TestDatabase['sql'], by: Party, kind: string) =>
        callWith(sql, randomUUID(), 'declare_missed', by, first(scene), kind);
      const [nobody, twice] = await Promise.all([
        ask(one.sql, scene.holder, 'nobody_came'),
        ask(other.sql, round % 2 ? scene.holder : scene.taker, round % 2 ? 'nobody_came' : 'site_closed'),
      ]);
      const outcomes = [nobody.outcome, twice.outcome].sort();
      if (round % 2) expect(outcomes).toEqual(['already-done', 'ok']);
      // one ends the hold, or the other has already left the hour
      else
        expect([
          ['ok', 'ok'],
          ['ok', 'wrong-state'],
        ]).toContainEqual(outcomes);
    }
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
  expect(await auditOf(world.owner)).toEqual([]);
});

test('nothing of it is written, changed or forgotten beside the two doors', async () => {
  const scene = await appointment();
  await at('2027-03-04 15:00+01');
  expectOk(await declare(scene.holder, scene, 'nobody_came'));
  const id = await missedOf(scene);
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: { code?: string; constraint_name?: string }) => error.constraint_name ?? error.code,
    );
  const { sql, owner } = world;
  expect(await code(sql`update ledger.missed set contested_at = ledger.clock() where id = ${id}`)).toBe(
    '42501',
  );
  expect(
    await code(
      sql`insert into ledger.missed overriding system value select * from ledger.missed where id = ${id}`,
    ),
  ).toBe('42501');
  expect(
    await code(
      owner`update ledger.missed set taker_organisation_id = holder_organisation_id where id = ${id}`,
    ),
  ).toBe('missed_stays');
  expect(await code(owner`update ledger.missed set kind = 'site_closed' where id = ${id}`)).toBe(
    'missed_stays',
  );
  expect(await code(owner`delete from ledger.missed where id = ${id}`)).not.toBe('done');
  expect(await code(owner`truncate ledger.missed`)).not.toBe('done');
  expectOk(await call(sql, 'contest_missed', scene.taker, id));
  expect(await code(owner`update ledger.missed set contested_at = null where id = ${id}`)).toBe(
    'missed_stays',
  );
});
