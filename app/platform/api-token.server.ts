import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Actor } from '#app/domain/context.ts';
import { TOKEN_PREFIX, tokenHash } from '#app/domain/organisations/commands/create-api-token.server.ts';
import { type ApiScope, apiScopes } from '#app/domain/organisations/vocabulary.ts';
import type { Database } from '#db/client.ts';
import { apiToken, organisation } from '#db/tables/people.ts';

const FORM = new RegExp(`^${TOKEN_PREFIX}[A-Za-z0-9_-]{43}$`);

/** What follows "Bearer" in the Authorization header, or null when there is none (RFC 6750: the scheme ignores case). */
export function bearerOf(request: Request): string | null {
  return /^bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

export interface TokenActor {
  actor: Actor;
  scopes: readonly ApiScope[];
  /** its organisation is: the token opens nothing until that is lifted */
  suspended: boolean;
}

/**
 * The organisation a request's token acts for, with the site manager's role and no person; null without token, or when
 * it is unknown, expired or revoked (`bearerOf` tells these apart from none). One SQL statement, a second one a minute.
 */
export async function actorOfToken({
  request,
  context: { db },
}: {
  request: Request;
  context: { db: Database };
}): Promise<TokenActor | null> {
  const raw = bearerOf(request);
  if (!raw || !FORM.test(raw)) return null;
  const [row] = await db
    .select({
      tokenId: apiToken.id,
      scopes: apiToken.scopes,
      stale: sql<boolean>`coalesce(${apiToken.lastUsedAt} < ledger.clock() - interval '1 minute', true)`,
      id: organisation.id,
      publicId: organisation.publicId,
      slug: organisation.slug,
      name: organisation.name,
      kind: organisation.kind,
      level: sql<
        string | null
      >`case when ${organisation.verifiedAt} is not null then ${organisation.territoryLevel} end`,
      code: organisation.territoryCode,
      suspendedAt: organisation.suspendedAt,
    })
    .from(apiToken)
    .innerJoin(organisation, eq(organisation.id, apiToken.organisationId))
    .where(
      and(
        eq(apiToken.hash, tokenHash(raw)),
        isNull(apiToken.revokedAt),
        or(isNull(apiToken.expiresAt), gt(apiToken.expiresAt, sql`ledger.clock()`)),
      ),
    )
    .prepare('token_of_request')
    .execute();
  if (!row) return null;
  const { tokenId, scopes, stale, level, code, suspendedAt, ...acting } = row;
  if (stale)
    await db.update(apiToken).set({ lastUsedAt: sql`ledger.clock()` }).where(eq(apiToken.id, tokenId));
  const territory = level && code ? { level, code } : null;
  return {
    actor: { person: null, organisation: { ...acting, role: 'site_manager', territory }, via: 'token' },
    scopes: apiScopes.filter((scope) => scopes.includes(scope)),
    suspended: suspendedAt !== null,
  };
}
