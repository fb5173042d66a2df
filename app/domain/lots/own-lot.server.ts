import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';

/** The internal id of a lot of the acting organisation. A stranger is told what one is told of a lot that does not exist. */
export async function ownLot(
  ctx: Ctx,
  publicId: string,
): Promise<{ id: number; organisationId: number; siteId: number }> {
  const [row] = await ctx.db.execute<{ id: number; organisationId: number; siteId: number }>(sql`
    select id, organisation_id as "organisationId", site_id as "siteId" from lot
     where public_id = ${publicId}::uuid and organisation_id = ${ctx.actor.organisation?.id ?? null}::bigint`);
  return row ?? refuse('not-found');
}
