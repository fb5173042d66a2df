import { criteriaOf } from '#app/domain/alerts/criteria.ts';
import { namesOf } from '#app/domain/alerts/names.server.ts';
import type { CriteriaNames } from '#app/domain/alerts/views.ts';
import { RHYTHMS, type Rhythm } from '#app/domain/alerts/vocabulary.ts';
import type { Ctx } from '#app/domain/context.ts';
import type { LotFilters } from '#app/domain/lots/filters.ts';
import { paths } from '#app/http/paths.ts';

interface Draft {
  name: string | null;
  rhythm: Rhythm;
  query: string;
  filters: LotFilters;
  names: CriteriaNames;
}

/** An alert about to be made of the filters of an address; `name` and `rhythm` are there when they were typed before. */
export async function draftFrom(ctx: Ctx, params: URLSearchParams): Promise<Draft> {
  const { query, filters } = criteriaOf(params);
  const rhythm = RHYTHMS.find((one) => one === params.get('rhythm')) ?? 'daily';
  const name = params.get('name')?.trim().slice(0, 120) || null;
  return { name, rhythm, query, filters, names: await namesOf(ctx, [filters]) };
}

/** The address at which the form opens again with what was typed: where to come back after signing in. */
export function typedAgain(query: string, typed: { name: string; rhythm: Rhythm }): string {
  const params = new URLSearchParams(query);
  params.set('name', typed.name);
  params.set('rhythm', typed.rhythm);
  return paths.newAlert(params.toString());
}
