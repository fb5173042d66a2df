import { pipeline } from 'node:stream/promises';
import type postgres from 'postgres';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { DATABASE_FOLDER, migrate } from '#app/platform/database/migrate.server.ts';
import { readDatabaseFiles } from '#app/platform/database/migration-files.server.ts';
import { quoteIdentifier } from '#app/platform/database/roles.server.ts';
import { type Storage, typeOfKey } from '#app/platform/storage/storage.ts';
import { type CopiedTable, copiedTables, foreignKeys, quoted, triggers } from './catalogue.server.ts';
import { BackupUnusable, type Manifest } from './manifest.ts';
import { fileOf, rowsOf } from './read-backup.server.ts';

export interface RestoreTarget {
  ownerUrl: string;
  appUrl: string;
  /** Where stored files go; the backup of an installation with a bucket has none. */
  storage: Storage;
  log?: (line: string) => void;
}

/**
 * Fills an empty database with a backup, in one transaction: all of it or nothing. Every row passes the CHECKs again (the hash of each
 * movement among them), every foreign key is checked over all rows before it stands again. The database is then at the migrations
 * of the backup; whoever calls brings it up to date and verifies the ledger.
 */
export async function restoreRows(
  folder: string,
  manifest: Manifest,
  { ownerUrl, appUrl, log }: Omit<RestoreTarget, 'storage'>,
): Promise<void> {
  const { sql, close } = openDatabase(ownerUrl, {
    max: 1,
    statementTimeout: '0',
    applicationName: 'gisement-restore',
  });
  try {
    const only = knownMigrations(manifest);
    await refuseUsed(sql);
    const environment = manifest.environment as 'production' | 'demo' | 'test';
    await migrate({ ownerUrl, appUrl, environment, only, ...(log && { log }) });
    await sql.begin((tx) => fill(tx, folder, manifest, log));
  } finally {
    await close();
  }
}

/** Puts the stored files of a backup where `storage` keeps them; what is there already stays. How many. */
export async function restoreFiles(folder: string, manifest: Manifest, storage: Storage): Promise<number> {
  for (const file of manifest.files ?? []) {
    const parts: Buffer[] = [];
    for await (const part of fileOf(folder, file)) parts.push(part as Buffer);
    await storage.put(file.key, Buffer.concat(parts), typeOfKey(file.key) ?? 'application/octet-stream');
  }
  return manifest.files?.length ?? 0;
}

function knownMigrations({ migrations }: Manifest): Set<string> {
  const ours = new Map(readDatabaseFiles(DATABASE_FOLDER).migrations.map(({ name, hash }) => [name, hash]));
  for (const { name, hash } of migrations) {
    if (!ours.has(name))
      throw new BackupUnusable(`the backup has ${name}, which this version of Gisement does not know`);
    if (ours.get(name) !== hash)
      throw new BackupUnusable(`${name} of the backup differs from the one of this version`);
  }
  return new Set(migrations.map(({ name }) => name));
}

async function refuseUsed(sql: postgres.Sql<{ bigint: number }>): Promise<void> {
  const [known] = await sql`select to_regclass('public.organisation') as organisation`;
  if (!known?.organisation) return;
  const [used] =
    await sql`select exists (select from public.organisation) or exists (select from public.person) as used`;
  if (used?.used)
    throw new BackupUnusable(
      'the database is in use: restore into a new one (another DATA_DIR, or an empty database)',
    );
}

async function fill(
  tx: postgres.TransactionSql<{ bigint: number }>,
  folder: string,
  manifest: Manifest,
  log: (line: string) => void = () => {},
): Promise<void> {
  const keys = await foreignKeys(tx);
  const watching = await triggers(tx);
  const here = new Map((await copiedTables(tx)).map((table) => [quoted(table), table]));
  for (const { drop } of keys) await tx.unsafe(drop);
  for (const { silence } of watching) await tx.unsafe(silence);
  // what migrations wrote is in the backup too
  for (const table of here.keys()) await tx.unsafe(`delete from ${table}`);
  for (const table of manifest.tables) {
    if (!fits(table, here.get(quoted(table)))) {
      if (table.schema !== 'graphile_worker') throw new BackupUnusable(`${quoted(table)} has other columns`);
      log(`${quoted(table)}: of another version of the worker, left out`);
      continue;
    }
    await fillTable(tx, folder, table);
  }
  await tx`update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null`;
  await tx`update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null`;
  for (const { schema, name, last } of manifest.sequences)
    await tx`select setval(to_regclass(${quoted({ schema, name })}), ${last})`;
  for (const { add } of keys) await tx.unsafe(add);
  for (const { wake } of watching) await tx.unsafe(wake);
  log(`${manifest.tables.reduce((sum, { rows }) => sum + rows, 0)} rows of ${manifest.tables.length} tables`);
}

const fits = (table: CopiedTable, here: CopiedTable | undefined) =>
  here !== undefined && [...here.columns].sort().join() === [...table.columns].sort().join();

async function fillTable(
  tx: postgres.TransactionSql<{ bigint: number }>,
  folder: string,
  table: Manifest['tables'][number],
): Promise<void> {
  const columns = table.columns.map(quoteIdentifier).join(', ');
  const into = await tx.unsafe(`copy ${quoted(table)} (${columns}) from stdin`).writable();
  await pipeline(rowsOf(folder, table), into);
}
