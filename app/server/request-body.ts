import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

export type Body = { ok: true; stream: ReadableStream<Uint8Array> | null } | { ok: false };

/**
 * The body within `limit` bytes. With a Content-Length node itself holds the sender to it, so the body is streamed;
 * without one it is read up to the limit first.
 */
export async function requestBody(req: IncomingMessage, limit: number): Promise<Body> {
  if (req.method === 'GET' || req.method === 'HEAD') return { ok: true, stream: null };
  const announced = req.headers['content-length'];
  if (announced !== undefined) {
    if (Number(announced) > limit) return { ok: false };
    return { ok: true, stream: Readable.toWeb(req) as ReadableStream<Uint8Array> };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > limit) return { ok: false };
    chunks.push(chunk as Buffer);
  }
  return { ok: true, stream: new Response(Buffer.concat(chunks)).body };
}
