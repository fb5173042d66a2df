import { createHash, type Hash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type postgres from 'postgres';
import { quoteIdentifier } from '#app/platform/database/roles.server.ts';
import { typeOfKey } from '#app/platform/storage/storage.ts';
import { type CopiedTable, copiedTables, lastNumbers, quoted } from './catalogue.server.ts';
import { MANIFEST, MANIFEST_SUM, type Manifest, storedFile, tableFile } from './manifest.ts';

export interface BackupSource {
  /** As the owner of the tables. */
  sql: postgres.Sql<{ bigint: number }>;
  /** Folder of the stored files; null when they lie in a bucket. */
  files: string | null;
  /** See `Manifest.secret`. */
  secret: string | null;
}

/**
 * Copies a database, at one instant and beside those who use it, and the stored files, into `folder`, which appears when it is whole.
 * Rows are PostgreSQL's own COPY text, one pressed file a table, so that any version and any server reads them again.
 */
export async function writeBackup(source: BackupSource, folder: string): Promise<Manifest> {
  const draft = `${folder}.${randomBytes(4).toString('hex')}.part`;
  await mkdir(join(draft, 'tables'), { recursive: true, mode: 0o700 });
  try {
    const rows = await source.sql.begin('isolation level repeatable read read only', (tx) =>
      copyRows(tx, draft),
    );
    // after the rows: a file they name was there before them, and is never rewritten
    const files = source.files === null ? null : await copyFiles(source.files, draft);
    const manifest: Manifest = { format: 1, ...rows, secret: source.secret, files };
    const text = `${JSON.stringify(manifest, null, 1)}\n`;
    await writeFile(join(draft, MANIFEST), text, { mode: 0o600 });
    const sha256 = createHash('sha256').update(text).digest('hex');
    await writeFile(join(draft, MANIFEST_SUM), `${sha256}  ${MANIFEST}\n`, { mode: 0o600 });
    await flushed(draft);
    await rename(draft, folder);
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

type Rows = Pick<Manifest, 'madeAt' | 'environment' | 'migrations' | 'tables' | 'sequences'>;

async function copyRows(tx: postgres.TransactionSql<{ bigint: number }>, draft: string): Promise<Rows> {
  await tx`set local statement_timeout = 0`;
  const [said] = await tx<{ made_at: Date; environment: string }[]>`
    select now() as made_at, environment from ledger.setting`;
  if (!said) throw new Error('this database was never prepared');
  const migrations = await tx<{ name: string; hash: string }[]>`
    select name, hash from public.schema_file where name ~ '^[0-9]{4}_' order by name`;
  const tables: Manifest['tables'] = [];
  for (const table of await copiedTables(tx)) tables.push(await copyTable(tx, table, draft));
  return {
    madeAt: said.made_at.toISOString(),
    environment: said.environment,
    migrations: [...migrations],
    tables,
    sequences: [...(await lastNumbers(tx))],
  };
}

async function copyTable(
  tx: postgres.TransactionSql<{ bigint: number }>,
  table: CopiedTable,
  draft: string,
): Promise<Manifest['tables'][number]> {
  const columns = table.columns.map(quoteIdentifier).join(', ');
  const rows = await tx.unsafe(`copy ${quoted(table)} (${columns}) to stdout`).readable();
  const hash = createHash('sha256');
  const seen = { bytes: 0, lines: 0 };
  await pipeline(
    rows,
    counted(hash, seen),
    createGzip({ level: 6 }),
    createWriteStream(join(draft, tableFile(table)), { mode: 0o600 }),
  );
  return { ...table, rows: seen.lines, bytes: seen.bytes, sha256: hash.digest('hex') };
}

const NEWLINE = 10;

/** In COPY text a line feed inside a value is written as two signs: each line feed ends a row. */
function counted(hash: Hash, seen: { bytes: number; lines: number }): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      seen.bytes += chunk.length;
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) seen.lines++;
      done(null, chunk);
    },
  });
}

async function copyFiles(from: string, draft: string): Promise<NonNullable<Manifest['files']>> {
  const files: NonNullable<Manifest['files']> = [];
  for (const path of await walk(from)) {
    const key = relative(from, path).split(sep).join('/');
    // what is still being written has another ending
    if (!typeOfKey(key)) continue;
    const target = join(draft, storedFile(key));
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const hash = createHash('sha256');
    const seen = { bytes: 0, lines: 0 };
    try {
      await pipeline(createReadStream(path), counted(hash, seen), createWriteStream(target, { mode: 0o600 }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      // taken away since it was listed, by whoever may: nothing refers to it any more
      await rm(target, { force: true });
      continue;
    }
    files.push({ key, bytes: seen.bytes, sha256: hash.digest('hex') });
  }
  return files;
}

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function flushed(folder: string): Promise<void> {
  const handle = await open(join(folder, MANIFEST_SUM));
  await handle.sync().finally(() => handle.close());
}
