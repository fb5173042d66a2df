import type { z } from 'zod';
import { readCursor } from '#app/domain/lots/cursor.ts';
import { type LotFilters, lotFilters } from '#app/domain/lots/filters.ts';
import { sortOf } from '#app/domain/lots/resolve-filters.server.ts';
import { isCode } from '#app/domain/territories/codes.ts';
import { isLevel } from '#app/domain/territories/vocabulary.ts';
import { queryOf, type Wrong, wrongFields } from '#app/http/api/input.server.ts';
import type { Locale } from '#app/i18n/locale.ts';

/** The list's own filters, without those that only a person types. */
export const lotQuery = lotFilters.omit({ price_max_eur: true });

/** Filters of the address; 400 with every field that is wrong or that leans on one not given. */
export function lotFiltersOf(url: URL, locale: Locale): LotFilters {
  const filters: z.output<typeof lotQuery> = queryOf(lotQuery, url, locale);
  const { territory, cursor } = filters;
  const wrong: Wrong[] = [];
  const placed = filters.near !== undefined || filters.around !== undefined;
  if (filters.radius_km !== undefined && !placed) wrong.push({ field: 'radius_km', reason: 'needs-near' });
  if (filters.sort === 'distance' && !placed) wrong.push({ field: 'sort', reason: 'needs-near' });
  if (territory && !(isLevel(territory.level) && isCode(territory.level, territory.code)))
    wrong.push({ field: 'territory', reason: 'invalid-value' });
  if (cursor && !readCursor(cursor, sortOf(filters)))
    wrong.push({ field: 'cursor', reason: 'invalid-value' });
  if (wrong.length > 0) throw wrongFields(locale, wrong);
  return filters;
}
