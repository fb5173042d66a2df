import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { freshDatabase, withDatabase } from '#tests/support/database.ts';
import { accepted, auditOf, call, callWith, expectOk, handedOver, lot, party, weighed } from './world.ts';

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** A history with everything in it: open, reserved, accepted, handed over, corrected, proposed. */
async function scene(sql: Awaited<ReturnType<typeof freshDatabase>>['sql']) {
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
  const whole = await lot(sql, holder);
  const { into } = expectOk(await call(sql, 'transfer', holder, whole, 4000, null));
  return {
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
  };
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
  for (const [name, value] of Object.entries(await scene(database.sql)))
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
  expect(rows.length).toBeGreaterThan(300);
  expect(await auditOf(owner)).toEqual([]);
  await close();
});
