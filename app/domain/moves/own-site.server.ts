import { sql } from 'drizzle-orm';
import type { Actor, Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';

/** The internal id of the actor's own site, if `may` says it may be done there; a stranger is told that nothing is there. */
export async function ownSite(
  ctx: Ctx,
  publicId: string,
  may: (actor: Actor, site: { organisationId: number; siteId: number }) => boolean,
): Promise<number> {
  const [site] = await ctx.db.execute<{ id: number; organisationId: number }>(sql`
    select id, organisation_id as "organisationId" from site where public_id = ${publicId}::uuid`);
  if (!site || ctx.actor.organisation?.id !== site.organisationId) return refuse('not-found');
  if (!may(ctx.actor, { organisationId: site.organisationId, siteId: site.id })) return refuse('forbidden');
  return site.id;
}
