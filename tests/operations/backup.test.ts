import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { triggers } from '#app/platform/backup/catalogue.server.ts';
import { MANIFEST, MANIFEST_SUM, type Manifest, tableFile } from '#app/platform/backup/manifest.ts';
import { checkBackup, readManifest } from '#app/platform/backup/read-backup.server.ts';
import { restoreFiles, restoreRows } from '#app/platform/backup/restore.server.ts';
import { writeBackup } from '#app/platform/backup/write-backup.server.ts';
import { migrate } from '#app/platform/database/migrate.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { verifyLedger } from '#scripts/ledger-verification.ts';
import { collected } from '#tests/statistics/world.ts';
import { temporaryDataDir } from '#tests/support/data-dir.ts';
import { emptyDatabase, freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeOrganisation, makePerson } from '#tests/support/factories.ts';

const place = mkdtempSync(join(tmpdir(), 'gisement-backup-'));
const backup = join(place, 'made');
const MOVEMENTS = 'ledger.movement';
let world: TestDatabase;
let manifest: Manifest;

beforeAll(async () => {
  world = await freshDatabase();
  const party = async () => ({
    organisation: (await makeOrganisation(world.owner)).id,
    person: (await makePerson(world.owner)).id,
  });
  const [holder, taker] = [await party(), await party()];
  await collected(world.sql, { holder, taker, from: '35238' });
  await collected(world.sql, { holder, taker, from: '35238', units: 3, weighedG: 61_000 });
  await folderStorage(join(place, 'files')).put('photos/ab/480.webp', Buffer.from('a picture'), 'image/webp');
  manifest = await writeBackup({ sql: world.owner, files: join(place, 'files'), secret: null }, backup);
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A copy of the backup to damage. */
function copy(): string {
  const folder = join(place, randomUUID());
  cpSync(backup, folder, { recursive: true });
  return folder;
}

/** Somebody who changes rows and hides it: the table's hash and the manifest's own are made again. */
async function forge(change: (rows: string) => string): Promise<{ folder: string; forged: Manifest }> {
  const folder = copy();
  const [schema = '', name = ''] = MOVEMENTS.split('.');
  const path = join(folder, tableFile({ schema, name }));
  const rows = Buffer.from(change(gunzipSync(readFileSync(path)).toString('utf8')));
  writeFileSync(path, gzipSync(rows));
  const forged = structuredClone(manifest);
  const table = forged.tables.find((one) => `${one.schema}.${one.name}` === MOVEMENTS);
  Object.assign(table ?? {}, { bytes: rows.length, sha256: sha256(rows) });
  const text = JSON.stringify(forged);
  writeFileSync(join(folder, MANIFEST), text);
  writeFileSync(join(folder, MANIFEST_SUM), `${sha256(text)}  ${MANIFEST}\n`);
  return { folder, forged };
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

test('another database filled from a backup holds the same rows, keys, triggers and books', async () => {
  const other = await emptyDatabase();
  const read = await readManifest(backup);
  await checkBackup(backup, read);
  const target = { ownerUrl: other.ownerUrl, appUrl: other.url };
  await restoreRows(backup, read, target);
  await migrate({ ...target, environment: 'test' });
  const again = await writeBackup({ sql: other.owner, files: null, secret: null }, join(place, 'again'));
  const sums = (of: Manifest) =>
    of.tables.map(({ schema, name, rows }) => ({ table: `${schema}.${name}`, rows }));
  expect(sums(again)).toEqual(sums(manifest));
  const figures = await world.owner`select * from ledger.total order by 1, 2, 3, 4, 5, 6, 7`;
  expect([...(await other.owner`select * from ledger.total order by 1, 2, 3, 4, 5, 6, 7`)]).toEqual([
    ...figures,
  ]);
  expect(again.sequences).toEqual(manifest.sequences);
  expect(await foreignKeysOf(other)).toBe(await foreignKeysOf(world));
  expect((await triggers(other.owner)).map(({ wake }) => wake).sort()).toEqual(
    (await triggers(world.owner)).map(({ wake }) => wake).sort(),
  );
  const { movements, breaks } = await verifyLedger(other.owner);
  expect(breaks).toEqual([]);
  expect(movements).toBeGreaterThan(4);
  await expect(other.owner`update ledger.movement set mass_g = mass_g + 1`).rejects.toThrow();
});

async function foreignKeysOf({ owner }: TestDatabase): Promise<string> {
  const rows = await owner`select conrelid::regclass::text || conname || pg_get_constraintdef(oid) as said
    from pg_constraint where contype = 'f' order by 1`;
  return rows.map(({ said }) => said).join('\n');
}

test('stored files come back, byte for byte', async () => {
  const storage = folderStorage(join(place, 'restored'));
  expect(await restoreFiles(backup, manifest, storage)).toBe(1);
  expect(readFileSync(join(place, 'restored', 'photos/ab/480.webp'), 'utf8')).toBe('a picture');
});

test.each([
  [
    'a byte of a table',
    (folder: string) => spoil(join(folder, 'tables', 'public.person.gz')),
    /public\.person/,
  ],
  [
    'a table taken away',
    (folder: string) => rmSync(join(folder, 'tables', 'public.lot.gz')),
    /public\.lot.*missing/,
  ],
  ['a byte of a picture', (folder: string) => spoil(join(folder, 'files/photos/ab/480.webp')), /480\.webp/],
])('%s is named when a backup is read', async (_what, damage, said) => {
  const folder = copy();
  damage(folder);
  await expect(checkBackup(folder, await readManifest(folder))).rejects.toThrow(said);
});

function spoil(path: string): void {
  const content = readFileSync(path);
  const at = Math.floor(content.length / 2);
  content[at] = (content[at] ?? 0) ^ 1;
  writeFileSync(path, content);
}

test('a manifest that was touched, or none, is no backup', async () => {
  const folder = copy();
  writeFileSync(
    join(folder, MANIFEST),
    readFileSync(join(folder, MANIFEST), 'utf8').replace('demo', 'test '),
  );
  spoil(join(folder, MANIFEST));
  await expect(readManifest(folder)).rejects.toThrow('hash differs');
  rmSync(join(folder, MANIFEST));
  await expect(readManifest(folder)).rejects.toThrow('holds no backup');
});

test('one gram changed in the ledger is refused by the database, though every hash of the backup was made again', async () => {
  const { folder, forged } = await forge((rows) => rows.replace('\t61000\t', '\t61001\t'));
  await checkBackup(folder, forged);
  const other = await emptyDatabase();
  const target = { ownerUrl: other.ownerUrl, appUrl: other.url };
  await expect(restoreRows(folder, forged, target)).rejects.toThrow(/breaks a rule/);
  const [left] = await other.owner`select count(*)::int as people from person`;
  expect(left?.people).toBe(0);
});

test('a line taken out of the ledger is refused', async () => {
  const { folder, forged } = await forge((rows) => rows.replace(/^.*\n/, ''));
  const other = await emptyDatabase();
  await expect(restoreRows(folder, forged, { ownerUrl: other.ownerUrl, appUrl: other.url })).rejects.toThrow(
    /foreign key/,
  );
});

test('nothing is restored over a database in use, nor from a later version', async () => {
  const target = { ownerUrl: world.ownerUrl, appUrl: world.url };
  await expect(restoreRows(backup, manifest, target)).rejects.toThrow('in use');
  const later = { ...manifest, migrations: [...manifest.migrations, { name: '9999_later.sql', hash: 'x' }] };
  const other = await emptyDatabase();
  await expect(restoreRows(backup, later, { ownerUrl: other.ownerUrl, appUrl: other.url })).rejects.toThrow(
    '9999_later.sql',
  );
});

test('the commands: a backup from a server, checked, restored into the embedded database of a new installation', async () => {
  const { folder, remove } = temporaryDataDir('gisement-restore-');
  try {
    const secret = 'the secret of these tests, long enough';
    const there = {
      DATABASE_URL: world.url,
      DATABASE_OWNER_URL: world.ownerUrl,
      SECRET_KEY: secret,
      DATA_DIR: folder,
    };
    const under = join(folder, 'backups');
    mkdirSync(under);
    const made = await command('scripts/backup.ts', [under], there);
    const kept = made.said.match(/: (\/.*)$/m)?.[1] ?? '';
    expect(made).toMatchObject({ code: 0 });
    expect((await command('scripts/restore.ts', [kept, '--check'], {})).said).toContain(
      'every hash is the one written',
    );
    const elsewhere = { DATA_DIR: join(folder, 'new'), LOG_LEVEL: 'error' };
    const without = await command('scripts/restore.ts', [kept], elsewhere);
    expect(without).toMatchObject({ code: 1 });
    expect(without.said).toContain('secret');
    const restored = await command('scripts/restore.ts', [kept], { ...elsewhere, SECRET_KEY: secret });
    expect(restored.said).toMatch(/ledger: \d+ movements of \d+ lots verified/);
    expect(restored.code).toBe(0);
    const twice = await command('scripts/restore.ts', [kept], { ...elsewhere, SECRET_KEY: secret });
    expect(twice.said).toContain('in use');
    expect(twice.code).toBe(1);
  } finally {
    remove();
  }
});

/** A script as an operator runs it, without the settings of this process. */
function command(file: string, words: string[], settings: Record<string, string>) {
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    const { PATH, HOME, NODE_ENV } = process.env;
    const env = { PATH, HOME, NODE_ENV, DEMO: '0', ...settings };
    const child = spawn(process.execPath, ['--import', 'tsx', file, ...words], { env });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('close', (code) => resolve({ code, said }));
  });
}
