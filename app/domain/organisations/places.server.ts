import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';

/** The current code of a commune given by its current or former code. */
export async function currentCommune(ctx: Ctx, code: string): Promise<string> {
  const [row] = await ctx.db.execute<{ code: string }>(sql`
    select c.code from commune c
    where c.code = coalesce((select f.code from commune_former f where f.former_code = ${code}), ${code})`);
  return row?.code ?? refuse('commune-unknown', { field: 'communeCode' });
}

/** A collectivité has one territory, below the whole country. */
export async function resolveTerritory(
  ctx: Ctx,
  asked: { level: string; code: string } | undefined,
): Promise<{ level: string; code: string }> {
  const [row] = asked
    ? await ctx.db.execute<{ level: string; code: string }>(sql`
        select level, code from territory where level = ${asked.level} and code = ${asked.code} and level <> 'france'`)
    : [];
  return row ? { level: row.level, code: row.code } : refuse('territory-unknown', { field: 'territoryCode' });
}
