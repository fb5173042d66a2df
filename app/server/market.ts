import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Dictionary } from '#app/domain/lots/market/columns.ts';
import { Feed } from '#app/domain/lots/market/feed.server.ts';
import type { LoadedLots } from '#app/domain/lots/market/load.server.ts';
import { Market } from '#app/domain/lots/market/market.ts';
import { type LexemeData, PackedLexemes } from '#app/domain/lots/market/packed-lexemes.ts';
import type { MarketIndex } from '#app/domain/lots/market-index.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { now } from '#app/platform/database/clock.server.ts';
import { log } from '#app/platform/log.server.ts';
import { programOf } from '#app/platform/program.server.ts';
import { framesOf } from '#app/server/frames.ts';
import type { LoadMarket } from '#app/server/market-loader.ts';

export interface RunningMarket extends MarketIndex {
  stop(): Promise<void>;
}

export interface MarketOptions {
  /** How often the feed is read: the age of what is shown. */
  everyMs?: number;
  /** The time the product lives in, in milliseconds. */
  now?: () => number;
}

/** Older than this, what is in memory no longer answers. */
const STALE_MS = 2_000;
/** Changes are forgotten after a day: whoever was away for longer than this loads everything again. */
const AWAY_MS = 3_600_000;
const RETRY_MS = 2_000;
const READINGS_APART_MS = 50;
/** While much is written, what was written last may show this much later. */
const OWN_WRITE_MS = 500;

/**
 * The market of this process: loaded by another while SQL answers, kept up to date from the feed over a connection of its
 * own, loaded again when too much has changed or the feed was away for too long.
 */
export function openMarket(url: string, options: MarketOptions = {}): RunningMarket {
  const { everyMs = 400, now: time = () => now().getTime() } = options;
  const { sql, close } = openDatabase(url, { max: 1, applicationName: 'gisement-market' });
  const ending = new AbortController();
  const { signal } = ending;
  let current: { market: Market; feed: Feed; name: string } | null = null;
  /** More has changed than can be told: only loading again helps. */
  let isBehind = false;
  /** When the last reading that succeeded began: from then on nothing is known. */
  let readAt = Number.NEGATIVE_INFINITY;

  async function load(): Promise<void> {
    const loader = startLoader({ url, offsetMs: time() - Date.now() });
    signal.addEventListener('abort', loader.end);
    try {
      const began = performance.now();
      const lots = (await loader.next()) as LoadedLots;
      const market = new Market(lots.data, new Dictionary(lots.types, lots.communes), time);
      const readWords = async () => {
        market.text = new PackedLexemes((await loader.next()) as LexemeData);
      };
      // what is in use goes on until all of the next is there
      const replaces = current !== null && !current.market.isBeforeItsTime && !isBehind;
      if (replaces) await readWords();
      const feed = new Feed(sql, lots.horizon);
      const reading = performance.now();
      if (!(await feed.catchUp(market))) throw new Error('the market changed faster than it was loaded');
      current = { market, feed, name: randomBytes(6).toString('base64url') };
      readAt = reading;
      isBehind = false;
      if (!replaces) await readWords();
      log.info({ lots: lots.data.n, ms: Math.round(performance.now() - began) }, 'the market is in memory');
    } finally {
      signal.removeEventListener('abort', loader.end);
      loader.end();
    }
  }

  /** False when everything should be loaded again. */
  async function follow(): Promise<boolean> {
    if (!current) return false;
    const { market, feed } = current;
    const began = performance.now();
    isBehind ||= began - readAt > AWAY_MS || !(await feed.catchUp(market));
    if (isBehind) return false;
    readAt = began;
    if (wroteAt !== null && lastWriteAt < began) wroteAt = null;
    return !market.isWorn && market.hasText;
  }

  /** When this process first wrote something that is not read yet. */
  let wroteAt: number | null = null;
  let lastWriteAt = 0;
  let wake: () => void = () => undefined;
  const nap = () =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, everyMs);
      wake = () => {
        clearTimeout(timer);
        done();
      };
      if (signal.aborted) wake();
    });
  signal.addEventListener('abort', () => wake());

  let loading: Promise<void> | null = null;
  let isSilent = false;
  async function run(): Promise<void> {
    while (!signal.aborted) {
      const upToDate = await follow().then(heard, silent);
      if (!upToDate) loading ??= reload();
      // at most twenty readings a second, however much is written
      await sleep(READINGS_APART_MS);
      if (wroteAt === null) await nap();
    }
    await loading;
  }

  function heard(upToDate: boolean): boolean {
    if (isSilent) log.info('the market is followed again');
    isSilent = false;
    return upToDate;
  }

  /** Said once: SQL answers until the feed is heard again. */
  function silent(error: unknown): boolean {
    if (!isSilent && !signal.aborted) log.warn({ err: error }, 'the market is not followed any more');
    isSilent = true;
    return true;
  }

  /** The feed goes on being read meanwhile: what is shown stays as fresh as it was. */
  async function reload(): Promise<void> {
    await load().catch(async (error: unknown) => {
      if (signal.aborted) return;
      log.warn({ err: error }, 'the market was not loaded');
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    });
    loading = null;
  }

  const running = run();
  const known = (): Market => {
    if (!current) throw new Error('the market is not in memory yet');
    return current.market;
  };
  return {
    ready: (needs) =>
      current !== null &&
      performance.now() - readAt <= STALE_MS &&
      (needs?.lately || wroteAt === null || performance.now() - wroteAt > OWN_WRITE_MS) &&
      !current.market.isBeforeItsTime &&
      (!needs?.text || current.market.hasText),
    wrote: () => {
      lastWriteAt = performance.now();
      wroteAt ??= lastWriteAt;
      wake();
    },
    version: (area) => (current ? `${current.name}.${current.market.version(area)}` : ''),
    tile: (tile, filters) => known().tile(tile, filters),
    page: (filters, page, reader) => known().page(filters, page, reader),
    count: (filters, reader) => known().count(filters, reader),
    facets: (filters, reader) => known().facets(filters, reader),
    stop: async () => {
      ending.abort();
      await running;
      await close();
    },
  };
}

/** The process that loads: what it sends, one after the other. Its end before that is thrown. */
function startLoader(asked: LoadMarket): { next(): Promise<unknown>; end: () => void } {
  const { file, execArgv } = programOf('market-loader', 'server/market-loader.ts');
  const child = fork(file, { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc', 'pipe'] });
  const failed = new Promise<never>((_done, fail) => child.once('error', fail));
  failed.catch(() => undefined);
  child.send(asked, () => undefined);
  const frames = framesOf(child.stdio[4] as Readable);
  return {
    async next() {
      const { done, value } = await Promise.race([frames.next(), failed]);
      if (done) throw new Error('the process that loads the market ended');
      return value;
    },
    end: () => child.kill('SIGKILL'),
  };
}
