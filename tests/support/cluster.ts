import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { startEmbedded } from '#app/platform/database/embedded.server.ts';
import { DATABASE_FOLDER, migrate } from '#app/platform/database/migrate.server.ts';
import { ensureRole, quoteIdentifier } from '#app/platform/database/roles.server.ts';
import { APP_ROLE, OWNER_ROLE } from '#app/platform/database/start.server.ts';
import { sweepAbandoned, temporaryDataDir } from '#tests/support/data-dir.ts';

/** What the workers need to make their own databases. */
export interface TestCluster {
  superUrl: string;
  appUrl: string;
  ownerUrl: string;
  template: string;
  /** Prefix of the databases of this run. */
  run: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

/** Vitest global setup: a cluster of this run (or the server of TEST_DATABASE_URL) with one migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = `gisement_test_${process.pid}_${Date.now().toString(36)}`;
  const server = process.env.TEST_DATABASE_URL ? existing(process.env.TEST_DATABASE_URL) : await temporary();
  const template = `${run}_template`;
  const cluster: TestCluster = {
    superUrl: server.urlFor('postgres', 'postgres'),
    appUrl: server.urlFor(APP_ROLE, template),
    ownerUrl: server.urlFor(OWNER_ROLE, template),
    template,
    run,
  };
  try {
    await makeTemplate(cluster);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('cluster', cluster);
  return async () => {
    if (process.env.TEST_DATABASE_URL) await dropAll(cluster);
    await server.stop();
  };
}

interface Server {
  urlFor(role: string, database: string): string;
  stop(): Promise<void>;
}

async function temporary(): Promise<Server> {
  await sweepAbandoned(PREFIX);
  const { folder, remove } = temporaryDataDir(PREFIX);
  const server = await startEmbedded(folder, { forgetful: true });
  const stop = async () => {
    await server.stop();
    remove();
  };
  return { urlFor: server.urlFor, stop };
}

const PREFIX = 'gisement-tests-';

/** A server of our own choosing: its address names a superuser; our two roles get a password drawn from that address. */
function existing(url: string): Server {
  const password = (role: string) => createHmac('sha256', url).update(role).digest('base64url');
  const urlFor = (role: string, database: string) => {
    const to = new URL(url);
    to.pathname = `/${database}`;
    if (role !== 'postgres') Object.assign(to, { username: role, password: password(role) });
    return to.href;
  };
  return { urlFor, stop: async () => {} };
}

async function makeTemplate({ superUrl, appUrl, ownerUrl, template }: TestCluster): Promise<void> {
  const { sql, close } = openDatabase(superUrl, { max: 1, statementTimeout: '0' });
  try {
    for (const url of [appUrl, ownerUrl]) {
      await ensureRole(sql, { role: new URL(url).username, password: new URL(url).password });
    }
    await sql.unsafe(`create database ${quoteIdentifier(template)} owner ${quoteIdentifier(OWNER_ROLE)}`);
    await migrate({ ownerUrl, appUrl, environment: 'test', after: [loadReduced] });
  } finally {
    await close();
  }
}

type Load = { loadReference(sql: unknown, options: { reduced: boolean }): Promise<void> };

async function loadReduced(sql: unknown): Promise<void> {
  const path = join(DATABASE_FOLDER, 'reference', 'load.ts');
  if (!existsSync(path)) return;
  const load = (await import(/* @vite-ignore */ path)) as Load;
  await load.loadReference(sql, { reduced: true });
}

async function dropAll({ superUrl, run }: TestCluster): Promise<void> {
  const { sql, close } = openDatabase(superUrl, { max: 1, statementTimeout: '0' });
  const rows = await sql`select datname from pg_database where starts_with(datname, ${run})`;
  for (const { datname } of rows) await sql.unsafe(`drop database ${quoteIdentifier(datname)} with (force)`);
  await close();
}
