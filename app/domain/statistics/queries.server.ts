import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

export interface HomeFigures {
  /** Lots anyone may see now. */
  lots: number;
  divertedGrams: number;
  /** Communes that something was diverted from. */
  communes: number;
}

/** The three figures of the home page, from counts kept while things happen: none reads the lots or the movements. */
export async function homeFigures(ctx: Ctx): Promise<HomeFigures> {
  const [row] = await ctx.db.execute<{ lots: number; divertedGrams: number; communes: number }>(sql`
    select (coalesce((select sum(lots) from map_cell where level = 3), 0)
            + coalesce((select sum(lots) from map_change where at <= (select ledger.clock())), 0))::bigint as lots,
           coalesce((select sum(mass_g) from ledger.total where level = 'france' and code = 'fr' and view = 'origin'), 0)::bigint
             as "divertedGrams",
           (select count(*) from commune c where exists (
              select from ledger.total t where t.level = 'commune' and t.code = c.code and t.view = 'origin' and t.mass_g > 0))::bigint
             as communes`);
  return row ?? { lots: 0, divertedGrams: 0, communes: 0 };
}
