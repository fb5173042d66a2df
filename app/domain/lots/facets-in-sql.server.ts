import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { indexedConditions, isIndexed, isReservable, otherConditions } from './conditions.server.ts';
import { BOUNDS, within } from './find-in-sql.server.ts';
import type { Facets, Reader, ResolvedFilters } from './market-index.ts';
import type { Condition, Family } from './vocabulary.ts';

/** Lots looked at for one criterion: beyond, the counts say "at least". */
export const FACET_BOUND = { lots: 2_000 };

interface Counted extends Record<string, unknown> {
  looked: number;
  total: number;
  types: Record<string, number>;
  conditions: Partial<Record<Condition, number>>;
  free: number;
  reservable: number;
}

/** By what an index knows, cut short after 2,001 lots; when nothing is indexed or that is slow, among the newest 2,000. */
async function countsOf(ctx: Ctx, filters: ResolvedFilters, reader: Reader): Promise<Counted> {
  const lots = sql`visible_lots(${reader.organisationId}::bigint) l where ${indexedConditions(filters)} limit ${FACET_BOUND.lots + 1}`;
  const [row] =
    (isIndexed(filters) && (await within<Counted>(ctx, BOUNDS.ms, counting(filters, reader, lots)))) || [];
  if (row) return row;
  const newest = sql`(select n.* from lot n where n.status = 'published' order by n.published_at desc, n.id desc limit ${FACET_BOUND.lots}) l
    where ${indexedConditions(filters)} and exists (select from visible_lots(${reader.organisationId}::bigint) v where v.id = l.id offset 0)`;
  const [some] = await ctx.db.execute<Counted>(counting(filters, reader, newest));
  const [beyond] = await ctx.db.execute<{ n: number }>(
    sql`select 1 as n from lot n where n.status = 'published' order by n.published_at desc, n.id desc offset ${FACET_BOUND.lots} limit 1`,
  );
  return { ...NO_COUNT, ...some, looked: beyond ? FACET_BOUND.lots + 1 : (some?.looked ?? 0) };
}

const NO_COUNT: Counted = { looked: 0, total: 0, types: {}, conditions: {}, free: 0, reservable: 0 };

/** Plan at a million: a scan cut short, then counted from memory; 3 to 20 ms. */
const counting = (filters: ResolvedFilters, reader: Reader, from: SQL): SQL => sql`
  with looked as materialized (
    select l.type_code, l.condition, coalesce(l.price_cents = 0, false) as free, ${isReservable(reader)} as reservable,
           ${otherConditions(filters, reader)} as answers from ${from}),
  kept as (select * from looked where answers)
  select (select count(*)::int from looked) as looked, (select count(*)::int from kept) as total,
         (select coalesce(jsonb_object_agg(type_code, n), '{}') from (select type_code, count(*) as n from kept group by 1) x) as types,
         (select coalesce(jsonb_object_agg(condition, n), '{}') from (select condition, count(*) as n from kept group by 1) x) as conditions,
         (select count(*)::int from kept where free) as free, (select count(*)::int from kept where reservable) as reservable`;

/** For each criterion the counts without it; a criterion that is not set shares those of all. */
export async function facetsInSql(ctx: Ctx, filters: ResolvedFilters, reader: Reader): Promise<Facets> {
  const all = countsOf(ctx, filters, reader);
  const without = (isSet: boolean, loosened: Partial<ResolvedFilters>) =>
    isSet ? countsOf(ctx, { ...filters, ...loosened }, reader) : all;
  const [base, types, conditions, free, reservable] = await Promise.all([
    all,
    without(filters.types !== null, { types: null }),
    without(filters.conditions !== null, { conditions: null }),
    without(filters.free, { free: false }),
    without(filters.reservableOnly, { reservableOnly: false }),
  ]);
  const atLeast = [base, types, conditions, free, reservable].some(({ looked }) => looked > FACET_BOUND.lots);
  return {
    total: base.total,
    families: familiesOf(types.types),
    types: types.types,
    conditions: conditions.conditions,
    free: free.free,
    reservable: reservable.reservable,
    ...(atLeast ? { atLeast } : {}),
  };
}

function familiesOf(types: Record<string, number>): Partial<Record<Family, number>> {
  const families: Partial<Record<Family, number>> = {};
  for (const [type, n] of Object.entries(types)) {
    const family = type.slice(0, 3) as Family;
    families[family] = (families[family] ?? 0) + n;
  }
  return families;
}
