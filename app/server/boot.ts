import { createServer, type RequestListener, type Server } from 'node:http';
import { resolve } from 'node:path';
import type { ViteDevServer } from 'vite';
import { legalSettings } from '#app/domain/legal/queries.server.ts';
import { missingSettings } from '#app/domain/legal/rules.ts';
import { startJobs } from '#app/jobs/start.server.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { followClock } from '#app/platform/database/clock.server.ts';
import { holdsDemonstration } from '#app/platform/database/demonstration.server.ts';
import { prepareDatabase } from '#app/platform/database/prepare.server.ts';
import { startDatabase } from '#app/platform/database/start.server.ts';
import { env } from '#app/platform/env.server.ts';
import { openEncoder } from '#app/platform/images/encoder.server.ts';
import { log } from '#app/platform/log.server.ts';
import { checkStorage, openStorage } from '#app/platform/storage/open.server.ts';
import { startDemonstration } from '#app/server/demonstration.ts';
import { drain } from '#app/server/drain.ts';
import { loadBuild, viteBuild } from '#app/server/load-build.ts';
import { openMarket } from '#app/server/market.ts';
import { createAnswers } from '#app/server/server.ts';
import type { Database } from '#db/client.ts';
import { loadReference } from '#db/reference/load.ts';

export interface Running {
  address: string;
  /** The demonstration's accounts exist here, or will in a moment. */
  demonstration: boolean;
  /** In-flight requests, then the jobs, then the pool, then the database. */
  stop(): Promise<void>;
}

/** Closes in the reverse order of opening; one failure does not keep the next from closing. */
class Closers {
  readonly #closers: { name: string; close: () => Promise<unknown> }[] = [];

  add(name: string, close: () => Promise<unknown>) {
    this.#closers.push({ name, close });
  }

  async closeAll() {
    for (const { name, close } of this.#closers.splice(0).reverse()) {
      await close().catch((error: unknown) => log.error({ err: error }, `${name} did not close cleanly`));
    }
  }
}

export async function boot(
  options: { vite?: (server: Server) => Promise<ViteDevServer> } = {},
): Promise<Running> {
  const closers = new Closers();
  try {
    return await open(closers, options);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function open(
  closers: Closers,
  { vite: makeVite }: Parameters<typeof boot>[0] & object,
): Promise<Running> {
  // a missing key is said now, not at the first sign-in
  void env.SECRET_KEY;
  const database = await startDatabase();
  closers.add('database', database.stop);
  const { applied } = await prepareDatabase(database, {
    after: [loadReference],
    log: (line) => log.info(line),
  });
  // the owner's address is for what precedes: nothing that serves may reach for it
  delete process.env.DATABASE_OWNER_URL;
  if (applied.length > 0) log.info({ applied }, 'database brought up to date');

  const { sql, db, close } = openDatabase(database.appUrl, { max: 10 });
  closers.add('pool', close);
  const stopClock = await followClock(sql);
  closers.add('clock', async () => stopClock());
  await sayWhatIsMissing(db);
  const storage = openStorage(env);
  if ((await checkStorage(env)) === 'silent') log.warn('STORAGE_URL does not answer: photos wait for it');
  const photos = openEncoder();
  closers.add('encoder', photos.stop);
  if (env.JOBS !== 'off') {
    const jobs = await startJobs({ db, storage, photos, databaseUrl: database.appUrl, settings: env });
    closers.add('jobs', () => jobs.stop());
  }
  if (env.JOBS === 'only') return { address: '', demonstration: false, stop: () => closers.closeAll() };

  const market = openMarket(database.appUrl);
  closers.add('market', market.stop);
  const state = { draining: false };
  let answers: RequestListener | undefined;
  const server = createServer(
    { requestTimeout: 120_000, headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    (req, res) => answers?.(req, res),
  );
  const vite = (await makeVite?.(server)) ?? null;
  if (vite) closers.add('vite', () => vite.close());
  const buildFolder = resolve('build');
  const build = vite ? viteBuild(vite) : await loadBuild(buildFolder);
  answers = createAnswers(
    { sql, db, storage, photos, market, settings: env, buildFolder, vite, state },
    build,
  );
  await listen(server);
  closers.add('server', () => {
    state.draining = true;
    return drain(server);
  });
  const playing = env.DEMO ? await startDemonstration(db) : null;
  if (playing) closers.add('demonstration', playing);
  const demonstration = env.DEMO && (playing !== null || (await holdsDemonstration(db)));
  return { address: env.ORIGIN, demonstration, stop: () => closers.closeAll() };
}

/** A platform open to the public says who runs it: until its operator has, this is said at each start. */
async function sayWhatIsMissing(db: Database): Promise<void> {
  const missing = env.DEMO ? [] : missingSettings(await legalSettings({ db }));
  if (missing.length > 0) log.warn({ missing }, 'not ready for the public: fill in /admin/legal');
}

function listen(server: Server): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      failed(error.code === 'EADDRINUSE' ? new PortTaken(env.PORT, env.HOST) : error);
    });
    server.listen(env.PORT, env.HOST, done);
  });
}

export class PortTaken extends Error {
  override name = 'PortTaken';
  constructor(port: number, host: string) {
    super(`Port ${port} on ${host} is already in use: stop what holds it, or set PORT to another number.`);
  }
}
