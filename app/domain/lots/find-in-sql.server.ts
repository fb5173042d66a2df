import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { indexedConditions, isIndexed, otherConditions, pointOf } from './conditions.server.ts';
import type { PageAsked, PageFound, Reader, ResolvedFilters } from './market-index.ts';

/**
 * Lists without the index in memory: while it loads, in tests, and where a process keeps none. Bounded whatever the filters:
 * `few` lots or `ms` milliseconds by what an index knows, else `window` lots along the order of the list.
 */
export const BOUNDS = { few: 2_000, window: 4_000, ms: 100 };

export interface FoundInSql extends PageFound {
  /** how many answer, where they were all looked at */
  total: { count: number; more: false } | null;
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
  const few = isIndexed(filters) ? await amongFew(ctx, filters, asked, reader, order) : null;
  const [counted] = few ?? [];
  if (!few || !counted || counted.looked > BOUNDS.few)
    return { ...(await alongTheOrder(ctx, filters, asked, reader, order)), total: null };
  const rows = few.filter(({ id }) => id !== null);
  return { ...cut(rows, asked.limit), total: { count: counted.matched, more: false } };
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
 * When few lots answer what an index knows (words, types, place, holder), all of them are looked at, then sorted; null when that
 * took too long. Plan at a million: bitmap or GiST scan of one index, limit 2,001, top-N sort; 2 to 30 ms.
 */
async function amongFew(
  ctx: Ctx,
  filters: ResolvedFilters,
  { limit, after }: PageAsked,
  reader: Reader,
  order: Order,
): Promise<Row[] | null> {
  const next = after ? sql`and ${order.after(after.key, after.lotId)}` : sql``;
  return within<Row>(
    ctx,
    BOUNDS.ms,
    sql`
    with looked as materialized (
      select l.id, l.published_at, l.available_until, l.public_point, ${otherConditions(filters, reader)} as answers
        from visible_lots(${reader.organisationId}::bigint) l
       where ${indexedConditions(filters)} limit ${BOUNDS.few + 1})
    select c.looked, c.matched, p.id, p.key
      from (select count(*)::int as looked, (count(*) filter (where answers))::int as matched from looked) c
      left join lateral (
        select l.id, ${order.key} as key from looked l
         where answers and c.looked <= ${BOUNDS.few} ${next} order by ${order.by} limit ${limit + 1}) p on true`,
  );
}

/**
 * When many do, the list is read in its own order until the page is full: a few hundred lots for common filters. After
 * BOUNDS.window lots the page ends short, and the next begins there. Plan: index scan in order, cheap filters first, visibility last.
 */
async function alongTheOrder(
  ctx: Ctx,
  filters: ResolvedFilters,
  { limit, after }: PageAsked,
  reader: Reader,
  order: Order,
): Promise<PageFound> {
  const next = after ? sql`and ${order.after(after.key, after.lotId)}` : sql``;
  const stretch = sql`from lot l where l.status = 'published' ${next} order by ${order.by}`;
  // "offset 0" keeps the check of each lot apart: joined, it would be made for all of them at once
  const rows = await ctx.db.execute<{ id: number; key: number }>(sql`
    select l.id, ${order.key} as key
      from (select l.* ${stretch} limit ${BOUNDS.window}) l
     where ${indexedConditions(filters)} and ${otherConditions(filters, reader)}
       and exists (select from visible_lots(${reader.organisationId}::bigint) v where v.id = l.id offset 0) limit ${limit + 1}`);
  const found = cut([...rows], limit);
  if (found.more) return found;
  const [last] = await ctx.db.execute<{ id: number; key: number }>(sql`
    select l.id, ${order.key} as key ${stretch} offset ${BOUNDS.window - 1} limit 1`);
  if (!last) return found;
  // what was looked at to the end: the page that follows starts after it
  return { lotIds: found.lotIds, keys: found.keys, more: true, end: { key: last.key, lotId: last.id } };
}

const CANCELLED = '57014';

/** The rows, or null when the statement takes longer than `ms`: then there is a slower way that is sure to end. */
export async function within<R extends Record<string, unknown>>(
  ctx: Ctx,
  ms: number,
  query: SQL,
): Promise<R[] | null> {
  try {
    return await ctx.db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${String(ms)}, true)`);
      return [...(await tx.execute<R>(query))] as R[];
    });
  } catch (error) {
    const { code } = ((error as { cause?: unknown }).cause ?? error) as { code?: string };
    if (code === CANCELLED) return null;
    throw error;
  }
}
