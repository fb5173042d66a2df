import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { LabelLot } from './labels.ts';

/** What labels say of a site's lots; whoever asks has read the site whole. Withdrawn lots have none. */
export async function labelLots(ctx: Ctx, siteId: number): Promise<LabelLot[]> {
  const rows = await ctx.db.execute<LabelLot & Record<string, unknown>>(sql`
    select public_id as "publicId", title, status, unit, quantity_milli as "quantityMilli", pemd_ref as "pemdRef",
           nullif(concat_ws(', ', building, level, room), '') as place
      from lot where site_id = ${siteId} and status <> 'withdrawn'
     order by case status when 'published' then 0 when 'draft' then 1 else 2 end, id limit 2000`);
  return [...rows];
}
