import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import {
  checkpointKeys,
  checkpointList,
  checkpointOf,
  inclusionProof,
  leavesOf,
} from '#app/domain/ledger/checkpoints.server.ts';
import { makeCheckpoint } from '#app/domain/ledger/commands/make-checkpoint.server.ts';
import { leafHash, pathOf, rootOf } from '#app/domain/ledger/merkle.server.ts';
import { openNote, signNote } from '#app/domain/ledger/signed-note.server.ts';
import { checkpointSigner } from '#app/platform/checkpoint-signer.server.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { freshDatabase, type TestDatabase, withDatabase } from '#tests/support/database.ts';
import { verifyLedger } from '../../scripts/ledger-verification.ts';
import { accepted, call, expectOk, handedOver, lot, type Party, party } from './world.ts';

const signer = checkpointSigner('a secret of thirty-two characters', 'https://gisement.example');
const folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
let world: TestDatabase;
let holder: Party;
let taker: Party;
let first: number;
let today: string;

const nextDay = (days = 1) =>
  world.owner`update ledger.setting set clock_offset = clock_offset + make_interval(days => ${days})`;
const publicId = async (id: number) =>
  String((await world.sql`select public_id from lot where id = ${id}`)[0]?.public_id);

beforeAll(async () => {
  world = await freshDatabase();
  const { sql, db } = world;
  [holder, taker] = [await party(sql), await party(sql, 'association')];
  expect(await makeCheckpoint(db, signer)).toBeTruthy();
  first = await lot(sql, holder);
  await handedOver(sql, holder, taker, await accepted(sql, holder, taker, first, 3000), 3000, 60_000);
  for (let n = 0; n < 4; n++) await lot(sql, holder);
  await nextDay();
  await makeCheckpoint(db, signer);
  await call(sql, 'withdraw', holder, first, 1000, 'recycled', 'broken');
  await lot(sql, holder);
  await nextDay(3);
  today = String(await makeCheckpoint(db, signer));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

test('the trees are those of RFC 6962', () => {
  // roots of its reference implementation for the first leaves of its test data
  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'];
  const hashes = leaves.map((hex) => leafHash(Buffer.from(hex, 'hex').toString('latin1')));
  expect(rootOf([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(rootOf(hashes.slice(0, 1)).toString('hex')).toBe(
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  );
  expect(rootOf(hashes.slice(0, 3)).toString('hex')).toBe(
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  );
  expect(rootOf(hashes).toString('hex')).toBe(
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  );
  expect(pathOf(hashes, 6)).toHaveLength(2);
});

test('once a day, by whoever comes first, and again after days without', async () => {
  const { db } = world;
  expect(await makeCheckpoint(db, signer)).toBeNull();
  await nextDay();
  const made = await Promise.all([makeCheckpoint(db, signer), makeCheckpoint(db, signer)]);
  expect(made.filter(Boolean)).toHaveLength(1);
  const days = await checkpointList({ db });
  expect(days.map(({ size, moved }) => [size, moved])).toEqual([
    [6, 0],
    [6, 2],
    [5, 5],
    [0, 0],
  ]);
  const apart = Date.parse(days[1]?.day ?? '') - Date.parse(days[2]?.day ?? '');
  expect(apart).toBe(3 * 86_400_000);
  expect(await checkpointList({ db }, days[1]?.day)).toEqual(days.slice(2));
});

test('anyone checks a note, its leaves and a proof with a script of one page', async () => {
  const { db } = world;
  const [key = ''] = await checkpointKeys({ db });
  expect(key).toMatch(/^gisement\.example\/ledger\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/);
  const checkpoint = await checkpointOf({ db }, today);
  if (!checkpoint) throw new Error('no checkpoint');
  const leaves = await leavesOf({ db }, checkpoint.id, 0);
  expect(leaves).toHaveLength(6);
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const check = (...args: string[]) =>
    execFileSync(process.execPath, ['public/check-checkpoint.mjs', key, ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  const note = write('note', checkpoint.note);
  expect(check(note, write('leaves', `${leaves.join('\n')}\n`))).toMatch(
    `${today}: 6 lots, signature and root are right`,
  );
  for (const id of [first, first + 5]) {
    const proof = (await inclusionProof({ db }, checkpoint, await publicId(id))) ?? '';
    expect(check(write('proof', proof))).toMatch(await publicId(id));
    const forged = proof.replace(/extra (.{20})./, 'extra $1A');
    expect(() => check(write('forged', forged))).toThrow();
  }
  const tampered = leaves.map((line, at) => (at === 2 ? `${line.slice(0, -1)}0` : line));
  expect(() => check(note, write('tampered', `${tampered.join('\n')}\n`))).toThrow();
  expect(() =>
    check(write('other', checkpoint.note.replace('\n6\n', '\n7\n')), join(folder, 'leaves')),
  ).toThrow();
  expect(await inclusionProof({ db }, checkpoint, crypto.randomUUID())).toBeNull();
});

test('another secret or address is another key; the notes of both stay true', async () => {
  const { db } = world;
  const other = checkpointSigner('another secret of 32 characters..', 'https://gisement.example');
  await nextDay();
  await makeCheckpoint(db, other);
  expect(await checkpointKeys({ db })).toHaveLength(2);
  const note = signNote('x\n', signer);
  expect(openNote(note, signer)).toBe('x\n');
  expect(openNote(note, other)).toBeNull();
  expect(openNote(note.replace('x', 'y'), signer)).toBeNull();
  const { checkpoints, breaks } = await verifyLedger(world.owner);
  expect(breaks).toEqual([]);
  expect(checkpoints).toBe(5);
});

/** What a superuser with every guard down did, all of it consistent but what was signed; undone afterwards. */
async function breaksAfter(statement: string): Promise<string[]> {
  const name = new URL(world.url).pathname.slice(1);
  const { sql: admin, close } = openDatabase(withDatabase(inject('cluster').superUrl, name), { max: 1 });
  let breaks: string[] = [];
  try {
    await admin.begin(async (tx) => {
      for (const table of ['movement', 'stock', 'checkpoint', 'checkpoint_head', 'checkpoint_key', 'total'])
        await tx.unsafe(`alter table ledger.${table} disable trigger all`);
      await tx.unsafe(`do $$ declare c record; begin
        for c in select conrelid::regclass as t, conname from pg_constraint
                  where conrelid::regclass::text ~ '^ledger.(movement|checkpoint)' and contype = 'c' loop
          execute format('alter table %s drop constraint %I', c.t, c.conname); end loop; end $$`);
      await tx.unsafe(statement);
      const all = await verifyLedger(
        { begin: (_: string, work: (on: typeof tx) => unknown) => work(tx) } as never,
        200,
      );
      breaks = all.breaks.filter((what) => !what.startsWith('guard'));
      throw new Error('undo');
    });
  } catch (error) {
    if ((error as Error).message !== 'undo') throw error;
  } finally {
    await close();
  }
  return breaks;
}

/** One byte of a value of one row, changed. */
const flip = (table: string, column: string, where: string) => {
  const at = `${randomBytes(1)[0]} % length(${column})`;
  return `update ledger.${table} set ${column} = set_byte(${column}, ${at}, 255 - get_byte(${column}, ${at})) where ${where}`;
};

test('a chain rewritten whole by a superuser, hashes and balances right, is named by what was signed', async () => {
  const breaks = await breaksAfter(`
    do $$ declare m ledger.movement; before bytea := ''; begin
      for m in select * from ledger.movement where lot_id = ${first} order by seq loop
        if m.kind = 'collect' then m.mass_g := 70000; m.low_g := 68600; m.high_g := 71400; end if;
        m.prev_hash := before; m.hash := ledger.hash_of(m); before := m.hash;
        update ledger.movement set mass_g = m.mass_g, low_g = m.low_g, high_g = m.high_g, prev_hash = m.prev_hash, hash = m.hash
         where lot_id = m.lot_id and seq = m.seq;
      end loop;
      update ledger.stock set head_hash = before where lot_id = ${first};
    end $$; update ledger.total set mass_g = mass_g + 10000, low_g = low_g + 9800, high_g = high_g + 10200;
    alter table ledger.total_kind disable trigger all; update ledger.total_kind set mass_g = mass_g + 10000, low_g = low_g + 9800, high_g = high_g + 10200;
    alter table ledger.flow disable trigger all; update ledger.flow set mass_g = mass_g + 10000`);
  expect(breaks[0]).toMatch(
    new RegExp(`^checkpoint .*: movement ${first}\\.\\d+ is not the one that was signed$`),
  );
});

test('one byte flipped anywhere is named', async () => {
  const day = `day = '${today}'`;
  const flipped: [RegExp, string][] = [
    [/^movement .*chain|^movement .*hash/, flip('movement', 'hash', `lot_id = ${first} and seq = 2`)],
    [/^movement .*chain/, flip('movement', 'prev_hash', `lot_id = ${first} and seq = 3`)],
    [/^stock /, flip('stock', 'head_hash', `lot_id = ${first}`)],
    [/^figure total /, `update ledger.total set mass_g = mass_g # 1 where level = 'region'`],
    [/^checkpoint .*movement/, flip('checkpoint_head', 'hash', `lot_id = ${first}`)],
    [/^checkpoint .*root/, flip('checkpoint', 'root', day)],
    [/^checkpoint .*leaves 0 to/, flip('checkpoint', 'runs', day)],
    [
      /^checkpoint .*signature/,
      `update ledger.checkpoint set note = overlay(note placing '~' from 20) where ${day}`,
    ],
    [
      /^checkpoint .*signature/,
      `update ledger.checkpoint set note = overlay(note placing case substr(note, length(note) - 9, 1) when 'A' then 'B' else 'A' end from length(note) - 9) where ${day}`,
    ],
    [/^checkpoint .*covers/, `update ledger.checkpoint set size = size # 1 where ${day}`],
    [/^checkpoint .*signature/, flip('checkpoint_key', 'public_key', 'true')],
    [
      /^checkpoint .*follow/,
      `delete from ledger.checkpoint where id = (select max(id) - 1 from ledger.checkpoint)`,
    ],
  ];
  for (const [named, statement] of flipped)
    expect((await breaksAfter(statement))[0], statement).toMatch(named);
}, 60_000);

test('neither the application nor the owner writes a checkpoint by hand', async () => {
  const refused = [
    `insert into ledger.checkpoint select id + 1, day + 1, at, size, root, runs, key_id, note from ledger.checkpoint order by id desc limit 1`,
    `update ledger.checkpoint set size = size + 1`,
    `delete from ledger.checkpoint_head`,
    `truncate ledger.checkpoint_key cascade`,
    `insert into ledger.checkpoint_head select leaf, 99, lot_id, seq, hash from ledger.checkpoint_head where checkpoint_id = 2`,
    `insert into ledger.checkpoint_head (leaf, checkpoint_id, lot_id, seq, hash) values (0, 6, ${first}, 1, '\\x${'00'.repeat(32)}')`,
    `select ledger.keep_checkpoint(9, 0, '\\x${'00'.repeat(32)}', '', 'x', '\\x${'00'.repeat(32)}', E'x\\n0\\n')`,
  ];
  for (const statement of refused) {
    for (const sql of [world.sql, world.owner])
      await expect(sql.unsafe(statement), statement).rejects.toThrow();
  }
  expect((await verifyLedger(world.owner)).breaks).toEqual([]);
  expectOk(await call(world.sql, 'withdraw', holder, first, 1000, 'recycled', 'broken'));
});
