import { createHash, randomBytes } from 'node:crypto';
import { eq, or, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { apiToken, organisation } from '#db/tables/people.ts';
import type { ApiScope } from '../vocabulary.ts';

/** What tokens begin with, so that leak scanners and their owners recognise one. */
export const TOKEN_PREFIX = 'gisement_';

export const tokenHash = (raw: string) => createHash('sha256').update(raw).digest();

/**
 * Script only. A key to the API for an organisation given by slug or public id. Returns the raw token: it is not kept
 * and cannot be shown again. Refuses 'not-found' for an unknown organisation.
 */
export async function createApiToken(
  ctx: Ctx,
  {
    organisation: asked,
    scopes,
    name = 'API',
  }: { organisation: string; scopes: readonly ApiScope[]; name?: string },
): Promise<{ token: string; organisation: string }> {
  const [owner] = await ctx.db
    .select({ id: organisation.id, slug: organisation.slug })
    .from(organisation)
    .where(or(eq(organisation.slug, asked), eq(sql`${organisation.publicId}::text`, asked.toLowerCase())));
  if (!owner) return refuse('not-found');
  const token = TOKEN_PREFIX + randomBytes(32).toString('base64url');
  await ctx.db
    .insert(apiToken)
    .values({ organisationId: owner.id, name, hash: tokenHash(token), scopes: [...new Set(scopes)] });
  return { token, organisation: owner.slug };
}
