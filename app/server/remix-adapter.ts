import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type AppLoadContext,
  createRequestHandler,
  type ServerBuild,
  writeReadableStreamToWritable,
} from '@remix-run/node';
import { RETRY_AFTER } from '#app/http/database-down.ts';
import { plainProblem } from '#app/http/problem.server.ts';
import { localeOfNode } from '#app/server/early-answer.ts';

export type Build = ServerBuild | (() => Promise<ServerBuild>);

export interface RemixCall {
  req: IncomingMessage;
  res: ServerResponse;
  /** Path and query as received. */
  url: string;
  /** Scheme and host of the address seen by the browser, from the settings. */
  origin: string;
  body: ReadableStream<Uint8Array> | null;
  context: AppLoadContext;
  /** What becomes of the answer before it leaves; `now` is the instant it was made for. */
  keep(response: Response, now: Date | undefined): Response | Promise<Response>;
}

// `host` would be believed by nobody, but Remix compares Origin with X-Forwarded-Host when it is there
const DROPPED = new Set(['x-forwarded-host', 'host']);

function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (DROPPED.has(name)) continue;
    if (Array.isArray(value)) for (const one of value) headers.append(name, one);
    else if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

/** Between node's request and answer and the ones of the web, which Remix speaks. */
export function remixHandler(build: Build, mode: string | undefined) {
  const handle = createRequestHandler(build, mode);
  return async ({ req, res, url, origin, body, context, keep }: RemixCall): Promise<void> => {
    const controller = new AbortController();
    res.once('close', () => {
      if (!res.writableFinished) controller.abort();
    });
    const headers = headersOf(req);
    headers.set('host', new URL(origin).host);
    const init: RequestInit & { duplex?: 'half' } = {
      method: req.method ?? 'GET',
      headers,
      signal: controller.signal,
    };
    if (body) {
      init.body = body;
      init.duplex = 'half';
    }
    // concatenated, not resolved: "//elsewhere/x" stays a path of ours
    const response = await keep(await handle(new Request(origin + url, init), context), context.now);
    await send(url.startsWith('/api/') ? asProblem(response, req) : response, req, res);
  };
}

/** Under /api/ nobody reads a page: what the router says of an unknown address or method becomes a problem. */
function asProblem(response: Response, req: IncomingMessage): Response {
  const isPage = /^text\/html/.test(response.headers.get('content-type') ?? '');
  if (!isPage) return response;
  const code = { 404: 'not-found', 405: 'method-not-allowed' } as const;
  const known = response.status === 404 || response.status === 405 ? code[response.status] : 'unexpected';
  return plainProblem(response.status < 400 ? 404 : response.status, known, localeOfNode(req));
}

async function send(response: Response, req: IncomingMessage, res: ServerResponse): Promise<void> {
  res.statusCode = response.status;
  if (response.statusText) res.statusMessage = response.statusText.replace(/[^\x20-\x7e]/g, '');
  for (const [name, value] of response.headers) if (name !== 'set-cookie') res.setHeader(name, value);
  if (!res.hasHeader('cache-control')) res.setHeader('cache-control', 'private, no-cache');
  if (response.status === 503 && !res.hasHeader('retry-after')) res.setHeader('retry-after', RETRY_AFTER);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) res.appendHeader('set-cookie', cookies);
  if (response.body && req.method !== 'HEAD') await writeReadableStreamToWritable(response.body, res);
  else res.end();
}
