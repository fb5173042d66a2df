import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Figures, fire, load } from './load.ts';
import { nearest, someAddress, tiles } from './map-questions.ts';
import { bareDriver } from './map-sql.ts';

const SECONDS = 3;
const ROUNDS = 3;

interface Line {
  what: string;
  ours: () => Promise<Figures>;
  against?: { name: string; figures: () => Promise<Figures>; goal: string };
}

/**
 * `npm run bench -- map [lots…]` (10,000 and 1,000,000 by default): tiles, lists and search of a server over that many synthetic lots,
 * against a ping of the same process, the empty page, and the same questions asked of PostgreSQL by the bare driver. Databases are made
 * once and kept under `.cache/bench`. Rounds are interleaved, the best of each is kept.
 */
export async function run(): Promise<void> {
  const sizes = process.argv.slice(3).map(Number).filter(Boolean);
  const grown = new Map<string, number[]>();
  for (const lots of sizes.length > 0 ? sizes : [10_000, 1_000_000]) {
    const folder = await seeded(lots);
    const began = performance.now();
    const server = await startTestServer({
      ...{ DATA_DIR: folder, DEMO: '0', LOG_LEVEL: 'error' },
      // each question comes from another reader, or the share of one address would be measured
      TRUST_PROXY: '1',
    });
    try {
      const answering = performance.now() - began;
      const full = await marketReady(server, began);
      console.log(`\n### ${lots.toLocaleString('en')} lots\n`);
      console.log(
        `answering after ${seconds(answering)}, from memory after ${seconds(full)}, ${memory(server)} MiB resident\n`,
      );
      await measure(server, folder, grown);
      console.log(`\n${memory(server)} MiB resident at the end`);
    } finally {
      await server.stop();
    }
  }
  const both = [...grown].filter(([, all]) => all.length > 1);
  if (both.length > 0) console.log('\n| milliseconds, largest against smallest | growth |\n|---|---|');
  for (const [what, all] of both)
    console.log(`| ${what} | ${((all.at(-1) ?? 0) / (all[0] ?? 1)).toFixed(2)} |`);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

async function measure(server: TestServer, folder: string, grown: Map<string, number[]>): Promise<void> {
  const driver = await bareDriver(folder);
  const at = (paths: () => string) => () =>
    fire({
      url: server.origin,
      seconds: SECONDS,
      connections: 8,
      next: () => ({ path: paths(), headers: { 'x-forwarded-for': someAddress() } }),
    });
  const ping = { name: 'ping', figures: () => load(`${server.origin}/healthz`, SECONDS) };
  const empty = { name: 'empty page', figures: () => load(`${server.origin}/blank`, SECONDS) };
  const sql = (name: string, question: () => Promise<unknown>) => ({
    name,
    figures: () => driver.repeat(question, SECONDS),
  });
  const lines: Line[] = [
    {
      what: 'point tiles z11 and z14, uncached',
      ours: at(() => tiles([11, 14], { unseen: true })),
      against: { ...sql('same tiles, SQL', () => driver.tile([11, 14])), goal: '>= 10' },
    },
    {
      what: 'cluster tiles z5 and z8, price and dates, uncached',
      ours: at(() => tiles([5, 8], { unseen: true, filters: 'until=2027-06-01' })),
      against: { ...sql('same tiles, SQL', () => driver.tile([5, 8], true)), goal: '>= 40' },
    },
    {
      what: 'cluster tiles z5 and z8, text, uncached',
      ours: at(() => tiles([5, 8], { unseen: true, filters: 'q=chêne' })),
    },
    {
      what: 'tiles, cached',
      ours: at(() => tiles([5, 8, 11, 14], {})),
      against: { ...ping, goal: '>= 0.7 and >= 10,000/s' },
    },
    {
      what: 'nearest 20 (API)',
      ours: at(() => nearest('')),
      against: { ...sql('same order, SQL, ids only', () => driver.nearest()), goal: '>= 0.7' },
    },
    { what: 'nearest 20, rare type and gift (API)', ours: at(() => nearest('&type=MAC-10&free=1')) },
    { what: 'nearest 20, text (API)', ours: at(() => nearest('&q=porte')) },
    {
      what: 'newest 20, price and condition (API)',
      ours: at(() => nearest('&sort=newest&price_max=4000&condition=new')),
    },
    {
      what: 'page of the list',
      ours: at(() => `/lots?${nearest('').split('?')[1]}&radius_km=50`),
      against: { ...empty, goal: '>= 0.6' },
    },
  ];
  console.log(
    '| what | requests/s | p50 ms | p95 ms | against | its requests/s | ratio | goal |\n|---|---|---|---|---|---|---|---|',
  );
  for (const line of lines) await report(line, grown);
  await driver.close();
}

async function report({ what, ours, against }: Line, grown: Map<string, number[]>): Promise<void> {
  let best: Figures | undefined;
  let other: Figures | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const mine = await ours();
    if (mine.errors > 0)
      throw new Error(`${what}: ${mine.errors} requests failed (${mine.wrong?.join(', ')})`);
    if (!best || mine.perSecond > best.perSecond) best = mine;
    const theirs = await against?.figures();
    if (theirs && (!other || theirs.perSecond > other.perSecond)) other = theirs;
  }
  if (!best) return;
  const cells = [
    what,
    best.perSecond.toFixed(0),
    best.p50.toFixed(2),
    best.p95.toFixed(2),
    against?.name ?? '',
  ];
  const ratio = other
    ? [other.perSecond.toFixed(0), (best.perSecond / other.perSecond).toFixed(2), against?.goal ?? '']
    : ['', '', ''];
  console.log(`| ${[...cells, ...ratio].join(' | ')} |`);
  grown.set(what, [...(grown.get(what) ?? []), best.p50]);
}

/** A database of that many lots, made once: see `npm run db:seed -- --lots`. */
async function seeded(lots: number): Promise<string> {
  const folder = process.env.BENCH_DATA_DIR ?? resolve('.cache', 'bench', `lots-${lots}`);
  const mark = join(folder, 'seeded');
  if (process.env.BENCH_DATA_DIR || existsSync(mark)) return folder;
  mkdirSync(folder, { recursive: true });
  console.log(`making ${lots.toLocaleString('en')} lots…`);
  const code = await new Promise<number | null>((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/seed.ts', '--lots', String(lots)], {
      env: { ...process.env, DATA_DIR: folder, DEMO: '1', LOG_LEVEL: 'error' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('exit', done);
  });
  if (code !== 0) throw new Error(`the lots could not be made (${code})`);
  writeFileSync(mark, '');
  return folder;
}

async function marketReady(server: TestServer, began: number): Promise<number> {
  for (let waited = 0; waited < 600; waited++) {
    const text = await (await fetch(`${server.origin}/metrics`)).text();
    if (/^gisement_market_ready\S* 1$/m.test(text)) return performance.now() - began;
    await sleep(100);
  }
  throw new Error('the market was not in memory after a minute');
}

/** Resident memory of the serving process, its worker threads included, in MiB. */
function memory(server: TestServer): number {
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
