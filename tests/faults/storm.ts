import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { runningPostmaster } from '#app/platform/database/embedded/postmaster.server.ts';
import { startEmbedded } from '#app/platform/database/embedded.server.ts';
import { type ReservingTaker, reservingWorld } from '../bench/reserve-world.ts';
import { worldOn } from '../bench/world.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import type { TestDatabase } from '../support/database.ts';
import { type Made, makeLot } from '../support/factories.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

type Sql = postgres.Sql<{ bigint: number }>;
export type Victim = 'app' | 'postgres' | 'session';

/** Two processes of the product on one database that can be killed, and people who reserve. */
export interface Place {
  database: TestDatabase;
  /** with so many units that there may not be enough */
  scarce: Made[];
  /** with enough for everybody */
  plenty: Made[];
  takers: ReservingTaker[];
  /** Which process to ask next; one that is being started again is not asked. */
  origin(): string;
  /** What the processes said of a request, the killed ones too. */
  saidOf(requestId: string): string;
  /** SIGKILL, at once; sessions are ended one at a time. What was killed comes back by itself. */
  kill(victim: Victim): Promise<void>;
  /** Everything that was killed serves again. */
  healed(): Promise<void>;
  stop(): Promise<void>;
}

export interface PlaceOptions {
  /** of each of the two kinds */
  lots: number;
  takers: number;
}

/** A supervisor: starts a process of the product again when it ends, as `restart: unless-stopped` does. */
class Supervised {
  #server: TestServer | null = null;
  #ended = false;
  readonly #settings: Record<string, string>;
  #starting: Promise<void>;

  constructor(settings: Record<string, string>) {
    this.#settings = settings;
    this.#starting = this.#start();
  }

  get origin(): string | null {
    return this.#server?.origin ?? null;
  }

  /** of the processes that ended */
  private readonly log: string[] = [];

  get lines(): string[] {
    return [...this.log, ...(this.#server?.log ?? [])];
  }

  ready = () => this.#starting;

  kill(): void {
    this.#server?.process.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.#ended = true;
    await this.#starting.catch(() => undefined);
    await this.#server?.stop();
  }

  async #start(): Promise<void> {
    // without its database it ends and says so: it is started again
    const server = await startTestServer(this.#settings).catch(() => null);
    if (!server) {
      await sleep(500);
      return this.#ended ? undefined : this.#start();
    }
    this.#server = server;
    server.process.once('exit', () => {
      this.log.push(...server.log);
      if (this.#ended) return;
      this.#server = null;
      void server.stop();
      this.#starting = this.#start();
    });
  }
}

export async function openPlace(options: PlaceOptions): Promise<Place> {
  const { folder, remove } = temporaryDataDir('gisement-storm-');
  const keeper = await holdDatabase(folder);
  const joined = await startEmbedded(folder, { mayJoin: true });
  const { database, close } = await worldOn(joined);
  const {
    holder,
    lots: scarce,
    takers,
  } = await reservingWorld(database, options.lots, { ...options, units: 60 });
  const plenty: Made[] = [];
  for (const _ of scarce) plenty.push(await makeLot(database.owner, holder, { units: 1_000_000 }));
  const settings = { DATABASE_URL: database.url, LOG_LEVEL: 'error' };
  // the jobs run in one of the two: what they do is killed as well
  const apps = [new Supervised({ ...settings, JOBS: 'inline' }), new Supervised(settings)];
  await Promise.all(apps.map((app) => app.ready()));
  const reaper = openDatabase(joined.urlFor('postgres', 'bench'), { max: 1, applicationName: 'reaper' });
  let asked = 0;

  const victims: Record<Victim, () => Promise<void>> = {
    app: async () => (asked % 2 ? apps[0] : apps[1])?.kill(),
    postgres: async () => {
      const running = await runningPostmaster(joined.folder);
      if (running) process.kill(running.pid, 'SIGKILL');
    },
    session: () => endOneSession(reaper.sql),
  };
  return {
    ...{ database, scarce, plenty, takers },
    origin: () => {
      const up = apps.flatMap(({ origin }) => origin ?? []);
      return up[asked++ % up.length] ?? '';
    },
    saidOf: (requestId) =>
      apps
        .flatMap(({ lines }) => lines.filter((line) => line.includes(requestId)))
        .join('\n')
        .slice(0, 3000),
    kill: (victim) => victims[victim](),
    healed: async () => {
      for (const app of apps) {
        await app.ready();
        await until(async () => (await fetch(`${app.origin}/readyz`).catch(() => null))?.status === 200);
      }
    },
    stop: async () => {
      await reaper.close();
      await Promise.all(apps.map((app) => app.stop()));
      await close();
      const over = once(keeper, 'exit');
      keeper.kill('SIGTERM');
      await over;
      remove();
    },
  };
}

async function holdDatabase(folder: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/faults/hold-database.ts', folder, 'lasting'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, LOG_LEVEL: 'fatal' },
    },
  );
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

/** Any session of the product, whatever it is doing. */
async function endOneSession(sql: Sql): Promise<void> {
  await sql`select pg_terminate_backend(pid) from (select pid from pg_stat_activity
    where usename = 'gisement_app' order by state = 'active' desc, random() limit 1) one`.catch(
    () => undefined,
  );
}

async function until(holds: () => Promise<boolean>, seconds = 60): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await holds()); await sleep(100)) {
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain`);
  }
}

const agent = new Agent({ keepAlive: true });

export interface Said {
  status: number;
  requestId: string;
  body: { id?: string; code?: string };
}

/** One POST of a program; rejects when the line is cut before the whole answer. */
export function post(origin: string, path: string, token: string, key: string, body: object): Promise<Said> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const asking = request(`${origin}/api/v1${path}`, {
      ...{ agent, method: 'POST', timeout: 20_000 },
      headers: {
        ...{ authorization: `Bearer ${token}`, 'idempotency-key': key },
        ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
      },
    });
    asking.once('error', reject);
    asking.once('timeout', () => asking.destroy(new Error('no answer in 20 s')));
    asking.once('response', (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () => {
        if (!answer.complete) return reject(new Error('half an answer'));
        const said = Buffer.concat(parts).toString();
        const requestId = String(answer.headers['x-request-id']);
        resolve({ status: answer.statusCode ?? 0, requestId, body: said === '' ? {} : JSON.parse(said) });
      });
    });
    asking.end(text);
  });
}

export interface Attempt {
  key: string;
  taker: number;
  lot: number;
  milli: number;
  /** of the last answer */
  status: number;
  code: string | undefined;
  /** public id told to the taker */
  told: string | undefined;
  /** answers that were no answer: a cut line, or a 503 */
  doubts: number;
  /** the taker gave it back, and was told so */
  cancelled: boolean;
}

export interface Storm {
  lots: Made[];
  attempts: Attempt[];
  /** any other answer than a reservation or what is left */
  oddities: string[];
  latencies: number[];
}

export const newStorm = (lots: Made[]): Storm => ({ lots, attempts: [], oddities: [], latencies: [] });

/** In doubt the same question is asked again with the same key, of whichever process answers, until somebody does. */
async function insist(
  place: Place,
  ask: (origin: string) => Promise<Said>,
): Promise<{ said: Said; doubts: number }> {
  for (let doubts = 0; ; doubts++) {
    const said = await ask(place.origin()).catch((error: Error) => error);
    if (!(said instanceof Error) && said.status !== 503) return { said, doubts };
    if (doubts > 600)
      throw new Error(
        `nobody answers any more: ${JSON.stringify(said)} ${place.origin()} ${said instanceof Error ? said.message : place.saidOf(said.requestId)}`,
      );
    await sleep(50 + Math.random() * 200);
  }
}

const oddity = (place: Place, { status, body, requestId }: Said) =>
  `${status} ${body.code} ${place.saidOf(requestId)}`;

/** One person: reserves one to four units of any lot as long as there is `more` to do; one time in four gives them back. */
async function reserveOnAndOn(
  place: Place,
  storm: Storm,
  taker: ReservingTaker,
  more: () => boolean,
): Promise<void> {
  for (let n = 0; more(); n++) {
    const lot = storm.lots[Math.floor(Math.random() * storm.lots.length)] as Made;
    const units = 1 + (n % 4);
    const key = randomUUID();
    const asked = performance.now();
    const wish = { quantity: units, purpose: 'own_home' };
    const { said, doubts } = await insist(place, (origin) =>
      post(origin, `/lots/${lot.publicId}/reservations`, taker.token, key, wish),
    );
    storm.latencies.push(performance.now() - asked);
    const { status, body } = said;
    if (status !== 201 && body.code !== 'not-enough-left') storm.oddities.push(oddity(place, said));
    const attempt: Attempt = {
      ...{ key, taker: taker.party.organisation, lot: lot.id, milli: units * 1000, doubts, status },
      ...{ code: body.code, told: body.id, cancelled: false },
    };
    storm.attempts.push(attempt);
    if (status === 201 && n % 4 === 3) await giveBack(place, storm, attempt, taker);
  }
}

async function giveBack(place: Place, storm: Storm, attempt: Attempt, taker: ReservingTaker): Promise<void> {
  const key = randomUUID();
  const { said } = await insist(place, (origin) =>
    post(origin, `/reservations/${attempt.told}/cancel`, taker.token, key, {}),
  );
  attempt.cancelled = said.status === 200;
  if (!attempt.cancelled) storm.oddities.push(`giving back: ${oddity(place, said)}`);
}

/** That many people at once, each going on as long as there is `more` to do. */
export async function reserveInCrowd(
  place: Place,
  storm: Storm,
  { clients, more }: { clients: number; more: () => boolean },
): Promise<void> {
  const people = Array.from(
    { length: clients },
    (_, n) => place.takers[n % place.takers.length] as ReservingTaker,
  );
  await Promise.all(people.map((taker) => reserveOnAndOn(place, storm, taker, more)));
}

/** So many in all, whoever asks. */
export function only(attempts: number): () => boolean {
  let left = attempts;
  return () => left-- > 0;
}
