import type { Ctx } from '#app/domain/context.ts';
import type { LotFilters } from '#app/domain/lots/filters.ts';
import { resolveNear } from '#app/domain/lots/resolve-filters.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { criteriaOf, placedAt } from './criteria.ts';
import type { AlertInput } from './schema.ts';

/** The search an alert will keep, place included. Refuses what cannot be read and what would tell of everything. */
export async function settleQuery(
  ctx: Ctx,
  input: AlertInput,
): Promise<{ query: string; filters: LotFilters }> {
  const given = criteriaOf(input.criteria);
  if (!given.ok) return refuse('invalid-input', { fields: given.fields });
  const { communeCode, radiusKm, keepArea } = input;
  const placed = criteriaOf(placedAt(given.query, { communeCode, radiusKm, keepArea }));
  if (!placed.ok || placed.query.length > 2000) return refuse('invalid-input', { field: 'criteria' });
  if (placed.query === '') return refuse('alert-too-wide', { field: 'communeCode' });
  if (communeCode && !(await resolveNear(ctx, placed.filters)))
    return refuse('commune-unknown', { field: 'communeCode' });
  return { query: placed.query, filters: placed.filters };
}
