import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { Ctx } from '#app/domain/context.ts';
import { callerOf, type Needs } from '#app/http/api/caller.server.ts';
import { unchanged } from '#app/http/api/json.server.ts';
import { plainProblem, problemOf } from '#app/http/problem.server.ts';
import { localeOf } from '#app/i18n/locale.ts';

export interface Call {
  ctx: Ctx;
  request: Request;
  url: URL;
  params: Record<string, string | undefined>;
}

interface Way extends Needs {
  answer: (call: Call) => Promise<Response>;
}

/** The methods of one address: reading (GET, HEAD) and writing (POST, PATCH). */
export interface Ways {
  get?: Way;
  post?: Way;
  patch?: Way;
}

type Args = LoaderFunctionArgs | ActionFunctionArgs;

const EXPOSED =
  'ETag, Link, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, X-Request-Id';

/** What any site may read: only what needs no token, and never with credentials. */
const anySite = (ways: Ways): Record<string, string> =>
  ways.get?.open ? { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': EXPOSED } : {};

const allowed = (ways: Ways) =>
  [
    ...(ways.get ? ['GET', 'HEAD'] : []),
    ...(ways.post ? ['POST'] : []),
    ...(ways.patch ? ['PATCH'] : []),
    'OPTIONS',
  ].join(', ');

function options(ways: Ways): Response {
  const preflight: Record<string, string> = ways.get?.open
    ? {
        'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
        'Access-Control-Allow-Headers': 'Accept, Accept-Language, Authorization, Content-Type, If-None-Match',
        'Access-Control-Max-Age': '86400',
      }
    : {};
  return new Response(null, {
    status: 204,
    headers: { Allow: allowed(ways), ...anySite(ways), ...preflight },
  });
}

async function answered(args: Args, way: Way | undefined, ways: Ways): Promise<Response> {
  const { request, params } = args;
  const locale = localeOf(request);
  if (!way) return plainProblem(405, 'method-not-allowed', locale, { headers: { Allow: allowed(ways) } });
  let rate: Record<string, string> = {};
  let known = true;
  const response = await (async () => {
    try {
      const caller = await callerOf(args, way, (headers) => {
        rate = headers;
      });
      known = caller.known;
      return await way.answer({ ctx: caller.ctx, request, url: new URL(request.url), params });
    } catch (error) {
      if (error instanceof Response) return error;
      const refused = problemOf(error, locale);
      if (refused) return refused;
      throw error;
    }
  })();
  const { headers } = response;
  if (!headers.has('Cache-Control'))
    headers.set(
      'Cache-Control',
      way.open ? `${known ? 'private' : 'public'}, no-cache` : 'private, no-store',
    );
  headers.set('Vary', 'Authorization, Accept-Language');
  const crossing = way === ways.get ? anySite(ways) : {};
  for (const [name, value] of Object.entries({ ...rate, ...crossing })) headers.set(name, value);
  return request.method === 'GET' || request.method === 'HEAD' ? unchanged(request, response) : response;
}

const writing = (method: string, ways: Ways): Way | undefined =>
  method === 'POST' ? ways.post : method === 'PATCH' ? ways.patch : undefined;

/** Remix's two entrances for one address of the API: `export const loader = door.loader`, and the same for `action`. */
export function endpoint(ways: Ways) {
  return {
    loader: (args: LoaderFunctionArgs): Promise<Response> =>
      args.request.method === 'OPTIONS' ? Promise.resolve(options(ways)) : answered(args, ways.get, ways),
    action: (args: ActionFunctionArgs): Promise<Response> =>
      answered(args, writing(args.request.method, ways), ways),
  };
}
