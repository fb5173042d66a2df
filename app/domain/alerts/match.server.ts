import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { lotConditions } from '#app/domain/lots/conditions.server.ts';
import { resolveFilters } from '#app/domain/lots/resolve-filters.server.ts';
import { criteriaOf } from './criteria.ts';

/** Lots looked at in one statement: their rows stay in the session's memory. */
const LOTS = 1000;
/** Different searches asked in one statement. */
const SEARCHES = 100;

/** Alerts that ask the same: one look serves them all. */
export interface Search {
  query: string;
  /** For whom "what I may reserve" is asked. */
  reader: { organisationId: number | null; isPrivate: boolean };
  alerts: number[];
}

interface Row extends Record<string, unknown> {
  id: number;
  query: string;
  organisation: number | null;
  private: boolean;
}

export const idList = (ids: readonly number[]): SQL => sql`${`{${ids.join(',')}}`}::bigint[]`;

/**
 * What these lots, just published, opened or made cheaper, mean for the alerts: each that an alert looks for and has not
 * sent yet, or sent at a higher price, waits to be sent. Lots that may still be taken back, or that not everyone sees,
 * are left out: another fact comes for them. Returns how many found something.
 */
export async function matchLots(ctx: Ctx, lotIds: readonly number[]): Promise<number> {
  const touched = new Set<number>();
  for (let at = 0; at < lotIds.length; at += LOTS) {
    const some = await settled(ctx, lotIds.slice(at, at + LOTS));
    if (some.length === 0) continue;
    const searches = await searchesFor(ctx, some);
    for (let from = 0; from < searches.length; from += SEARCHES) {
      const found = await findLots(ctx, searches.slice(from, from + SEARCHES), some);
      for (const id of await keepFound(ctx, found)) touched.add(id);
    }
  }
  if (touched.size > 0) await setDue(ctx, [...touched]);
  return touched.size;
}

/** Those that everyone sees and that can no longer be taken back. */
async function settled(ctx: Ctx, ids: readonly number[]): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: number }>(sql`
    select l.id from visible_lots(null::bigint) l
     where l.id = any(${idList(ids)}) and l.status = 'published' and not may_be_unpublished(l.id) order by l.id`);
  return [...rows].map((row) => row.id);
}

/** The alerts that the place and the material of at least one lot may interest; locked, in order, until they are marked. */
async function searchesFor(ctx: Ctx, ids: readonly number[]): Promise<Search[]> {
  const rows = await ctx.db.execute<Row>(sql`
    with spot as materialized (
      select point(l.public_point[0], l.public_point[1]) as p, array_agg(distinct l.type_code) || array_agg(distinct l.family_code) as names
        from lot l where l.id = any(${idList(ids)}) group by l.public_point[0], l.public_point[1]),
    sought as materialized (select array_agg(distinct n) as names from spot, unnest(names) n),
    near as (
      select a.id from spot s join alert a on a.area @> box(s.p, s.p) and (a.wants is null or a.wants && s.names)
       where a.removed_at is null and a.paused_at is null
      union
      select a.id from alert a
       where a.removed_at is null and a.paused_at is null and a.area is null and a.wants && (select names from sought)
      union all
      select a.id from alert a where a.removed_at is null and a.paused_at is null and a.area is null and a.wants is null)
    select a.id, a.query, m.organisation_id as organisation, coalesce(o.kind = 'private_person', true) as private
      from alert a left join membership m on m.organisation_id = a.organisation_id and m.person_id = a.person_id
      left join organisation o on o.id = m.organisation_id
     where a.id in (select id from near) order by a.id for no key update of a`);
  const searches = new Map<string, Search>();
  for (const { id, query, organisation, private: isPrivate } of rows) {
    const mine = new URLSearchParams(query).has('reservable');
    const reader = mine
      ? { organisationId: organisation, isPrivate }
      : { organisationId: null, isPrivate: true };
    const key = JSON.stringify([query, reader]);
    const known = searches.get(key);
    if (known) known.alerts.push(id);
    else searches.set(key, { query, reader, alerts: [id] });
  }
  return [...searches.values()];
}

export interface Found {
  alert: number;
  lot: number;
}

/** Which of these lots answer each search. A search that can no longer be read finds nothing rather than everything. */
export async function findLots(
  ctx: Ctx,
  searches: readonly Search[],
  ids: readonly number[],
): Promise<Found[]> {
  const asked: { alerts: number[]; where: SQL }[] = [];
  for (const { query, reader, alerts } of searches) {
    const criteria = criteriaOf(query);
    if (!criteria.ok) continue;
    asked.push({ alerts, where: lotConditions(await resolveFilters(ctx, criteria.filters), reader) });
  }
  if (asked.length === 0 || ids.length === 0) return [];
  const each = asked.map(({ where }, n) => sql`(select ${n}::int as n, l.id from changed l where ${where})`);
  const rows = await ctx.db.execute<{ n: number; id: number }>(sql`
    with changed as materialized (select l.* from visible_lots(null::bigint) l where l.id = any(${idList(ids)}))
    ${sql.join(each, sql` union all `)}`);
  return [...rows].flatMap(({ n, id }) => (asked[n]?.alerts ?? []).map((alert) => ({ alert, lot: id })));
}

/** Writes what is new or cheaper as waiting; nobody hears of the lots of the organisation they act for. */
async function keepFound(ctx: Ctx, found: readonly Found[]): Promise<number[]> {
  const touched: number[] = [];
  for (let at = 0; at < found.length; at += 10_000) {
    const some = found.slice(at, at + 10_000);
    const rows = await ctx.db.execute<{ alert_id: number }>(sql`
      insert into alert_lot as kept (lot_id, alert_id)
      select l.id, a.id from unnest(${idList(some.map(({ alert }) => alert))}, ${idList(some.map(({ lot }) => lot))}) as f (alert, lot)
        join alert a on a.id = f.alert join lot l on l.id = f.lot
       where a.organisation_id is distinct from l.organisation_id order by 1, 2
      on conflict (lot_id, alert_id) do update set waiting = true, found_at = ledger.clock()
       where not kept.waiting and (select is_cheaper(l.price_cents, l.price_basis, kept.sent_price_cents, kept.sent_price_basis, l.quantity_milli)
                                     from lot l where l.id = kept.lot_id)
      returning alert_id`);
    for (const { alert_id } of rows) touched.push(alert_id);
  }
  return touched;
}

/** From now on they have something to send, at their own time. */
async function setDue(ctx: Ctx, alerts: readonly number[]): Promise<void> {
  await ctx.db.execute(sql`
    update alert a set due_at = least(a.due_at, alert_due(a.rhythm, zone_of_reader(a.person_id, a.organisation_id), (select ledger.clock())))
     where a.id = any(${idList(alerts)})`);
}
