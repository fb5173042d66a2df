import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, runMigrations } from 'graphile-worker';
import type postgres from 'postgres';
import { openDatabase } from '#app/platform/database/client.server.ts';
import {
  type DatabaseFiles,
  hashOf,
  readDatabaseFiles,
  type SqlFile,
} from '#app/platform/database/migration-files.server.ts';
import {
  ensureRole,
  type Login,
  loginOf,
  quoteIdentifier,
  rolesSql,
} from '#app/platform/database/roles.server.ts';
import { DatabaseUnusable } from '#app/platform/database/unusable.ts';

export type DatabaseEnvironment = 'production' | 'demo' | 'test';

export interface MigrateOptions {
  ownerUrl: string;
  appUrl: string;
  /** Written when the database is new, never changed afterwards. */
  environment: DatabaseEnvironment;
  /** Laid out as `db/`, which is the default. */
  folder?: string;
  /** Run in order as the owner, under the same lock, at every call: reference data. They must be idempotent. */
  after?: ((sql: postgres.Sql<{ bigint: number }>) => Promise<void>)[];
  /** These migrations and nothing else, functions and grants neither: the state that a backup was made at. */
  only?: ReadonlySet<string>;
  /** Told each file applied. */
  log?: (line: string) => void;
}

export const DATABASE_FOLDER = dirname(createRequire(import.meta.url).resolve('#db/grants.sql'));
const LOCK = 4_749_736; // arbitrary; the same for every process that migrates
const LOCK_WAIT_MS = 300_000;

/** Brings the database to the state of `db/`. Safe to call from several processes at once: one works, the others wait. */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const files = readDatabaseFiles(options.folder ?? DATABASE_FOLDER);
  const app = loginOf(options.appUrl);
  const { sql, close } = openDatabase(options.ownerUrl, {
    max: 1,
    statementTimeout: '0',
    lockTimeout: '10s',
    applicationName: 'gisement-migrate',
  });
  try {
    await refuseOneRole(sql, loginOf(options.ownerUrl), app);
    const session = await lock(sql);
    const applied = await applyAll(sql, session, files, app, options);
    for (const step of options.after ?? []) await step(sql);
    await sql`select pg_advisory_unlock(${LOCK})`;
    return { applied };
  } finally {
    await close();
  }
}

async function applyAll(
  sql: postgres.Sql,
  session: number,
  files: DatabaseFiles,
  app: Login,
  options: MigrateOptions,
) {
  const log = options.log ?? (() => {});
  await sql`create table if not exists public.schema_file (
    name text primary key, hash text not null, applied_at timestamptz not null default clock_timestamp())`;
  const landed = new Map(
    (await sql`select name, hash from public.schema_file`).map((row) => [row.name, row.hash]),
  );
  const wanted = files.migrations.filter(({ name }) => options.only?.has(name) ?? true);
  const pending = wanted.filter((file) => !isLanded(file, landed));
  const functions = hashOf(...files.functions.flatMap(({ name, hash }) => [name, hash]));
  const grants = hashOf(files.hash, app.role);
  const applied: string[] = [];
  const note = (name: string) => {
    applied.push(name);
    log(`database: ${name}`);
  };
  await ensureApp(sql, app, loginOf(options.ownerUrl));
  await installWorker(options.ownerUrl);
  for (const file of pending) {
    await sameSession(sql, session);
    await applyMigration(sql, file);
    note(file.name);
  }
  if (options.only) return applied;
  if (pending.length > 0 || landed.get('functions/') !== functions) {
    await inTransaction(sql, session, 'functions/', functions, async (tx) => {
      // The files may call one another in any order; what they call exists when the transaction ends.
      await tx`set local check_function_bodies = off`;
      for (const file of files.functions) await run(tx, file);
    });
    note('functions/');
  }
  if (landed.get('grants') !== grants) {
    await inTransaction(sql, session, 'grants', grants, (tx) => applyGrants(tx, files.grants, app.role));
    note('grants');
  }
  await setEnvironment(sql, options.environment);
  return applied;
}

function isLanded(file: SqlFile, landed: Map<string, string>): boolean {
  const hash = landed.get(file.name);
  if (hash !== undefined && hash !== file.hash) {
    throw new DatabaseUnusable(
      `Migration ${file.name} has changed since it was applied: restore it and write a new one.`,
    );
  }
  return hash !== undefined;
}

async function applyMigration(sql: postgres.Sql, file: SqlFile): Promise<void> {
  const record = (on: postgres.Sql | postgres.TransactionSql) =>
    on`insert into public.schema_file (name, hash) values (${file.name}, ${file.hash})`;
  if (file.outside) {
    await run(sql, file);
    await record(sql);
    return;
  }
  await sql.begin(async (tx) => {
    await run(tx, file);
    await record(tx);
  });
}

async function inTransaction(
  sql: postgres.Sql,
  session: number,
  name: string,
  hash: string,
  work: (tx: postgres.TransactionSql) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await sameSession(tx, session);
    await work(tx);
    await tx`insert into public.schema_file (name, hash) values (${name}, ${hash})
      on conflict (name) do update set hash = excluded.hash, applied_at = clock_timestamp()`;
  });
}

async function run(on: postgres.Sql | postgres.TransactionSql, file: SqlFile): Promise<void> {
  await on
    .unsafe(file.text)
    .catch((error: Error & { position?: string; detail?: string; where?: string }) => {
      const line = error.position
        ? ` line ${file.text.slice(0, Number(error.position)).split('\n').length}`
        : '';
      const more = [error.detail, error.where].filter(Boolean).map((text) => `\n${text}`);
      throw new DatabaseUnusable(`${file.name}${line}: ${error.message}${more.join('')}`);
    });
}

/** The grants files are the whole truth: what they no longer give is taken back in the same transaction. */
async function applyGrants(tx: postgres.TransactionSql, files: SqlFile[], role: string): Promise<void> {
  const name = quoteIdentifier(role);
  const schemas =
    await tx`select nspname from pg_namespace where nspname in ('public', 'ledger', 'graphile_worker')
    and pg_has_role(current_user, nspowner, 'usage')`;
  for (const { nspname } of schemas) {
    const schema = quoteIdentifier(nspname);
    for (const what of ['tables', 'sequences', 'functions']) {
      await tx.unsafe(`revoke all on all ${what} in schema ${schema} from ${name}`);
    }
    await tx.unsafe(`revoke all on schema ${schema} from ${name}`);
  }
  for (const file of files) await run(tx, { ...file, text: file.text.replaceAll(':"app_role"', () => name) });
}

/** Tried in a loop, never waited for: a waiting session holds a snapshot that CREATE INDEX CONCURRENTLY waits for. */
async function lock(sql: postgres.Sql): Promise<number> {
  const end = Date.now() + LOCK_WAIT_MS;
  while (Date.now() < end) {
    const [row] = await sql`select pg_try_advisory_lock(${LOCK}) as held, pg_backend_pid() as session`;
    if (row?.held) return row.session;
    await sleep(100);
  }
  throw new DatabaseUnusable('Another process has been migrating this database for five minutes.');
}

/** A lost connection is reopened by the driver, without the lock. */
async function sameSession(sql: postgres.Sql | postgres.TransactionSql, session: number): Promise<void> {
  const [row] = await sql`select pg_backend_pid() as session`;
  if (row?.session !== session)
    throw new DatabaseUnusable('The connection to the database was lost while migrating: start again.');
}

async function installWorker(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, logger: new Logger(() => () => {}) });
}

async function setEnvironment(sql: postgres.Sql, environment: DatabaseEnvironment): Promise<void> {
  const [table] = await sql`select to_regclass('ledger.setting') as name`;
  if (table?.name)
    await sql`insert into ledger.setting (environment) values (${environment}) on conflict do nothing`;
}

async function refuseOneRole(sql: postgres.Sql, owner: Login, app: Login): Promise<void> {
  if (owner.role !== app.role) return;
  const [row] = await sql`select current_database() as database`;
  throw new DatabaseUnusable(
    `DATABASE_URL and DATABASE_OWNER_URL name the same role "${app.role}"; the serving role may not own the ledger. Run once:\n${rolesSql({ database: row?.database, owner: 'gisement_owner', app: 'gisement_app' })}`,
  );
}

async function ensureApp(sql: postgres.Sql, app: Login, owner: Login): Promise<void> {
  await ensureRole(sql, app).catch((error: { code?: string }) => {
    if (error.code !== '42501') throw error;
    const text = rolesSql({ database: owner.database, owner: owner.role, app: app.role });
    throw new DatabaseUnusable(
      `Role "${app.role}" does not exist and "${owner.role}" may not create it. Run once:\n${text}`,
    );
  });
}
