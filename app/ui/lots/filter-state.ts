import type { LotFilters } from '#app/domain/lots/filters.ts';

/** The filters a person set, as they travel in the address: for links that change one and keep the others. */
export function withFilter(search: string, changes: Record<string, string | null>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  // another set of results has another end
  if (!('cursor' in changes)) params.delete('cursor');
  const text = params.toString();
  return text ? `?${text}` : '?';
}

/** Where the catalogue names each criterion of the address. */
export const CRITERIA = {
  q: 'q',
  around: 'around',
  radius_km: 'radius',
  family: 'family',
  condition: 'condition',
  free: 'free',
  price_max: 'priceMax',
  price_max_eur: 'priceMax',
  min_quantity: 'minQuantity',
  from: 'from',
  until: 'until',
  bbox: 'areaOnly',
  sort: 'sort',
} as const;

export const isCriterion = (name: string): name is keyof typeof CRITERIA => name in CRITERIA;

const SHOWN_FIRST = ['q', 'around', 'radius_km', 'family', 'free'] as const;

/** True when a criterion of the folded part is set: the part then opens by itself. */
export const usesMoreFilters = (filters: LotFilters): boolean =>
  Object.entries(filters).some(
    ([name, value]) =>
      value !== undefined &&
      !(SHOWN_FIRST as readonly string[]).includes(name) &&
      !['bbox', 'near', 'sort', 'limit', 'cursor'].includes(name),
  );
