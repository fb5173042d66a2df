import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { indexedConditions, isPublished, otherConditions, pointOf } from './conditions.server.ts';
import type { PageAsked, PageFound, Reader, ResolvedFilters } from './market-index.ts';

/**
 * Lists without the index in memory: while it loads, in tests, and where a process keeps none. Never more than BOUNDS lots
 * are looked at for one answer, whatever the filters.
 */
export const BOUNDS = { few: 10_000, window: 20_000 };

export interface FoundInSql extends PageFound {
  /** how many answer, `more` when the counting stopped */
  total: { count: number; more: boolean };
}

interface Order {
  /** the key as a number, as memory counts it */
  key: SQL;
  by: SQL;
  /** what comes after `key`, in the index's own words */
  after: (key: number, lotId: number) => SQL;
}

const instant = (micros: number) =>
  sql`(timestamptz 'epoch' + ${String(Math.trunc(micros))}::bigint * interval '1 microsecond')`;

function orderOf({ sort, after }: PageAsked, near: ResolvedFilters['near']): Order {
  if (sort === 'distance' && near) {
    const metres = sql`(l.public_point <-> ${pointOf(near)})`;
    return {
      key: metres,
      by: sql`l.public_point <-> ${pointOf(near)}, l.id`,
      after: (key, id) => sql`(${metres}, l.id) > (${key}::float8, ${id}::bigint)`,
    };
  }
  if (sort === 'ending') {
    // null sorts last and has no successor in a row comparison: lots without an end are a list of their own
    const endless = after?.key === Number.POSITIVE_INFINITY;
    return {
      key: sql`coalesce((l.available_until - date '1970-01-01')::float8, 'infinity')`,
      by: sql`l.available_until, l.id`,
      after: (key, id) =>
        endless
          ? sql`l.available_until is null and l.id > ${id}::bigint`
          : sql`((l.available_until, l.id) > (date '1970-01-01' + ${key}::int, ${id}::bigint) or l.available_until is null)`,
    };
  }
  return {
    key: sql`round(extract(epoch from l.published_at) * 1000000)::float8`,
    by: sql`l.published_at desc, l.id desc`,
    after: (key, id) => sql`(l.published_at, l.id) < (${instant(key)}, ${id}::bigint)`,
  };
}

interface Row extends Record<string, unknown> {
  looked: number;
  matched: number;
  id: number | null;
  key: number;
}

/** One page and what it counted on the way. */
export async function pageInSql(
  ctx: Ctx,
  filters: ResolvedFilters,
  asked: PageAsked,
  reader: Reader,
): Promise<FoundInSql> {
  const order = orderOf(asked, filters.near);
  const few = await amongFew(ctx, filters, asked, reader, order);
  const all = (few[0]?.looked ?? 0) <= BOUNDS.few;
  const total = { count: few[0]?.matched ?? 0, more: !all };
  if (!all) return { ...(await alongTheOrder(ctx, filters, asked, reader, order)), total };
  const rows = few.filter(({ id }) => id !== null);
  return { ...cut(rows, asked.limit), total };
}

function cut(rows: { id: number | null; key: number }[], limit: number): PageFound {
  const shown = rows.slice(0, limit);
  return {
    lotIds: shown.map(({ id }) => Number(id)),
    keys: shown.map(({ key }) => Number(key)),
    more: rows.length > limit,
  };
}

/**
 * When few lots answer what an index knows (words, types, place, holder), all of them are looked at, then sorted.
 * Plan at a million: bitmap or GiST scan of one index, limit 10,001, top-N sort.
 */
async function amongFew(
  ctx: Ctx,
  filters: ResolvedFilters,
  { limit, after }: PageAsked,
  reader: Reader,
  order: Order,
): Promise<Row[]> {
  const next = after ? sql`and ${order.after(after.key, after.lotId)}` : sql``;
  const rows = await ctx.db.execute<Row>(sql`
    with looked as materialized (
      select l.id, l.published_at, l.available_until, l.public_point, ${otherConditions(filters, reader)} as answers
        from visible_lots(${reader.organisationId}::bigint) l
       where ${indexedConditions(filters)} limit ${BOUNDS.few + 1})
    select c.looked, c.matched, p.id, p.key
      from (select count(*)::int as looked, (count(*) filter (where answers))::int as matched from looked) c
      left join lateral (
        select l.id, ${order.key} as key from looked l
         where answers and c.looked <= ${BOUNDS.few} ${next} order by ${order.by} limit ${limit + 1}) p on true`);
  return [...rows];
}

/**
 * When many do, the list is read in its own order until the page is full: a few hundred lots for common filters. After
 * BOUNDS.window lots the page ends short, and the next begins there. Plan: index scan in order, limit, filter.
 */
async function alongTheOrder(
  ctx: Ctx,
  filters: ResolvedFilters,
  { limit, after }: PageAsked,
  reader: Reader,
  order: Order,
): Promise<PageFound> {
  const from = sql`visible_lots(${reader.organisationId}::bigint) l`;
  const next = after ? sql`and ${order.after(after.key, after.lotId)}` : sql``;
  const rows = await ctx.db.execute<{ id: number; key: number }>(sql`
    select l.id, ${order.key} as key
      from (select l.* from ${from} where ${isPublished} ${next} order by ${order.by} limit ${BOUNDS.window}) l
     where ${indexedConditions(filters)} and ${otherConditions(filters, reader)} limit ${limit + 1}`);
  const found = cut([...rows], limit);
  if (found.more) return found;
  const [last] = await ctx.db.execute<{ id: number; key: number }>(sql`
    select l.id, ${order.key} as key from ${from} where ${isPublished} ${next}
     order by ${order.by} offset ${BOUNDS.window - 1} limit 1`);
  if (!last) return found;
  // what was looked at to the end: the page that follows starts after it
  return { lotIds: found.lotIds, keys: found.keys, more: true, end: { key: last.key, lotId: last.id } };
}
