import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';

/** The current code of a commune given by its current or former code. */
export async function resolveCommune(ctx: Ctx, code: string): Promise<string> {
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

export interface PlaceChoice {
  value: string;
  label: string;
  detail?: string;
}

/** What a name typed by hand may mean at that level: exact names first, then beginnings, the most populous first. */
export async function placesNamed(ctx: Ctx, level: string, typed: string, limit = 8): Promise<PlaceChoice[]> {
  const rows = await ctx.db.execute<{
    code: string;
    name: string;
    departement: string | null;
    exact: boolean;
  }>(sql`
    select t.code, t.name, t.departement_code as departement, t.plain_name = public.plain(${typed}) as exact
    from territory t
    where t.level = ${level}
      and (t.code = ${typed} or starts_with(t.plain_name, public.plain(${typed}))
        or (t.level <> 'commune' and position(public.plain(${typed}) in t.plain_name) > 0)
        or (t.level = 'commune' and exists (select 1 from commune c where c.code = t.code and ${typed} = any (c.postcodes))))
    order by exact desc, t.population desc nulls last, t.code
    limit ${limit}`);
  const exact = rows.filter((row) => row.exact);
  const kept = exact.length === 1 ? exact : rows;
  return kept.map((row) => ({ value: row.code, label: row.name, detail: row.departement ?? undefined }));
}
