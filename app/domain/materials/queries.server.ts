import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { rankTypes } from './search.ts';
import type { Family, MaterialType } from './views.ts';

export async function families(ctx: Pick<Ctx, 'db'>): Promise<Family[]> {
  const rows = await ctx.db.execute<{ code: string; nameFr: string; nameEn: string }>(sql`
    select code, name_fr as "nameFr", name_en as "nameEn" from material_family order by position`);
  return [...rows];
}

const columns = sql`
  code, family_code as family, core, name_fr as "nameFr", name_en as "nameEn", synonyms_fr as "synonymsFr", trade,
  unit, alt_units as "altUnits", unit_mass_g as "unitMassG", mass_low_g as "massLowG", mass_high_g as "massHighG",
  mass_basis as "massBasis", mass_source as "massSource", waste_code as "wasteCode", waste_label as "wasteLabel",
  pemd_group as "pemdGroup", asbestos_risk as "asbestosRisk", lead_risk as "leadRisk", other_hazard as "otherHazard",
  listing_policy as "listingPolicy", factor_version as "factorVersion"`;

/** The whole taxonomy, 163 types, in its own order. */
export async function materialTypes(ctx: Pick<Ctx, 'db'>): Promise<MaterialType[]> {
  const rows = await ctx.db.execute<MaterialType & Record<string, unknown>>(
    sql`select ${columns} from material_type order by position`,
  );
  return [...rows];
}

/** Types by what people call them, best first; with nothing typed, the usual ones of the family. */
export async function searchTypes(
  ctx: Ctx,
  q: string,
  { limit = 10, family }: { limit?: number; family?: string } = {},
): Promise<MaterialType[]> {
  const types = (await materialTypes(ctx)).filter((type) => !family || type.family === family);
  if (q.trim() === '') return [...types].sort((a, b) => Number(b.core) - Number(a.core)).slice(0, limit);
  return rankTypes(types, q).slice(0, limit);
}
