import type { Ctx } from '#app/domain/context.ts';
import type { LotFilters } from './filters.ts';
import { listLots } from './queries.server.ts';

/** What the search would give without some criteria, or with a larger radius. */
export interface Widening {
  without: (keyof LotFilters)[];
  radiusKm: number | null;
  count: number;
  more: boolean;
}

/** Criteria that a person set as one. */
const TOGETHER: (keyof LotFilters)[][] = [
  ['bbox'],
  ['q'],
  ['type', 'family'],
  ['free', 'price_max', 'price_max_eur'],
  ['condition'],
  ['from', 'until'],
  ['min_quantity'],
  ['size', 'length_min', 'length_max', 'width_min', 'width_max', 'thickness_min', 'thickness_max'],
  ['reservable'],
  ['territory'],
  ['holder'],
];
const RADII = [20, 50, 100, 200];
/** Each is one count: as many as somebody reads. */
const MOST = 5;

/** For a search that found nothing: each criterion left out in turn, and the place taken larger; only what finds something. */
export async function widenings(ctx: Ctx, filters: LotFilters): Promise<Widening[]> {
  const { cursor: _, ...asked } = filters;
  const found = await Promise.all(attempts(asked).map((one) => count(ctx, asked, one)));
  return found.filter((one) => one.count > 0).slice(0, MOST);
}

type Attempt = Pick<Widening, 'without' | 'radiusKm'>;

function attempts(asked: LotFilters): Attempt[] {
  const set = (name: keyof LotFilters) => asked[name] !== undefined;
  const radius = asked.radius_km;
  const larger = radius ? RADII.filter((km) => km > radius) : [];
  const ends = [...new Set([larger[0], larger.at(-1)])].filter((km) => km !== undefined);
  return [
    ...ends.map((km) => ({ without: [], radiusKm: km })),
    ...(radius ? [{ without: ['radius_km' as const], radiusKm: null }] : []),
    ...TOGETHER.filter((names) => names.some(set)).map((names) => ({
      without: names.filter(set),
      radiusKm: null,
    })),
  ];
}

async function count(ctx: Ctx, asked: LotFilters, one: Attempt): Promise<Widening> {
  const wider: LotFilters = { ...asked, limit: 1, ...(one.radiusKm ? { radius_km: one.radiusKm } : {}) };
  for (const name of one.without) delete wider[name];
  const { total } = await listLots(ctx, wider);
  return { ...one, ...total };
}
