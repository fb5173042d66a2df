import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { LotFilters } from '#app/domain/lots/filters.ts';
import type { CriteriaNames } from './views.ts';

/** The names of what these filters say by code: types, places, holders. One look for all of them. */
export async function namesOf(ctx: Ctx, all: readonly LotFilters[]): Promise<CriteriaNames> {
  const types = all.flatMap(({ type }) => type ?? []);
  const places = all.flatMap(({ around, territory }) => [
    ...(around ? [`commune:${around}`] : []),
    ...(territory ? [`${territory.level}:${territory.code}`] : []),
  ]);
  const holders = all.flatMap(({ holder }) => (holder ? [holder] : []));
  const names: CriteriaNames = { types: {}, places: {}, holders: {} };
  if (types.length + places.length + holders.length === 0) return names;
  const rows = await ctx.db.execute<{ kind: string; code: string; fr: string; en: string }>(sql`
    with asked as (select ${JSON.stringify({ types, places, holders })}::jsonb as a)
    select 'type' as kind, code, name_fr as fr, name_en as en from material_type
     where code in (select jsonb_array_elements_text(a -> 'types') from asked)
    union all
    select 'place', level || ':' || code, name, name from territory
     where (level, code) in (select split_part(p, ':', 1), split_part(p, ':', 2) from asked, jsonb_array_elements_text(a -> 'places') p)
    union all
    select 'holder', slug, name, name from organisation where slug in (select jsonb_array_elements_text(a -> 'holders') from asked)`);
  for (const { kind, code, fr, en } of rows) {
    if (kind === 'type') names.types[code] = { fr, en };
    else if (kind === 'place') names.places[code] = fr;
    else names.holders[code] = fr;
  }
  return names;
}
