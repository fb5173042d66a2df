import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { freshDatabase, withDatabase } from '#tests/support/database.ts';
import {
  type Answer,
  accepted,
  auditOf,
  call,
  callWith,
  expectOk,
  handedOver,
  lot,
  type Party,
  party,
  weighed,
} from './world.ts';

type Sql = Awaited<ReturnType<typeof freshDatabase>>['sql'];

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** A history with everything in it: open, reserved, accepted, handed over, corrected, proposed. */
async function scene(sql: Sql) {
  const [holder, taker, stranger] = [await party(sql), await party(sql, 'association'), await party(sql)];
  const lotId = await lot(sql, holder);
  const key = randomUUID();
  const first = await accepted(sql, holder, taker, lotId, 3000);
  const { movement: corrected } = await handedOver(sql, holder, taker, first, 3000, 60_000);
  const fix = expectOk(
    await call(
      sql,
      'propose_correction',
      holder,
      lotId,
      Number(corrected),
      null,
      ...weighed(61_000),
      'scale',
      null,
      'ticket',
    ),
  );
  expectOk(await call(sql, 'answer_correction', taker, Number(fix.correction), true));
  const done = await accepted(sql, holder, taker, lotId, 2000);
  const handedover = await handedOver(sql, holder, taker, done, 2000, 40_000);
  const held = await accepted(sql, holder, taker, lotId, 2000);
  const asked = expectOk(await callWith(sql, key, 'reserve', taker, lotId, 1000, 'own_works')).reservation;
  const proposal = expectOk(
    await call(
      sql,
      'propose_correction',
      taker,
      lotId,
      Number(corrected) + 2,
      null,
      ...weighed(62_000),
      'scale',
      null,
      'ticket',
    ),
  ).correction;
  const claims = await claimsOf(sql, { holder, taker, lotId });
  // somebody is offered one unit, somebody waits for nine and has turned one down, somebody has left
  const short = await lot(sql, holder, { milli: 3000 });
  const [keeper, waiter, offered, gone] = [
    await party(sql),
    await party(sql),
    await party(sql),
    await party(sql),
  ];
  const hold = expectOk(await call(sql, 'reserve', keeper, short, 3000, 'own_works')).reservation;
  const wait = async (who: Awaited<ReturnType<typeof party>>, milli: number) =>
    Number(expectOk(await call(sql, 'join', who, short, milli, false, 'own_works')).waiting);
  const places = {
    gone: await wait(gone, 1000),
    waits: await wait(waiter, 9000),
    offered: await wait(offered, 1000),
  };
  expectOk(await call(sql, 'leave', gone, places.gone));
  expectOk(await call(sql, 'cancel', keeper, Number(hold)));
  expectOk(await call(sql, 'decline', waiter, places.waits));
  const whole = await lot(sql, holder);
  const { into } = expectOk(await call(sql, 'transfer', holder, whole, 4000, null));
  return {
    ...places,
    whole,
    twin: into,
    theirs: await lot(sql, stranger),
    lot: lotId,
    other: await lot(sql, holder, { basis: 'declared' }),
    draft: await lot(sql, holder, { publish: false }),
    holder: holder.organisation,
    taker: taker.organisation,
    stranger: stranger.organisation,
    held,
    done,
    seq: handedover.movement,
    handover: handedover.handover,
    corrected,
    reversal: Number(corrected) + 1,
    asked,
    proposal,
    key,
    ...claims,
    ...(await wordsOf(sql, { holder, taker })),
  };
}

/** A hand-over of which a part is thrown away, its taker says; a request with a price that waits for its answer, and one refused. */
async function wordsOf(sql: Sql, { holder, taker }: { holder: Party; taker: Party }) {
  const lotId = await lot(sql, holder);
  const told = await accepted(sql, holder, taker, lotId, 4000);
  await handedOver(sql, holder, taker, told, 4000, 80_000);
  expectOk(await call(sql, 'say_outcome', taker, told, 2000, 0, 0, 2000, 'landfilled'));
  const kept = await accepted(sql, holder, taker, lotId, 1000);
  const { movement: quiet } = await handedOver(sql, holder, taker, kept, 1000, 20_000);
  const priced = async (cents: number) => {
    const { reservation } = expectOk(await call(sql, 'reserve', taker, lotId, 1000, 'own_works'));
    expectOk(await call(sql, 'propose_price', taker, Number(reservation), cents));
    return Number(reservation);
  };
  const [waits, turned] = [await priced(500), await priced(600)];
  expectOk(await call(sql, 'answer_price', holder, turned, 'refused'));
  return { told, toldlot: lotId, quiet, priced: waits, turned };
}

/** A line, a visit, hours and who comes, an open question, a checkpoint. */
async function claimsOf(sql: Sql, { holder, taker, lotId }: { holder: Party; taker: Party; lotId: number }) {
  const keeper = await party(sql);
  const idOf = async (answer: Promise<Answer>, name: string) => Number(expectOk(await answer)[name]);
  const reserve = (who: Party, id: number, milli: number) =>
    idOf(call(sql, 'reserve', who, id, milli, 'own_works', null, '35278'), 'reservation');
  const scarce = await lot(sql, holder, { milli: 4000 });
  const scarceheld = await reserve(keeper, scarce, 4000);
  const queued = await idOf(call(sql, 'join', taker, scarce, 2000, false, 'own_works'), 'waiting');
  const counted = await lot(sql, holder, { milli: 4000 });
  const promised = await accepted(sql, holder, keeper, counted, 3000);
  expectOk(await call(sql, 'correct_count', holder, counted, 4000, 2000, 'theft'));
  const [ask] = await sql`select id from ledger.ask where reservation_id = ${promised} and answer is null`;
  const [home] = await sql`select site_id from lot where id = ${lotId}`;
  const lines = JSON.stringify([{ lot: lotId, qty: 1000 }]);
  const visit = await idOf(
    call(sql, 'reserve_visit', taker, Number(home?.site_id), lines, 'own_works'),
    'visit',
  );
  const [line] = await sql`select id from ledger.reservation where visit_id = ${visit}`;
  return {
    ...{ scarce, scarceheld, queued, ask: ask?.id, visit, line: line?.id },
    booked: await accepted(sql, holder, taker, lotId, 1000),
    second: await accepted(sql, holder, keeper, lotId, 1000),
  };
}

/** Written by the owner: two hours of a site, one booked, one of another site; a question asked; a first checkpoint of nothing. */
async function hoursAndCheckpoint(owner: Sql, sql: Sql, scene: Record<string, unknown>) {
  const hour = async (lotId: unknown) => {
    const [row] = await owner`
      insert into site_slot (site_id, starts_at, ends_at, capacity)
      select site_id, ledger.clock() + interval '1 day', ledger.clock() + interval '26 hours', 1 from lot where id = ${Number(lotId)} returning id`;
    return Number(row?.id);
  };
  const [slot, farslot] = [await hour(scene.lot), await hour(scene.theirs)];
  const taker = { organisation: Number(scene.taker), person: null as unknown as number };
  expectOk(await call(sql, 'book_slot', taker, `{${scene.booked}}`, slot));
  await owner`insert into ledger.outcome_ask values (${Number(scene.told)}, ledger.clock())`;
  await owner`insert into ledger.checkpoint_key (name, public_key, since) values ('attack', sha256('key'), ledger.clock())`;
  await owner`
    insert into ledger.checkpoint (id, day, at, size, root, runs, key_id, note)
    select 1, date '2026-01-01', ledger.clock(), 0, sha256(''), '', id,
           E'attack\n0\n' || encode(sha256(''), 'base64') || E'\nday 2026-01-01\n\nsigned\n' from ledger.checkpoint_key`;
  return { slot, farslot };
}

async function underAttack() {
  const database = await freshDatabase();
  const { sql: admin, close } = openDatabase(
    withDatabase(inject('cluster').superUrl, new URL(database.url).pathname.slice(1)),
    {
      max: 1,
      statementTimeout: '60s',
    },
  );
  await admin`create temp table scene (name text, value text)`;
  const made = await scene(database.sql);
  const all = { ...made, ...(await hoursAndCheckpoint(database.owner, database.sql, made)) };
  for (const [name, value] of Object.entries(all))
    await admin`insert into scene values (${name}, ${String(value)})`;
  await admin`insert into ledger.closed_year (year) values (2001)`;
  await admin.unsafe(file('./attack-support.sql'));
  return { ...database, admin, close };
}

test('the forger is good: a true line, hand-over and correction are accepted from the owner', async () => {
  const { admin, close } = await underAttack();
  await admin.unsafe(`
    select pg_temp.try('gisement_owner', 'add', $q$select pg_temp.forge({lot}, 1, '{"kind": "add"}')$q$);
    select pg_temp.try('postgres', 'add', $q$select pg_temp.forge({lot}, 1, '{"kind": "add"}')$q$, true);
    select pg_temp.try('gisement_owner', 'hand-over', $q$select pg_temp.forge_handover('{}')$q$);
    select pg_temp.try('postgres', 'hand-over', $q$select pg_temp.forge_handover('{}')$q$, true);
    select pg_temp.try('gisement_owner', 'to oneself, not counted', 'select pg_temp.forge_to_oneself(false)');
    select pg_temp.try('gisement_owner', 'correction', $q$select pg_temp.forge_correction({holder}, '{}', '{}')$q$);
    select pg_temp.try('gisement_owner', 'pair', $q$select pg_temp.forge_pair({whole}, {twin}, '{}', '{}')$q$);
    select pg_temp.try('postgres', 'pair', $q$select pg_temp.forge_pair({twin}, {whole}, '{}', '{}')$q$, true);
    select pg_temp.try('postgres', 'correction', $q$select pg_temp.forge_correction({holder}, '{}', '{}')$q$, true);`);
  expect(await admin`select who, what, message from attack where refused`).toEqual([]);
  await close();
});

test('every hostile statement is refused, for the reason meant, and the books balance after them', {
  timeout: 60_000,
}, async () => {
  const { admin, owner, close } = await underAttack();
  await admin.unsafe(file('./attack.sql'));
  await admin.unsafe(file('./attack-claims.sql'));
  await admin.unsafe(file('./attack-words.sql'));
  // what the forger of words does well is no attack
  expect(await admin`select who, what, message from attack where what like 'forged: %' and refused`).toEqual(
    [],
  );
  await admin`delete from attack where what like 'forged: %'`;
  const rows = await admin`select * from attack order by n`;
  expect(rows.filter((row) => !row.refused).map((row) => `${row.who}: ${row.what}`)).toEqual([]);
  const wrongReason =
    await admin`select a.who, a.what, s.by_constraint as meant, a.by_constraint as got, a.sqlstate, a.message
    from attack a join statement s using (what) where a.who = 'gisement_owner' and s.by_constraint is distinct from a.by_constraint
     and (s.by_constraint is not null or a.sqlstate not in ('42501', '23503', '23505', '23514'))`;
  expect(wrongReason).toEqual([]);
  // a statement that fails because it is badly written proves nothing
  const clumsy = await admin`select who, what, sqlstate, message from attack
    where sqlstate not in ('42501', '23503', '23505', '23514', '22012', '22023', '22004')`;
  expect(clumsy).toEqual([]);
  expect(rows.length).toBeGreaterThan(700);
  expect(await auditOf(owner)).toEqual([]);
  await close();
});
