import { z } from 'zod';
import { LOT_STATUSES } from './vocabulary.ts';

/** How the table of a site's lots is ordered; kept in the address. */
export const SITE_SORTS = ['newest', 'title', 'status', 'price', 'until'] as const;
export type SiteSort = (typeof SITE_SORTS)[number];

const FIRST: Record<SiteSort, 'asc' | 'desc'> = {
  newest: 'desc',
  title: 'asc',
  status: 'asc',
  price: 'asc',
  until: 'asc',
};

export interface SiteTableState {
  sort: SiteSort;
  dir: 'asc' | 'desc';
  state?: (typeof LOT_STATUSES)[number];
  after?: string;
}

const shape = z.object({
  sort: z.enum(SITE_SORTS).catch('newest'),
  dir: z.enum(['asc', 'desc']).optional().catch(undefined),
  state: z.enum(LOT_STATUSES).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

/** From an address; what is not ours is passed over. */
export function readTableState(search: URLSearchParams): SiteTableState {
  const { sort, dir, state, after } = shape.parse(Object.fromEntries(search));
  return { sort, dir: dir ?? FIRST[sort], state, after };
}

/** The address of the same table otherwise; an order begins on its first page. */
export function tableQuery(
  state: SiteTableState,
  change: Partial<SiteTableState>,
): Record<string, string | undefined> {
  const { sort, dir, state: only, after } = { ...state, after: undefined, ...change };
  return {
    sort: sort === 'newest' ? undefined : sort,
    dir: dir === FIRST[sort] ? undefined : dir,
    state: only,
    after,
  };
}

/** What pressing a column's name leads to: its order, or the other way round when it is already that one. */
export const turned = (
  { sort, dir }: SiteTableState,
  by: SiteSort,
): Pick<SiteTableState, 'sort' | 'dir'> => ({
  sort: by,
  dir: sort === by ? (dir === 'asc' ? 'desc' : 'asc') : FIRST[by],
});
