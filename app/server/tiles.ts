import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Ctx } from '#app/domain/context.ts';
import { type LotFilters, parseLotFilters } from '#app/domain/lots/filters.ts';
import type { MarketIndex } from '#app/domain/lots/market-index.ts';
import { resolveFilters } from '#app/domain/lots/resolve-filters.server.ts';
import { encodeTile } from '#app/domain/lots/tiles/encode.ts';
import { readTile } from '#app/domain/lots/tiles/rules.ts';
import { foldCounts, readTileContent } from '#app/domain/lots/tiles/tile-query.server.ts';
import type { Tile } from '#app/domain/territories/projection.ts';
import { isDatabaseDown, RETRY_AFTER } from '#app/http/database-down.ts';
import { now } from '#app/platform/database/clock.server.ts';
import { log } from '#app/platform/log.server.ts';
import { ByteCache } from '#app/server/byte-cache.ts';
import { clientAddress } from '#app/server/client-address.ts';
import { isKnownTag } from '#app/server/entity-tag.ts';
import { FairShare } from '#app/server/fair-share.ts';
import type { Database } from '#db/client.ts';

const ADDRESS = /^\/tiles\/lots\/([^/]+)\/([^/]+)\/([^/]+)\.mvt$/;
/** Waiting changes in one tile beyond which the counts are brought up to date, after the answer. */
const FOLD_FROM = 100;
/** Smaller bodies cost more to compress than they save. */
const COMPRESS_FROM = 400;
const compress = promisify(gzip);

/** Bytes of encoded tiles kept. */
const KEPT_BYTES = 32 * 2 ** 20;

/** A tile as it leaves, and what its area was when it was made. */
interface KeptTile {
  tile: Tile;
  version: string;
  needsText: boolean;
  etag: string;
  body: Uint8Array<ArrayBuffer>;
  /** Made when first asked for. */
  zipped: Uint8Array | null;
}

interface Deps {
  db: Database;
  /** The market in memory; SQL answers without it. */
  market?: MarketIndex | null;
  settings?: { TRUST_PROXY: number };
}

/** Milliseconds a second for tiles that one address asks for and nobody has asked for before: a thousand usual ones. */
const share = new FairShare(400);

/**
 * GET and HEAD of /tiles/lots/{z}/{x}/{y}.mvt with the filters of the list. The same for everybody: no cookie is read,
 * only what the public sees is shown. Malformed: 400; outside the pyramid: 404; neither asks the database. From memory when
 * it is ready, and not even made again while nothing changed in that area.
 */
export async function tileHandler(req: IncomingMessage, res: ServerResponse, deps: Deps): Promise<void> {
  if (req.method !== 'GET' && req.method !== 'HEAD')
    return refuse(res, 405, 'method not allowed', { allow: 'GET, HEAD' });
  const url = req.url ?? '';
  const kept = keptTile(url, deps.market);
  if (kept) return answer(req, res, kept);
  const [path = '', query = ''] = url.split('?', 2);
  const [, z = '', x = '', y = ''] = ADDRESS.exec(path) ?? [];
  if (!z) return refuse(res, 404, 'no such tile');
  const address = readTile(z, x, y);
  if (!address.ok)
    return refuse(res, address.status, address.status === 400 ? 'not a tile address' : 'no such tile');
  const parsed = parseLotFilters(new URLSearchParams(query));
  if (!parsed.ok) return refuse(res, 400, `cannot read: ${parsed.fields.join(', ')}`);
  const client = clientAddress(req, deps.settings?.TRUST_PROXY ?? 0);
  if (!isOwn(client) && !share.allows(client))
    return refuse(res, 429, 'too many new questions', { 'retry-after': '1' });
  try {
    await answer(req, res, await makeTile(url, address.tile, parsed.filters, deps, client));
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    log.warn({ err: error }, 'tile without database');
    refuse(res, 503, 'try again', { 'retry-after': RETRY_AFTER });
  }
}

/** The machine itself: a proxy that is not said to be one speaks for everybody. */
const isOwn = (address: string) => /^(::ffff:)?127\.|^::1$/.test(address);

const caches = new WeakMap<MarketIndex, ByteCache<KeptTile>>();

function cacheOf(market: MarketIndex): ByteCache<KeptTile> {
  // a zipped copy is smaller than the tile: counted from the start
  const cache = caches.get(market) ?? new ByteCache<KeptTile>(KEPT_BYTES, ({ body }) => 2 * body.length);
  caches.set(market, cache);
  return cache;
}

/** The address alone is looked up: what is kept under it was read once. */
function keptTile(url: string, market: Deps['market']): KeptTile | null {
  if (!market?.ready({ lately: true })) return null;
  const kept = cacheOf(market).get(url);
  if (!kept || (kept.needsText && !market.ready({ lately: true, text: true }))) return null;
  return kept.version === market.version(kept.tile) ? kept : null;
}

async function makeTile(
  url: string,
  tile: Tile,
  asked: LotFilters,
  { db, market }: Deps,
  client: string,
): Promise<KeptTile> {
  const ctx = anybody(db);
  if (market?.ready({ lately: true })) {
    const filters = await resolveFilters(ctx, asked);
    const needsText = filters.text !== null;
    // asked again: time has passed
    if (market.ready({ lately: true, text: needsText })) {
      const began = performance.now();
      const version = market.version(tile);
      const made = keepable(tile, encodeTile(tile, market.tile(tile, filters)), version, needsText);
      share.spend(client, performance.now() - began);
      // a name may begin to mean somebody
      if (!asked.holder) cacheOf(market).set(url, made);
      return made;
    }
  }
  const { features, waiting } = await readTileContent(ctx, tile, asked);
  if (waiting !== null && waiting > FOLD_FROM) fold(db);
  return keepable(tile, encodeTile(tile, features), '', false);
}

/** The tag is that of the content: the same in every process, and after every change that changes nothing here. */
function keepable(tile: Tile, body: Uint8Array<ArrayBuffer>, version: string, needsText: boolean): KeptTile {
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { tile, version, needsText, etag, body, zipped: null };
}

const anybody = (db: Database): Ctx => ({
  db,
  actor: { person: null, organisation: null, via: 'none' },
  now: now(),
  locale: 'fr',
});

let folding = false;
function fold(db: Database): void {
  if (folding) return;
  folding = true;
  foldCounts(db)
    .catch((error: unknown) => log.warn({ err: error }, 'map counts not folded'))
    .finally(() => {
      folding = false;
    });
}

const COMMON = {
  'cache-control': 'public, no-cache',
  vary: 'accept-encoding',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

async function answer(req: IncomingMessage, res: ServerResponse, tile: KeptTile): Promise<void> {
  const { etag } = tile;
  if (isKnownTag(req.headers['if-none-match'], etag)) {
    res.writeHead(304, { ...COMMON, etag }).end();
    return;
  }
  const zips =
    tile.body.length >= COMPRESS_FROM && /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));
  if (zips) tile.zipped ??= await compress(tile.body, { level: 5 });
  const body = zips && tile.zipped ? tile.zipped : tile.body;
  res.writeHead(200, {
    ...COMMON,
    ...(zips ? { 'content-encoding': 'gzip' } : {}),
    etag,
    'content-type': 'application/vnd.mapbox-vector-tile',
    'content-length': body.length,
  });
  res.end(req.method === 'HEAD' ? undefined : body);
}

function refuse(
  res: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
  res.end(`${text}\n`);
}
