import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import type { ViteDevServer } from 'vite';
import type { MarketIndex } from '#app/domain/lots/market-index.ts';
import type { OpenDatabase } from '#app/platform/database/client.server.ts';
import type { Env } from '#app/platform/env.server.ts';
import type { PhotoEncoder } from '#app/platform/images/encoder.server.ts';
import { log } from '#app/platform/log.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import { earlyAnswer } from '#app/server/early-answer.ts';
import { answerHealth, answerReadiness } from '#app/server/health.ts';
import { KeptPages } from '#app/server/kept-pages.ts';
import { loggedPath } from '#app/server/logged-path.ts';
import { type AnswerKind, createMetrics } from '#app/server/metrics.ts';
import { newNonce, pages } from '#app/server/pages.ts';
import { photoHandler } from '#app/server/photos.ts';
import type { Build } from '#app/server/remix-adapter.ts';
import { tileHandler } from '#app/server/tiles.ts';

export interface ServerDeps extends Pick<OpenDatabase, 'sql' | 'db'> {
  storage: Storage;
  photos: PhotoEncoder;
  /** The market in memory; null where none is kept. */
  market: MarketIndex | null;
  settings: Pick<Env, 'ORIGIN' | 'TRUST_PROXY' | 'METRICS' | 'MAP_STYLE_URL' | 'MAP_HOSTS'>;
  /** Folder of the Remix build (`client/`, `server/`). */
  buildFolder: string;
  /** Serves the browser's modules in development; null in production. */
  vite: ViteDevServer | null;
  state: { draining: boolean };
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

type Answer = (req: IncomingMessage, res: ServerResponse) => unknown;

/** The order of answers: health, tiles, pictures, pages kept in memory, files of the build, then the pages. Cheapest and most frequent first. */
export function createAnswers(deps: ServerDeps, build: Build): RequestListener {
  const metrics = createMetrics(deps.settings, deps.market);
  const kept = new KeptPages(deps.market, deps.settings.ORIGIN);
  const page = pages({ ...deps, kept }, build) as Answer;
  const files = staticFiles(deps);

  function choose(path: string): [AnswerKind, Answer] {
    if (path === '/healthz') return ['health', (_req, res) => answerHealth(res)];
    if (path === '/readyz')
      return ['health', (_req, res) => answerReadiness(res, deps.sql, deps.state.draining)];
    if (path === '/metrics') return ['health', metrics.answer];
    if (path.startsWith('/tiles/')) return ['tile', (req, res) => tileHandler(req, res, deps)];
    if (path.startsWith('/photos/')) return ['photo', (req, res) => photoHandler(req, res, deps)];
    if (path.startsWith('/assets/')) return ['asset', (req, res) => files(req, res, () => noSuchFile(res))];
    if (path.startsWith('/api/')) return ['api', page];
    return ['page', (req, res) => keptPage(req, res) || files(req, res, () => page(req, res))];
  }

  function keptPage(req: IncomingMessage, res: ServerResponse) {
    const requestId = String(res.getHeader('x-request-id'));
    return !deps.vite && kept.answer(req, res, { nonce: newNonce(), requestId });
  }

  return (req, res) => {
    const began = performance.now();
    const requestId = randomUUID();
    const url = req.url ?? '/';
    const path = url.split('?', 1)[0] ?? '/';
    const [kind, answer] = choose(path);
    Object.assign(res, { locals: { requestId } });
    res.setHeader('x-request-id', requestId);
    res.setHeader('x-content-type-options', 'nosniff');
    if (deps.state.draining) res.setHeader('connection', 'close');
    // before the answer reaches whoever will read it back
    if (!SAFE.has(req.method ?? ''))
      res.once('prefinish', () => {
        deps.market?.wrote();
        kept.changed();
      });
    metrics.inFlight.inc();
    res.once('close', () => {
      const ms = performance.now() - began;
      metrics.inFlight.dec();
      metrics.answered(req.method ?? '', kind, res.statusCode, ms / 1000);
      const level = kind === 'page' || kind === 'api' ? 'info' : 'debug';
      if (!log.isLevelEnabled(level)) return;
      const line = {
        requestId,
        method: req.method,
        path: loggedPath(url),
        status: res.statusCode,
        ms: Math.round(ms),
      };
      log[level](line, 'answered');
    });
    Promise.resolve()
      .then(() => answer(req, res))
      .catch((error: unknown) => {
        log.error({ requestId, err: error }, 'request failed');
        return earlyAnswer(req, res, 500, 'unexpected', requestId);
      });
  };
}

type WithNext = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

/** Hashed names may be kept for ever; the rest of public/ for an hour. */
function staticFiles({ vite, buildFolder }: ServerDeps): WithNext {
  if (vite) return vite.middlewares;
  const client = join(buildFolder, 'client');
  const files = sirv(client, {
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders: (res, path) => {
      const lasting = path.startsWith('/assets/');
      // the service worker decides what is kept on a phone: a newer one is never waited for
      const brief = path === '/sw.js' ? 'no-cache' : 'public, max-age=3600';
      res.setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : brief);
    },
  });
  return async (req, res, next) => {
    const path = (req.url ?? '').split('?')[0] ?? '';
    // sirv lists the build once and lets a file that has gone since end the process: a new build may be swapped in
    if (/^\/assets\/[\w.-]+$/.test(path) && !(await exists(join(client, path)))) return noSuchFile(res);
    files(req, res, next);
  };
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

function noSuchFile(res: ServerResponse) {
  res
    .writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end('not found\n');
}
