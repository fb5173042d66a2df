import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

/** The other open sites and depots of the acting organisation, depots first; none for whoever acts for another on one site. */
export async function otherSites(
  ctx: Ctx,
  sitePublicId: string | null,
): Promise<{ publicId: string; name: string }[]> {
  if (!ctx.actor.organisation || ctx.actor.onBehalf) return [];
  const rows = await ctx.db.execute<{ publicId: string; name: string }>(sql`
    select public_id as "publicId", name from site
     where organisation_id = ${ctx.actor.organisation.id} and status = 'open' and public_id is distinct from ${sitePublicId}::uuid
     order by kind, plain(name), id limit 200`);
  return [...rows];
}
