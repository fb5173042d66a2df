import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { photoKey } from '#app/platform/images/photo-files.server.ts';
import type { Storage, StoredObject } from '#app/platform/storage/storage.ts';

const ADDRESS = /^\/photos\/([0-9a-f]{64})\/(480|960|1600)\.(webp|avif)$/;
const FOREVER = 'public, max-age=31536000, immutable';

/**
 * Answers GET and HEAD of /photos/:sha/:width.webp (or .avif) from storage, without the database: see platform/images/README.md.
 * Returns false when the path is not under /photos/, and leaves the answer to others.
 */
export async function photoHandler(
  req: IncomingMessage,
  res: ServerResponse,
  deps: { storage: Storage },
): Promise<boolean> {
  const path = (req.url ?? '').split('?')[0] ?? '';
  if (!path.startsWith('/photos/')) return false;
  if (req.method !== 'GET' && req.method !== 'HEAD') return end(res, 405, { Allow: 'GET, HEAD' });
  const [, sha, width, format] = ADDRESS.exec(path) ?? [];
  if (!sha || !width) return end(res, 404);
  const etag = `"${sha.slice(0, 32)}-${width}${format === 'avif' ? '-avif' : ''}"`;
  const key = photoKey(sha, Number(width), format === 'avif' ? 'avif' : 'webp');
  const headers = {
    ETag: etag,
    'Cache-Control': FOREVER,
    'Content-Disposition': `inline; filename="${sha.slice(0, 12)}-${width}.${format}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
  const known = matches(req.headers['if-none-match'], etag);
  if (known || req.method === 'HEAD') {
    const object = await deps.storage.head(key);
    if (!object) return end(res, 404);
    return known ? end(res, 304, headers) : end(res, 200, { ...headers, ...described(object) });
  }
  const found = await deps.storage.get(key);
  if (!found) return end(res, 404);
  res.writeHead(200, { 'X-Content-Type-Options': 'nosniff', ...headers, ...described(found.object) });
  // a reader who leaves mid-way is no error
  await pipeline(found.stream, res).catch(() => res.destroy());
  return true;
}

const described = ({ bytes, type }: StoredObject) => ({
  'Content-Type': type,
  'Content-Length': String(bytes),
});

function end(
  res: ServerResponse,
  status: number,
  headers: Record<string, string> = { 'Cache-Control': 'no-store' },
) {
  res.writeHead(status, { 'X-Content-Type-Options': 'nosniff', ...headers }).end();
  return true;
}

const matches = (given: string | undefined, etag: string) =>
  given?.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
