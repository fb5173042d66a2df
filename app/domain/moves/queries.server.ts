import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { DayAhead, Some, TouchedLot, TouchedReservation, WhatCloses, WhatMoves } from './views.ts';

const SHOWN = 200;

/** Everything here is of a site the caller has found to be the actor's own. `page` counts from 1. */
interface Asked {
  siteId: number;
  page?: number;
}

async function some<T>(ctx: Ctx, query: (bounds: SQL) => SQL, total: number, page = 1): Promise<Some<T>> {
  const pages = Math.max(1, Math.ceil(total / SHOWN));
  const at = Math.min(Math.max(1, page), pages);
  const rows = await ctx.db.execute(query(sql`limit ${SHOWN} offset ${(at - 1) * SHOWN}`));
  return { rows: [...rows] as unknown as T[], total, page: at, pages };
}

const inUse = (siteId: number): SQL => sql`l.id = any (ledger.lots_in_use(${siteId}::bigint))`;

/** Lots with the window each has and would have `days` later. */
const lotsOf = (siteId: number, days: number, which: SQL) => (bounds: SQL) =>
  sql`
  select l.public_id as "publicId", l.title, l.status, l.unit, l.available_from::text as "from", l.available_until::text as "until",
         w.starts::text as "fromAfter", w.ends::text as "untilAfter",
         coalesce(x.held, 0) as "heldMilli",
         coalesce(s.available + s.held, 0) as "remainingMilli"
    from lot l join ledger.lot_fact f on f.lot_id = l.id cross join lateral ledger.moved_window(f, ${days}::int) w
    left join ledger.stock s on s.lot_id = l.id left join ledger.stock_left x on x.lot_id = l.id
   where ${inUse(siteId)} and ${which} order by l.id ${bounds}`;

/** Holds that stand, with the deadline each would have. */
const holdsOf = (siteId: number, days: number, which: SQL) => (bounds: SQL) =>
  sql`
  select r.public_id as "publicId", k.name as taker, l.title as lot, r.held as "quantityMilli", l.unit, r.state,
         to_json(r.expires_at) #>> '{}' as "expiresAt",
         to_json(ledger.moved_deadline(r, jsonb_populate_record(f, jsonb_build_object('available_from', w.starts, 'available_until', w.ends)),
           ${days}::int)) #>> '{}' as "expiresAfter"
    from ledger.reservation r join lot l on l.id = r.lot_id join organisation k on k.id = r.taker_organisation_id
    join ledger.lot_fact f on f.lot_id = l.id cross join lateral ledger.moved_window(f, ${days}::int) w
   where ${inUse(siteId)} and r.held > 0 and ${which} order by k.name, r.id ${bounds}`;

const stands = sql`r.state <> 'offered' and (r.expiry_suspended or r.expires_at > ledger.clock())`;
const moves = sql`ledger.moves_with_works(r) and r.expires_at > ledger.clock()`;

interface MoveTotals extends Record<string, unknown> {
  seen: string;
  lots: number;
  windows: number;
  reservations: number;
  takers: number;
  begun: number;
  slots: number;
  first: string | null;
  firstAfter: string | null;
  daysOff: number;
  past: boolean;
}

/** What a move by `days` (negative: earlier) would touch, with its dates before and after. */
export async function whatMoves(
  ctx: Ctx,
  { siteId, days, page }: Asked & { days: number },
): Promise<WhatMoves> {
  const [sums] = await ctx.db.execute<MoveTotals>(sql`
    with place as (select c.departement_code as departement, zone_of(c.departement_code) as zone
                     from site s join commune c on c.code = s.commune_code where s.id = ${siteId}),
      windows as (select count(*)::int as lots,
          count(*) filter (where (w.starts, w.ends) is distinct from (f.available_from, f.available_until))::int as windows
        from lot l join ledger.lot_fact f on f.lot_id = l.id cross join lateral ledger.moved_window(f, ${days}::int) w where ${inUse(siteId)}),
      holds as (select count(*) filter (where ${moves})::int as reservations,
          count(distinct r.taker_organisation_id) filter (where ${moves})::int as takers, count(*) filter (where r.expiry_suspended)::int as begun
        from ledger.reservation r join lot l on l.id = r.lot_id where ${inUse(siteId)} and r.held > 0),
      hours as (select count(*)::int as slots, min(a.starts_at) as first, min(ledger.days_later(a.starts_at, ${days}::int, zone)) as after,
          count(*) filter (where ledger.day_off(departement, (ledger.days_later(a.starts_at, ${days}::int, zone) at time zone zone)::date))::int as off
        from place cross join ledger.slots_ahead(${siteId}::bigint) a)
    select ledger.site_seen(${siteId}::bigint) as seen, lots, windows, reservations, takers, begun, slots, to_json(first) #>> '{}' as first,
           to_json(after) #>> '{}' as "firstAfter", off as "daysOff", coalesce(after <= ledger.clock(), false) as past
      from windows, holds, hours`);
  if (!sums) throw new Error(`site ${siteId} is not there`);
  const { seen, lots, windows, reservations, takers, begun, slots, first, firstAfter, daysOff, past } = sums;
  return {
    ...{ seen, windows, takers, begun },
    lots: await some<TouchedLot>(ctx, lotsOf(siteId, days, sql`true`), lots, page),
    reservations: await some<TouchedReservation>(ctx, holdsOf(siteId, days, moves), reservations, page),
    slots: { count: slots, first, firstAfter, daysOff, past },
  };
}

/** Days to come of which hours can be called off, the nearest first, at most 60. */
export async function daysAhead(ctx: Ctx, siteId: number): Promise<DayAhead[]> {
  const rows = await ctx.db.execute<DayAhead & Record<string, unknown>>(sql`
    select (p.starts_at at time zone zone_of(c.departement_code))::date::text as day, count(distinct p.id)::int as slots,
           count(r.id)::int as reservations, coalesce(json_agg(distinct k.name) filter (where k.id is not null), '[]') as takers
      from site s join commune c on c.code = s.commune_code join site_slot p on p.site_id = s.id
      left join ledger.reservation r on r.slot_id = p.id and r.held > 0 left join organisation k on k.id = r.taker_organisation_id
     where s.id = ${siteId} and p.cancelled_at is null and p.ends_at > ledger.clock() group by 1 order by 1 limit 60`);
  return [...rows];
}

interface CloseTotals extends Record<string, unknown> {
  seen: string;
  lots: number;
  drafts: number;
  reservations: number;
  waiting: number;
  takers: number;
  slots: number;
}

/** What closing would end. */
export async function whatCloses(ctx: Ctx, { siteId, page }: Asked): Promise<WhatCloses> {
  const [sums] = await ctx.db.execute<CloseTotals>(sql`
    with remains as (select count(*) filter (where s.available + s.held > 0)::int as lots, count(*) filter (where l.status = 'draft')::int as drafts
        from lot l left join ledger.stock s on s.lot_id = l.id where ${inUse(siteId)}),
      who as (select r.taker_organisation_id as taker, true as holds
          from ledger.reservation r join lot l on l.id = r.lot_id where ${inUse(siteId)} and r.held > 0 and ${stands}
        union all select w.taker_organisation_id, false
          from ledger.waiting w join lot l on l.id = w.lot_id where ${inUse(siteId)} and w.state in ('waiting', 'offered')),
      holds as (select count(*) filter (where holds)::int as reservations, count(*) filter (where not holds)::int as waiting,
          count(distinct taker)::int as takers from who),
      hours as (select count(*)::int as slots from site_slot where site_id = ${siteId} and cancelled_at is null and ends_at > ledger.clock())
    select ledger.site_seen(${siteId}::bigint) as seen, * from remains, holds, hours`);
  if (!sums) throw new Error(`site ${siteId} is not there`);
  const { seen, lots, drafts, reservations, waiting, takers, slots } = sums;
  const begun = await ctx.db.execute<WhatCloses['begun'][number] & Record<string, unknown>>(sql`
    select r.public_id as "publicId", k.name as taker, l.title as lot from ledger.handovers_begun(${siteId}::bigint) r
      join lot l on l.id = r.lot_id join organisation k on k.id = r.taker_organisation_id order by r.id limit ${SHOWN}`);
  return {
    ...{ seen, drafts, waiting, takers, slots },
    lots: await some<TouchedLot>(ctx, lotsOf(siteId, 1, sql`s.available + s.held > 0`), lots, page),
    reservations: await some<TouchedReservation>(ctx, holdsOf(siteId, 1, stands), reservations, page),
    begun: [...begun],
  };
}

/** What an act on this site, done under this key, answered: what its page says once it is done. Null for another act, site or organisation. */
export async function doneOn<T extends Record<string, unknown>>(
  ctx: Ctx,
  siteId: number,
  name: 'site.postpone' | 'site.cancel-day' | 'site.close',
  key: string | null,
): Promise<T | null> {
  if (!key || !ctx.actor.organisation) return null;
  const [row] = await ctx.db.execute<{ answer: T }>(sql`
    select answer from command where organisation_id = ${ctx.actor.organisation.id} and key = ${key}::uuid and name = ${name}
       and (answer ->> 'site')::bigint = ${siteId}`);
  return row?.answer ?? null;
}
