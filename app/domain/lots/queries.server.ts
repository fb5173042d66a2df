import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { type CardRow, cardColumns, cardJoins, cardsOf, toCard } from './cards.server.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { facetsInSql } from './facets-in-sql.server.ts';
import type { LotFilters } from './filters.ts';
import { pageInSql } from './find-in-sql.server.ts';
import type { Facets, PageAsked, PageFound, ResolvedFilters } from './market-index.ts';
import { readerOf, resolveFilters, resolveNear, sortOf } from './resolve-filters.server.ts';
import { understandText } from './text-query.server.ts';
import type { LotCard, LotPage, LotPageOfResults } from './views.ts';
import type { Sort } from './vocabulary.ts';

const org = (ctx: Ctx) => sql`${ctx.actor.organisation?.id ?? null}::bigint`;

/** The index in memory, when it can answer this. */
const marketOf = (ctx: Ctx, filters: ResolvedFilters) =>
  ctx.market?.ready({ text: filters.text !== null }) ? ctx.market : null;

interface Found extends PageFound {
  /** counted on the way, by SQL only */
  total?: LotPageOfResults['total'] | null;
}

async function find(ctx: Ctx, filters: ResolvedFilters, asked: PageAsked): Promise<Found> {
  const reader = readerOf(ctx);
  const market = marketOf(ctx, filters);
  return market ? market.page(filters, asked, reader) : pageInSql(ctx, filters, asked, reader);
}

async function askedOf(ctx: Ctx, filters: LotFilters, sort: Sort): Promise<PageAsked> {
  const cursor = readCursor(filters.cursor, sort);
  const limit = filters.limit ?? 20;
  if (!cursor) return { sort, limit, after: null };
  const [row] = await ctx.db.execute<{ id: number }>(
    sql`select id from lot where public_id = ${cursor.lot}::uuid`,
  );
  return { sort, limit, after: { key: cursor.key, lotId: row?.id ?? 0 } };
}

async function nextOf(ctx: Ctx, sort: Sort, found: Found, cards: CardRow[]): Promise<string | null> {
  if (!found.more) return null;
  if (found.end) {
    const [row] = await ctx.db.execute<{ lot: string }>(
      sql`select public_id as lot from lot where id = ${found.end.lotId}`,
    );
    return row ? writeCursor({ sort, key: found.end.key, lot: row.lot }) : null;
  }
  const last = cards.at(-1);
  const key = last && found.keys[found.lotIds.indexOf(last.id)];
  return last && key !== undefined ? writeCursor({ sort, key, lot: last.publicId }) : null;
}

/** One page of the lots a reader may see, at most 100, and where the next begins. */
export async function pageOfLots(ctx: Ctx, filters: LotFilters): Promise<LotPage> {
  const [near, resolved] = await Promise.all([resolveNear(ctx, filters), resolveFilters(ctx, filters)]);
  const { page } = await read(ctx, filters, near, resolved);
  return page;
}

async function read(ctx: Ctx, filters: LotFilters, near: LotPage['near'], resolved: ResolvedFilters) {
  const sort = sortOf(filters, near !== null);
  const found = await find(ctx, resolved, await askedOf(ctx, filters, sort));
  const cards = await cardsOf(ctx, found.lotIds);
  const next = await nextOf(ctx, sort, found, cards);
  return { found, page: { lots: cards.map((card) => toCard(card, near)), next, near, sort } };
}

/** The page, how many lots there are in all and beside each criterion, and how the text was read. */
export async function listLots(ctx: Ctx, filters: LotFilters): Promise<LotPageOfResults> {
  const [near, resolved, { text: _, ...understood }] = await Promise.all([
    resolveNear(ctx, filters),
    resolveFilters(ctx, filters),
    understandText(ctx.db, filters.q),
  ]);
  const [{ page, found }, facets] = await Promise.all([
    read(ctx, filters, near, resolved),
    facetsOf(ctx, resolved),
  ]);
  const total = found.total ?? { count: facets.total, more: facets.atLeast ?? false };
  return { ...page, total, facets, understood };
}

async function facetsOf(ctx: Ctx, filters: ResolvedFilters): Promise<Facets> {
  const reader = readerOf(ctx);
  const market = marketOf(ctx, filters);
  return market ? market.facets(filters, reader) : facetsInSql(ctx, filters, reader);
}

/** How many lots everybody sees in each family: from memory, else from the counts kept for the map. */
export async function countByFamily(ctx: Ctx): Promise<Record<string, number>> {
  const filters = await resolveFilters(ctx, {});
  const market = marketOf(ctx, filters);
  if (market) return market.facets(filters, { organisationId: null, isPrivate: true }).families;
  // coarsest level of the kept counts, 40 rows, and what is due since: 0.3 ms
  const rows = await ctx.db.execute<{ family: string; n: number }>(sql`
    select family_code as family, sum(lots)::int as n
      from (select family_code, lots from map_cell where level = 3
            union all select family_code, lots from map_change where at <= (select ledger.clock())) counted
     group by 1 having sum(lots) > 0`);
  return Object.fromEntries([...rows].map((row) => [row.family, row.n]));
}

export async function latestLots(ctx: Ctx, limit: number): Promise<LotCard[]> {
  const { lots } = await pageOfLots(ctx, { sort: 'newest', limit });
  return lots;
}

/** The lots of a site that the reader may see: all states for its holder, open ones for others. */
export async function lotsOfSite(
  ctx: Ctx,
  sitePublicId: string,
  options: { whole: boolean },
): Promise<LotCard[]> {
  const open = options.whole ? sql`true` : sql`l.status in ('published', 'exhausted')`;
  const rows = await ctx.db.execute<CardRow>(sql`
    select ${cardColumns}
      from visible_lots(${org(ctx)}) l ${cardJoins}
     where l.site_id = (select id from site where public_id = ${sitePublicId}::uuid) and ${open}
     order by l.id desc limit 500`);
  return [...rows].map((row) => toCard(row));
}
