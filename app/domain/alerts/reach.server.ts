import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { pointOf } from '#app/domain/lots/conditions.server.ts';
import type { LotFilters } from '#app/domain/lots/filters.ts';
import { resolveNear } from '#app/domain/lots/resolve-filters.server.ts';
import { wantsOf } from './criteria.ts';

/** `wants` and `area` of an alert: which lots may interest it, at a glance. Wider than its criteria, never narrower. */
export async function reachOf(ctx: Ctx, filters: LotFilters): Promise<{ wants: SQL; area: SQL }> {
  const wants = wantsOf(filters);
  return {
    wants: wants
      ? sql`(select array_agg(x) from jsonb_array_elements_text(${JSON.stringify(wants)}::jsonb) x)`
      : sql`null::text[]`,
    area: await areaOf(ctx, filters),
  };
}

const KM_OF_A_DEGREE = 111;

async function areaOf(ctx: Ctx, filters: LotFilters): Promise<SQL> {
  const near = await resolveNear(ctx, filters);
  const { radius_km: radius, bbox } = filters;
  if (near && radius) {
    const high = Math.min(85, Math.abs(near.lat) + radius / KM_OF_A_DEGREE);
    const reach = (radius * 1000 * 1.02) / Math.cos((high * Math.PI) / 180);
    return sql`(select box(point(p[0] - ${reach}::float8, p[1] - ${reach}::float8), point(p[0] + ${reach}::float8, p[1] + ${reach}::float8))
                  from (select ${pointOf(near)} as p) x)`;
  }
  if (!bbox) return sql`null::box`;
  return sql`box(${pointOf({ lon: bbox.west, lat: bbox.south })}, ${pointOf({ lon: bbox.east, lat: bbox.north })})`;
}
