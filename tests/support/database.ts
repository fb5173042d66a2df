import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { quoteIdentifier } from '#app/platform/database/roles.server.ts';
import { OWNER_ROLE } from '#app/platform/database/start.server.ts';
import type { Database } from '#db/client.ts';

export interface TestDatabase {
  /** As the serving role: what the product's code receives. */
  db: Database;
  sql: postgres.Sql<{ bigint: number }>;
  /** As the owner of the tables and the ledger. */
  owner: postgres.Sql<{ bigint: number }>;
  url: string;
  ownerUrl: string;
}

const closing: (() => Promise<void>)[] = [];
let shared: Promise<TestDatabase> | undefined;

afterAll(async () => {
  shared = undefined;
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** The database of this worker, cloned once from the migrated template. Cases of all its files share it: never clean. */
export function testDatabase(): Promise<TestDatabase> {
  shared ??= clone(`worker_${process.env.VITEST_POOL_ID ?? '0'}`);
  return shared;
}

/** A world of one's own, empty but for the reference data. */
export function freshDatabase(): Promise<TestDatabase> {
  return clone(randomBytes(5).toString('hex'));
}

/** Not even migrated; owned by the owner. */
export function emptyDatabase(): Promise<TestDatabase> {
  return clone(randomBytes(5).toString('hex'), 'template0');
}

async function clone(suffix: string, template?: string): Promise<TestDatabase> {
  const cluster = inject('cluster');
  if (!cluster) throw new Error('A test in app/ that needs the database must be named *.db.test.ts');
  const name = `${cluster.run}_${suffix}`;
  await createFrom(template ?? cluster.template, name, cluster.superUrl);
  const url = withDatabase(cluster.appUrl, name);
  const ownerUrl = withDatabase(cluster.ownerUrl, name);
  const app = openDatabase(url, { max: 8 });
  const owner = openDatabase(ownerUrl, { max: 4, statementTimeout: '0' });
  closing.push(app.close, owner.close);
  return { db: app.db, sql: app.sql, owner: owner.sql, url, ownerUrl };
}

async function createFrom(template: string, name: string, superUrl: string): Promise<void> {
  const { sql, close } = openDatabase(superUrl, { max: 1, statementTimeout: '0' });
  try {
    for (let attempt = 0; ; attempt++) {
      const [known] = await sql`select 1 from pg_database where datname = ${name}`;
      if (known) return;
      try {
        await sql.unsafe(
          `create database ${quoteIdentifier(name)} template ${quoteIdentifier(template)} owner ${quoteIdentifier(OWNER_ROLE)}`,
        );
        return;
      } catch (error) {
        // Another worker is cloning at this instant, or a session of the template is just closing.
        if (!['55006', '42P04', '23505'].includes((error as { code?: string }).code ?? '') || attempt > 100)
          throw error;
        await sleep(50);
      }
    }
  } finally {
    await close();
  }
}

export function withDatabase(url: string, name: string): string {
  const to = new URL(url);
  to.pathname = `/${name}`;
  return to.href;
}
