import type { Actor, Ctx } from '#app/domain/context.ts';
import type { MarketIndex } from '#app/domain/lots/market-index.ts';
import type { ApiScope } from '#app/domain/organisations/vocabulary.ts';
import { countRequest } from '#app/http/api/allowance.server.ts';
import { plainProblem } from '#app/http/problem.server.ts';
import { localeOf } from '#app/i18n/locale.ts';
import { actorOfToken, bearerOf, type TokenActor } from '#app/platform/api-token.server.ts';
import { now } from '#app/platform/database/clock.server.ts';
import type { Database } from '#db/client.ts';

export interface Args {
  request: Request;
  context: { db: Database; clientAddress: string; market?: MarketIndex | null };
}

/** What a request needs to be answered. `open`: anyone may read; a token with the scope sees as its organisation. */
export interface Needs {
  scope: ApiScope;
  open: boolean;
}

export interface Caller {
  ctx: Ctx;
  /** Whether the answer depends on who asks. */
  known: boolean;
}

const nobody: Actor = { person: null, organisation: null, via: 'none' };

/**
 * Who asks, counted. `rate` receives the headers that say so, whatever the answer. Throws the 401, 403 or 429 to give.
 * A token is read first, so that a wrong one counts against the address it came from.
 */
export async function callerOf(
  args: Args,
  needs: Needs,
  rate: (headers: Record<string, string>) => void,
): Promise<Caller> {
  const { request, context } = args;
  const locale = localeOf(request);
  const given = request.headers.get('authorization');
  const token = given === null ? null : await actorOfToken(args);
  const allowance = token
    ? await countRequest(context.db, 'api-token', bearerOf(request) ?? '')
    : await countRequest(context.db, 'api-address', context.clientAddress);
  rate(allowance.headers);
  if (!allowance.ok) throw plainProblem(429, 'rate-limited', locale, { headers: allowance.headers });
  const actor = admitted(token);
  return {
    ctx: { db: context.db, actor: actor ?? nobody, now: now(), locale, market: context.market ?? null },
    known: actor !== null,
  };

  function admitted(found: TokenActor | null): Actor | null {
    if (given !== null && !found)
      throw plainProblem(401, 'token-refused', locale, {
        headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
      });
    if (found?.suspended) throw plainProblem(403, 'organisation-suspended', locale);
    if (found?.scopes.includes(needs.scope)) return found.actor;
    if (needs.open) return null;
    if (!found)
      throw plainProblem(401, 'token-needed', locale, { headers: { 'WWW-Authenticate': 'Bearer' } });
    throw plainProblem(403, 'scope-missing', locale, {
      more: { scope: needs.scope },
      headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${needs.scope}"` },
    });
  }
}
