import type { Ctx } from '#app/domain/context.ts';
import { cardsOf, toCard } from './cards.server.ts';
import { pageInSql } from './find-in-sql.server.ts';
import type { PageAsked, ResolvedFilters } from './market-index.ts';
import { readerOf, resolveFilters } from './resolve-filters.server.ts';
import type { LotCard } from './views.ts';

/** How far a lot is still a neighbour. */
const NEAR_KM = 30;
const SHOWN = 4;
const ON_THE_MAP = 6;
/** Read to find those: the lots of its own site, which stand on its point, are passed over. */
const CLOSE = 20;

export interface Neighbour {
  publicId: string;
  title: string;
  family: string;
  lon: number;
  lat: number;
  /** great circle between the two public points */
  km: number;
}

export interface AroundLot {
  /** of the same type, then of the same family, nearest first */
  similar: LotCard[];
  /** of the same holder, newest first */
  others: LotCard[];
  /** of other sites, nearest first, at their public points */
  neighbours: Neighbour[];
}

interface Lot {
  id: number;
  organisationId: number;
  family: string;
  typeCode: string;
  lon: number;
  lat: number;
}

/** Open lots related to this one, for this reader: found in memory (or in SQL without it), then read in one statement. */
export async function aroundLot(ctx: Ctx, lot: Lot): Promise<AroundLot> {
  const near = { lon: lot.lon, lat: lot.lat };
  const all = { ...(await resolveFilters(ctx, {})), near };
  const family = await resolveFilters(ctx, { family: [lot.family as never] });
  const [type, kin, holder, close] = await Promise.all([
    find(ctx, { ...all, types: new Set([lot.typeCode]) }, 'distance', SHOWN + 1),
    find(ctx, { ...all, types: family.types }, 'distance', 2 * SHOWN + 1),
    find(ctx, { ...all, near: null, holderId: lot.organisationId }, 'newest', SHOWN + 1),
    find(ctx, { ...all, radiusM: NEAR_KM * 1000 }, 'distance', CLOSE),
  ]);
  const wanted = [...new Set([...type, ...kin, ...holder, ...close])].filter((id) => id !== lot.id);
  const cards = new Map(
    (await cardsOf(ctx, wanted)).map((row) => [Number(row.id), lighter(toCard(row, near))] as const),
  );
  const shown = (ids: readonly number[]) => ids.flatMap((id) => cards.get(id) ?? []);
  const similar = shown([...new Set([...type, ...kin])]).slice(0, SHOWN);
  return {
    similar,
    others: shown(holder).slice(0, SHOWN),
    neighbours: shown(close)
      .filter((one) => one.lon !== lot.lon || one.lat !== lot.lat)
      .slice(0, ON_THE_MAP)
      .map(({ publicId, title, family: mark, lon, lat, distanceKm }) => ({
        publicId,
        title,
        family: mark,
        lon,
        lat,
        km: distanceKm ?? 0,
      })),
  };
}

/** They stand below the fold: nothing to blur in while their photos come. */
const lighter = (card: LotCard): LotCard => ({
  ...card,
  photo: card.photo && { ...card.photo, thumbhash: '' },
});

async function find(ctx: Ctx, filters: ResolvedFilters, sort: PageAsked['sort'], limit: number) {
  const asked: PageAsked = { sort, limit, after: null };
  const reader = readerOf(ctx);
  const market = ctx.market?.ready() ? ctx.market : null;
  return (market?.page(filters, asked, reader) ?? (await pageInSql(ctx, filters, asked, reader))).lotIds;
}
