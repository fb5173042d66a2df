import { randomBytes } from 'node:crypto';
import compression from 'compression';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import helmet from 'helmet';
import { isDatabaseDown } from '#app/http/database-down.ts';
import { bodyLimit } from '#app/http/security/body-limit.ts';
import { contentSecurityPolicy } from '#app/http/security/csp.ts';
import { mayBeFramed } from '#app/http/security/framing.ts';
import { mayChange } from '#app/http/security/same-origin.ts';
import { log } from '#app/platform/log.server.ts';
import { clientAddress } from '#app/server/client-address.ts';
import { earlyAnswer } from '#app/server/early-answer.ts';
import type { KeptPages } from '#app/server/kept-pages.ts';
import { originOf } from '#app/server/origin.ts';
import { type Build, remixHandler } from '#app/server/remix-adapter.ts';
import { requestBody } from '#app/server/request-body.ts';
import type { ServerDeps } from '#app/server/server.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export const newNonce = (): string => randomBytes(16).toString('base64');

/** Everything that is not a file, a tile or a health check: security headers, refusals at the door, then Remix. */
export function pages(deps: ServerDeps & { kept: KeptPages }, build: Build) {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  // pages are made for one reader: a level that costs half of the default's time for 3 % more bytes
  app.use(compression({ level: 4 }));
  app.use(securityHeaders(deps));
  app.use(atTheDoor(deps));
  app.use(remix(deps, build));
  app.use(lastResort);
  return app;
}

/** The router also understands `/%61pi/` and `/API/`: there too no cookie reaches the API. */
function isApi(path: string): boolean {
  try {
    return /^\/+api(\/|$)/i.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

function securityHeaders({ settings, vite }: ServerDeps): RequestHandler {
  const https = settings.ORIGIN.startsWith('https:');
  const common = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: https ? { maxAge: 63_072_000, includeSubDomains: false } : false,
    // helmet's own default makes forms without JavaScript send "Origin: null"
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    crossOriginResourcePolicy: false,
    xFrameOptions: { action: 'deny' },
  });
  const mapOrigins = originsOf([settings.MAP_STYLE_URL ?? '', ...settings.MAP_HOSTS.split(/\s+/)]);
  return (req, res, next) => {
    const nonce = newNonce();
    const framed = mayBeFramed(req.path, req.url.split('?')[1] ?? '');
    if (framed) delete req.headers.cookie;
    res.locals.nonce = nonce;
    res.setHeader(
      'content-security-policy',
      contentSecurityPolicy({ nonce, mapOrigins, dev: vite !== null, framed }),
    );
    res.setHeader('cross-origin-resource-policy', isApi(req.path) ? 'cross-origin' : 'same-origin');
    common(req, res, () => {
      // the older header knows no exception
      if (framed) res.removeHeader('x-frame-options');
      next();
    });
  };
}

function originsOf(addresses: string[]): string[] {
  return [...new Set(addresses.filter((a) => URL.canParse(a)).map((a) => new URL(a).origin))];
}

function atTheDoor({ settings }: ServerDeps): RequestHandler {
  return (req, res, next) => {
    const { method, path } = req;
    if (!METHODS.has(method)) return earlyAnswer(req, res, 405, 'method-not-allowed', res.locals.requestId);
    const asked = {
      method,
      path,
      secFetchSite: req.get('sec-fetch-site'),
      origin: req.get('origin'),
    };
    if (!mayChange(asked, originOf(req, settings.ORIGIN))) {
      return earlyAnswer(req, res, 403, 'unknown-origin', res.locals.requestId);
    }
    if (isApi(path)) delete req.headers.cookie;
    next();
  };
}

function remix(
  { sql, db, storage, photos, market, settings, kept, vite }: ServerDeps & { kept: KeptPages },
  build: Build,
): RequestHandler {
  const handle = remixHandler(build, process.env.NODE_ENV);
  return async (req, res) => {
    const { requestId, nonce } = res.locals as { requestId: string; nonce: string };
    const body = await requestBody(req, bodyLimit(req.path, req.get('content-type')));
    if (!body.ok) return earlyAnswer(req, res, 413, 'request-too-large', requestId);
    const report = (error: unknown) => log.error({ requestId, err: error }, 'request failed');
    const question = vite ? null : kept.question(req);
    await handle({
      req,
      res,
      url: req.originalUrl,
      origin: originOf(req, settings.ORIGIN),
      body: body.stream,
      context: {
        ...{ nonce, requestId, clientAddress: clientAddress(req, settings.TRUST_PROXY) },
        ...{ sql, db, storage, photos, market, report },
      },
      keep: (response, now) =>
        question ? kept.keep(question, response, { req, res }, { nonce, requestId, now }) : response,
    });
  };
}

const lastResort: ErrorRequestHandler = (error, req, res, _next) => {
  const { requestId } = res.locals as { requestId: string };
  if (req.destroyed && !res.headersSent && error?.name === 'AbortError') return;
  log.error({ requestId, err: error }, 'request failed');
  const down = isDatabaseDown(error);
  return earlyAnswer(req, res, down ? 503 : 500, down ? 'database-down' : 'unexpected', requestId);
};
