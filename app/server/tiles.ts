import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Ctx } from '#app/domain/context.ts';
import { parseLotFilters } from '#app/domain/lots/filters.ts';
import { encodeTile } from '#app/domain/lots/tiles/encode.ts';
import { readTile } from '#app/domain/lots/tiles/rules.ts';
import { foldCounts, readTileContent } from '#app/domain/lots/tiles/tile-query.server.ts';
import { isDatabaseDown, RETRY_AFTER } from '#app/http/database-down.ts';
import { log } from '#app/platform/log.server.ts';
import type { Database } from '#db/client.ts';

const ADDRESS = /^\/tiles\/lots\/([^/]+)\/([^/]+)\/([^/]+)\.mvt$/;
/** Waiting changes in one tile beyond which the counts are brought up to date, after the answer. */
const FOLD_FROM = 100;
/** Smaller bodies cost more to compress than they save. */
const COMPRESS_FROM = 400;
const compress = promisify(gzip);

/**
 * GET and HEAD of /tiles/lots/{z}/{x}/{y}.mvt with the filters of the list. The same for everybody: no cookie is read,
 * only what the public sees is shown. Malformed: 400; outside the pyramid: 404; neither asks the database.
 */
export async function tileHandler(
  req: IncomingMessage,
  res: ServerResponse,
  { db }: { db: Database },
): Promise<void> {
  if (req.method !== 'GET' && req.method !== 'HEAD')
    return refuse(res, 405, 'method not allowed', { allow: 'GET, HEAD' });
  const [path = '', query = ''] = (req.url ?? '').split('?', 2);
  const [, z = '', x = '', y = ''] = ADDRESS.exec(path) ?? [];
  if (!z) return refuse(res, 404, 'no such tile');
  const address = readTile(z, x, y);
  if (!address.ok)
    return refuse(res, address.status, address.status === 400 ? 'not a tile address' : 'no such tile');
  const parsed = parseLotFilters(new URLSearchParams(query));
  if (!parsed.ok) return refuse(res, 400, `cannot read: ${parsed.fields.join(', ')}`);
  try {
    const { features, waiting } = await readTileContent(anybody(db), address.tile, parsed.filters);
    await answer(req, res, encodeTile(address.tile, features));
    if (waiting !== null && waiting > FOLD_FROM) fold(db);
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    log.warn({ err: error }, 'tile without database');
    refuse(res, 503, 'try again', { 'retry-after': RETRY_AFTER });
  }
}

const anybody = (db: Database): Ctx => ({
  db,
  actor: { person: null, organisation: null, via: 'none' },
  now: new Date(),
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

/** The tag is that of the content: an unchanged tile costs no bytes, a changed one is seen at once. */
async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  tile: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const etag = `W/"${createHash('sha256').update(tile).digest('base64url').slice(0, 22)}"`;
  res.setHeader('cache-control', 'public, no-cache');
  res.setHeader('etag', etag);
  res.setHeader('vary', 'accept-encoding');
  res.setHeader('access-control-allow-origin', '*');
  res.setHeader('cross-origin-resource-policy', 'cross-origin');
  if (isKnown(req.headers['if-none-match'], etag)) {
    res.writeHead(304).end();
    return;
  }
  const zipped =
    tile.length >= COMPRESS_FROM && /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));
  const body = zipped ? await compress(tile, { level: 5 }) : tile;
  if (zipped) res.setHeader('content-encoding', 'gzip');
  res.writeHead(200, { 'content-type': 'application/vnd.mapbox-vector-tile', 'content-length': body.length });
  res.end(req.method === 'HEAD' ? undefined : body);
}

const isKnown = (given: string | undefined, etag: string) =>
  given?.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag.slice(2));

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
