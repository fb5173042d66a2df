import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canActOnReservation, mayReadTakers, sideOf } from '#app/domain/reservations/policy.ts';
import type { SlotChoice, SlotOfReservation, SlotView, SlotWithTakers } from './views.ts';

/** Hours a page of the list holds, at least; a day is never cut in two. */
const PAGE = 40;

const columns = sql`
  p.public_id as "publicId", to_json(p.starts_at) #>> '{}' as "startsAt", to_json(p.ends_at) #>> '{}' as "endsAt", p.capacity,
  ledger.slot_takers(p.id) as booked, p.cancel_reason_code as "cancelReason", p.ends_at <= ledger.clock() as past`;

const takers = sql`
  coalesce((select json_agg(json_build_object('name', t.name, 'slug', t.slug, 'lines', t.lines) order by t.name) from (
    select o.name, o.slug, json_agg(json_build_object('publicId', r.public_id, 'title', l.title, 'quantityMilli', r.held + r.taken, 'unit', l.unit) order by r.id) as lines
      from ledger.reservation r join lot l on l.id = r.lot_id join organisation o on o.id = r.taker_organisation_id
     where r.slot_id = p.id and (r.held > 0 or r.state = 'handed_over') group by o.id) t), '[]')`;

/** The hours of a site from a day of its own calendar on, with who comes; `next` is the day the next page begins. */
export async function slotsOfSite(
  ctx: Ctx,
  site: { id: number; zone: string },
  from: string,
): Promise<{ slots: SlotWithTakers[]; next: string | null }> {
  const since = sql`${from}::date::timestamp at time zone ${site.zone}`;
  const localDay = sql`to_char(p.starts_at at time zone ${site.zone}, 'YYYY-MM-DD')`;
  const rows = await ctx.db.execute<SlotWithTakers & Record<string, unknown>>(sql`
    with page as (select p.starts_at at time zone ${site.zone} as at from site_slot p
       where p.site_id = ${site.id} and p.starts_at >= ${since} order by p.starts_at limit ${PAGE})
    select ${columns}, ${localDay} as day, ${mayReadTakers(ctx.actor) ? takers : sql`null::json`} as takers
      from site_slot p where p.site_id = ${site.id} and p.starts_at >= ${since}
       and (p.starts_at at time zone ${site.zone})::date <= (select max(at)::date from page)
     order by p.starts_at, p.id`);
  const slots = [...rows];
  const last = slots.at(-1)?.day;
  if (last === undefined) return { slots, next: null };
  const [more] = await ctx.db.execute<{ day: string | null }>(sql`
    select ${localDay} as day from site_slot p
     where p.site_id = ${site.id} and p.starts_at >= (${last}::date + 1)::timestamp at time zone ${site.zone} order by p.starts_at limit 1`);
  return { slots, next: more?.day ?? null };
}

/** One hour of a site, with who comes; null when it is not there. */
export async function slotOfSite(
  ctx: Ctx,
  site: { id: number; zone: string },
  publicId: string,
): Promise<SlotWithTakers | null> {
  const [row] = await ctx.db.execute<SlotWithTakers & Record<string, unknown>>(sql`
    select ${columns}, to_char(p.starts_at at time zone ${site.zone}, 'YYYY-MM-DD') as day,
           ${mayReadTakers(ctx.actor) ? takers : sql`null::json`} as takers
      from site_slot p where p.site_id = ${site.id} and p.public_id = ${publicId}::uuid`);
  return row ?? null;
}

/** An hour that suits lot `l` of a site in `zone`: to come, standing, within the lot's dates. */
const suits = (zone: SQL) => sql`
  p.site_id = l.site_id and p.cancelled_at is null and p.ends_at > ledger.clock()
  and (l.available_from is null or p.starts_at >= l.available_from::timestamp at time zone ${zone})
  and (l.available_until is null or p.ends_at <= (l.available_until + 1)::timestamp at time zone ${zone})`;

const zone = sql`zone_of(c.departement_code)`;

/** What the page of a reservation says of its hour. `id` as inside. */
export async function slotOfReservation(ctx: Ctx, id: number): Promise<SlotOfReservation> {
  const [row] = await ctx.db.execute<SlotOfReservation & Record<string, unknown>>(sql`
    select case when b.id is null then null else json_build_object('startsAt', b.starts_at, 'endsAt', b.ends_at) end as current,
           (select count(*)::int from site_slot p where ${suits(zone)}) as open
      from ledger.reservation r join lot l on l.id = r.lot_id join site s on s.id = l.site_id join commune c on c.code = s.commune_code
      left join site_slot b on b.id = r.slot_id where r.id = ${id}`);
  return row ?? { current: null, open: 0 };
}

interface Found extends Record<string, unknown> {
  id: number;
  takerOrganisationId: number;
  holderOrganisationId: number;
  siteId: number;
  siteName: string;
  sitePublicId: string;
  other: string;
  lot: string;
  zone: string;
  expiresAt: string;
  state: string;
}

/**
 * The hours one side may choose for a reservation, with the other lines of the same taker on the same site that may
 * come along. Null for a stranger, and once nothing may be chosen any more; refused to who may not act for its side.
 */
export async function slotsToChoose(ctx: Ctx, publicId: string): Promise<SlotChoice | null> {
  const me = ctx.actor.organisation?.id;
  if (me === undefined) return null;
  const [found] = await ctx.db.execute<Found>(sql`
    select r.id, r.taker_organisation_id as "takerOrganisationId", r.holder_organisation_id as "holderOrganisationId", l.site_id as "siteId",
           s.name as "siteName", s.public_id as "sitePublicId", case when r.holder_organisation_id = ${me} then k.name else h.name end as other,
           l.title as lot, ${zone} as zone, to_json(r.expires_at) #>> '{}' as "expiresAt", r.state
      from ledger.reservation r join lot l on l.id = r.lot_id join site s on s.id = l.site_id join commune c on c.code = s.commune_code
      join organisation h on h.id = r.holder_organisation_id join organisation k on k.id = r.taker_organisation_id
     where r.public_id = ${publicId}::uuid and r.state in ('accepted', 'scheduled')
       and (r.expiry_suspended or r.expires_at > ledger.clock())`);
  const side = found ? sideOf(ctx.actor, found) : null;
  if (!found || !side || !mayReadTakers(ctx.actor)) return null;
  if (!canActOnReservation(ctx.actor, found)) return refuse('forbidden');
  const lines = await ctx.db.execute<SlotChoice['lines'][number] & Record<string, unknown>>(sql`
    select r.public_id as "publicId", l.title, r.held as "quantityMilli", l.unit, p.public_id as slot,
           r.id = a.id or (r.visit_id is not null and r.visit_id = a.visit_id) or (r.slot_id is not null and r.slot_id = a.slot_id) as together
      from ledger.reservation a, ledger.reservation r join lot l on l.id = r.lot_id left join site_slot p on p.id = r.slot_id
     where a.id = ${found.id} and r.taker_organisation_id = a.taker_organisation_id and l.site_id = ${found.siteId}
       and r.state in ('accepted', 'scheduled') and not r.expiry_suspended and (r.expires_at > ledger.clock() or r.id = a.id)
     order by r.id <> a.id, r.id limit 100`);
  const slots = await ctx.db.execute<SlotChoice['slots'][number] & Record<string, unknown>>(sql`
    select ${columns}, p.id = r.slot_id as mine,
           not exists (select from ledger.reservation o where o.slot_id = p.id and o.held > 0 and o.taker_organisation_id = r.taker_organisation_id)
             and ledger.slot_takers(p.id) >= p.capacity as full
      from ledger.reservation r join lot l on l.id = r.lot_id join site_slot p on ${suits(sql`${found.zone}`)}
     where r.id = ${found.id} order by p.starts_at, p.id limit 200`);
  const [current] = await ctx.db.execute<SlotView & Record<string, unknown>>(sql`
    select ${columns} from ledger.reservation r join site_slot p on p.id = r.slot_id where r.id = ${found.id}`);
  const { siteName: name, sitePublicId, other, lot, expiresAt } = found;
  return {
    ...{ side, site: { publicId: sitePublicId, name }, other, lot, zone: found.zone, expiresAt },
    current: current ?? null,
    lines: [...lines],
    slots: [...slots].map((one) => ({ ...one, mine: Boolean(one.mine) })),
  };
}
