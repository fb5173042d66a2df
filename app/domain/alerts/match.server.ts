import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { lotConditions } from '#app/domain/lots/conditions.server.ts';
import { resolveFilters } from '#app/domain/lots/resolve-filters.server.ts';
import { criteriaOf } from './criteria.ts';

/** Lots looked at together. */
const LOTS = 10_000;
/** What is found, written in one statement. */
const ROWS = 5000;
/** Different searches asked in one statement. */
const SEARCHES = 100;

/** Alerts that ask the same: one look serves them all. */
export interface Search {
  query: string;
  /** For whom "what I may reserve" is asked. */
  reader: { organisationId: number | null; isPrivate: boolean };
  alerts: number[];
  /** The lots that may answer it, by their material and their place. */
  lots: readonly number[];
}

/** A lot at a glance. */
interface Glance extends Record<string, unknown> {
  id: number;
  type: string;
  family: string;
  x: number;
  y: number;
}

interface Row extends Record<string, unknown> {
  id: number;
  query: string;
  wants: string[] | null;
  /** west, south, east, north in metres of mercator */
  area: number[] | null;
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
      const found = await findLots(ctx, searches.slice(from, from + SEARCHES));
      for (const id of await keepFound(ctx, found)) touched.add(id);
    }
  }
  if (touched.size > 0) await setDue(ctx, [...touched]);
  return touched.size;
}

/** Those that everyone sees and that can no longer be taken back. */
async function settled(ctx: Ctx, ids: readonly number[]): Promise<Glance[]> {
  const rows = await ctx.db.execute<Glance>(sql`
    select l.id, l.type_code as type, l.family_code as family, l.public_point[0] as x, l.public_point[1] as y
      from visible_lots(null::bigint) l
     where l.id = any(${idList(ids)}) and l.status = 'published' and not may_be_unpublished(l.id) order by l.id`);
  return [...rows];
}

/** The alerts that the place and the material of at least one lot may interest. */
async function searchesFor(ctx: Ctx, lots: readonly Glance[]): Promise<Search[]> {
  const ids = lots.map(({ id }) => id);
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
    select a.id, a.query, a.wants, case when a.area is not null
             then array[(a.area[1])[0], (a.area[1])[1], (a.area[0])[0], (a.area[0])[1]] end as area, m.organisation_id as organisation, coalesce(o.kind = 'private_person', true) as private
      from alert a left join membership m on m.organisation_id = a.organisation_id and m.person_id = a.person_id
      left join organisation o on o.id = m.organisation_id
     where a.id in (select id from near) order by a.id`);
  const searches = new Map<string, Search>();
  const pick = picker(lots);
  for (const { id, query, wants, area, organisation, private: isPrivate } of rows) {
    const mine = new URLSearchParams(query).has('reservable');
    const reader = mine
      ? { organisationId: organisation, isPrivate }
      : { organisationId: null, isPrivate: true };
    const key = JSON.stringify([query, reader]);
    const known = searches.get(key);
    if (known) known.alerts.push(id);
    else searches.set(key, { query, reader, alerts: [id], lots: pick(wants, area) });
  }
  return [...searches.values()];
}

/** The lots of these materials within that box. */
function picker(lots: readonly Glance[]) {
  const named = new Map<string, Glance[]>();
  for (const lot of lots) {
    for (const name of [lot.type, lot.family]) {
      const known = named.get(name);
      if (known) known.push(lot);
      else named.set(name, [lot]);
    }
  }
  return (wants: string[] | null, area: number[] | null): number[] => {
    const some = wants ? [...new Set(wants.flatMap((name) => named.get(name) ?? []))] : lots;
    const [west = 0, south = 0, east = 0, north = 0] = area ?? [];
    const inside = ({ x, y }: Glance) => x >= west && x <= east && y >= south && y <= north;
    return (area ? some.filter(inside) : some).map(({ id }) => id);
  };
}

interface Found {
  alert: number;
  lot: number;
}

/** Which of its lots answer each search. A search that can no longer be read finds nothing rather than everything. */
export async function findLots(ctx: Ctx, searches: readonly Search[]): Promise<Found[]> {
  const asked: (Search & { where: SQL })[] = [];
  for (const search of searches) {
    const criteria = criteriaOf(search.query);
    if (!criteria.ok || search.lots.length === 0) continue;
    const where = lotConditions(await resolveFilters(ctx, criteria.filters), search.reader);
    asked.push({ ...search, where });
  }
  if (asked.length === 0) return [];
  const each = asked.map(
    ({ lots, where }, n) =>
      sql`(select ${n}::int as n, l.id from visible_lots(null::bigint) l where l.id = any(${idList(lots)}) and ${where})`,
  );
  const rows = await ctx.db.execute<{ n: number; id: number }>(sql`${sql.join(each, sql` union all `)}`);
  return [...rows].flatMap(({ n, id }) => (asked[n]?.alerts ?? []).map((alert) => ({ alert, lot: id })));
}

/** Writes what is new or cheaper as waiting; nobody hears of the lots of the organisation they act for. */
async function keepFound(ctx: Ctx, found: readonly Found[]): Promise<number[]> {
  const touched: number[] = [];
  for (let at = 0; at < found.length; at += ROWS) {
    const some = found.slice(at, at + ROWS);
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

/**
 * From now on they have something to send, at their own time. The alerts themselves are held only here, at the end: their
 * people change them meanwhile.
 */
async function setDue(ctx: Ctx, alerts: readonly number[]): Promise<void> {
  await ctx.db.execute(sql`
    update alert a set due_at = least(a.due_at, alert_due(a.rhythm, zone_of_reader(a.person_id, a.organisation_id), (select ledger.clock())))
     where a.id in (select id from alert where id = any(${idList(alerts)}) and paused_at is null and removed_at is null
                     order by id for no key update)`);
}
