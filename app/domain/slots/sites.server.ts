import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canOpenSlots } from './policy.ts';

/** The site whose hours the actor may open; a stranger is told what is told of a site that does not exist. */
export async function siteToOpen(ctx: Ctx, publicId: string): Promise<{ id: number }> {
  const [site] = await ctx.db.execute<{ id: number; organisationId: number }>(sql`
    select id, organisation_id as "organisationId" from site where public_id = ${publicId}::uuid`);
  if (!site || site.organisationId !== ctx.actor.organisation?.id) return refuse('not-found');
  if (!canOpenSlots(ctx.actor, { organisationId: site.organisationId, siteId: site.id }))
    return refuse('forbidden');
  return { id: site.id };
}

/** Ids of hours of one site, for ledger functions that judge the rest. */
export async function slotIds(ctx: Ctx, siteId: number, publicIds: readonly string[]): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: number }>(sql`
    select id from site_slot where site_id = ${siteId} and public_id = any (${arrayOf(publicIds, 'uuid')}) order by id`);
  return [...rows].map(({ id }) => id);
}

/** An SQL array of values. */
export const arrayOf = (
  values: readonly (string | number)[],
  type: 'uuid' | 'bigint' | 'smallint' | 'date',
): SQL =>
  values.length === 0
    ? sql`${sql.raw(`'{}'::${type}[]`)}`
    : sql`array[${sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )}]::${sql.raw(type)}[]`;
