import type postgres from 'postgres';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { DATABASE_FOLDER, type MigrateOptions, migrate } from '#app/platform/database/migrate.server.ts';
import { readDatabaseFiles } from '#app/platform/database/migration-files.server.ts';
import { loginOf, rolesSql } from '#app/platform/database/roles.server.ts';
import { APP_ROLE, OWNER_ROLE, type RunningDatabase } from '#app/platform/database/start.server.ts';
import { DatabaseUnusable } from '#app/platform/database/unusable.ts';
import { env } from '#app/platform/env.server.ts';

type Sql = postgres.Sql<{ bigint: number }>;

/**
 * Migrates when this process may (embedded, or DATABASE_OWNER_URL), then checks that the serving role finds everything
 * and could not rewrite it. A database born while DEMO is on is a demonstration for life, any other is production.
 */
export async function prepareDatabase(
  { appUrl, ownerUrl }: Pick<RunningDatabase, 'appUrl' | 'ownerUrl'>,
  options: Pick<MigrateOptions, 'after' | 'log'> = {},
): Promise<{ applied: string[] }> {
  const environment = env.DEMO ? 'demo' : 'production';
  const { applied } = ownerUrl
    ? await migrate({ ownerUrl, appUrl, environment, ...options })
    : { applied: [] };
  const { sql, close } = openDatabase(appUrl, { max: 1 });
  try {
    await refuseOwner(sql, appUrl);
    const pending = await pendingMigrations(sql);
    if (pending.length === 0) return { applied };
    throw new DatabaseUnusable(
      `The database lacks ${pending.join(', ')}: run "npm run db:migrate" with DATABASE_OWNER_URL set, or set it here.`,
    );
  } finally {
    await close();
  }
}

let files: string[] | undefined;

/** Migration files this version has and the database lacks; what /readyz asks. */
export async function pendingMigrations(sql: Sql): Promise<string[]> {
  files ??= readDatabaseFiles(DATABASE_FOLDER).migrations.map(({ name }) => name);
  const [table] = await sql`select to_regclass('public.schema_file') is not null as exists`;
  const rows = table?.exists ? await sql`select name from public.schema_file` : [];
  const landed = new Set(rows.map(({ name }) => name));
  return files.filter((name) => !landed.has(name));
}

/**
 * Refuses to serve as a role that could rewrite the ledger or the schema: a superuser, the owner of the ledger or a
 * member of that role, or one that may create tables.
 */
export async function refuseOwner(sql: Sql, appUrl: string): Promise<void> {
  const [power] = await sql`
    select rolsuper as superuser,
      exists (select from pg_namespace where nspname = 'ledger' and pg_has_role(current_user, nspowner, 'member')) as owner,
      has_schema_privilege('public', 'create') or has_database_privilege(current_database(), 'create') as maker,
      current_database() as database
    from pg_roles where rolname = current_user`;
  if (!power?.superuser && !power?.owner && !power?.maker) return;
  const { role } = loginOf(appUrl);
  const why = power.superuser ? 'is a superuser' : power.owner ? 'owns the ledger' : 'may create tables';
  throw new DatabaseUnusable(
    `DATABASE_URL: role "${role}" ${why}, so it may not serve. Run once as an administrator of the server:\n${rolesSql(
      {
        database: power.database,
        owner: OWNER_ROLE,
        app: APP_ROLE,
      },
    )}`,
  );
}
