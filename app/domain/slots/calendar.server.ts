import { type SQL, sql } from 'drizzle-orm';
import type { Ctx, Locale } from '#app/domain/context.ts';
import { mayReadTakers, sideOf } from '#app/domain/reservations/policy.ts';
import type { Side } from '#app/domain/reservations/vocabulary.ts';
import type { Unit } from '#app/i18n/format.ts';

/** An appointment as a calendar shows it. The place is there only while it may be shown. */
export interface Appointment {
  uid: string;
  side: Side;
  startsAt: string;
  endsAt: string;
  /** how many times it changed */
  changes: number;
  changedAt: string;
  cancelled: boolean;
  site: string;
  commune: string;
  other: string;
  address: string | null;
  accessNote: string | null;
  lines: { publicId: string; title: string; quantityMilli: number; unit: Unit }[];
}

/** Appointments older than this are nobody's calendar any more. */
const KEPT = '60 days';

/** Lines that still come: held within their deadline, or handed over. */
const comes = sql`(r.state = 'handed_over' or (r.held > 0 and (r.expiry_suspended or r.expires_at > ledger.clock())))`;

async function appointments(ctx: Ctx, side: SQL, which: SQL): Promise<Appointment[]> {
  const reads = sql`case when ${side} = 'taker' then w.taker_reads else w.holder_reads end`;
  const rows = await ctx.db.execute<Appointment & { stands: boolean } & Record<string, unknown>>(sql`
    select b.public_id as uid, ${side} as side, to_json(p.starts_at) #>> '{}' as "startsAt", to_json(p.ends_at) #>> '{}' as "endsAt",
           b.changes, to_json(b.changed_at) #>> '{}' as "changedAt", coming.lines is null as cancelled, s.name as site, c.name as commune,
           case when ${side} = 'taker' then h.name else k.name end as other,
           case when coming.shown then coalesce(coming.place, s.address) end as address,
           case when coming.shown then s.access_note end as "accessNote", coalesce(coming.lines, '[]') as lines
      from slot_booking b join site_slot p on p.id = b.slot_id join site s on s.id = p.site_id join commune c on c.code = s.commune_code
      join organisation k on k.id = b.taker_organisation_id join organisation h on h.id = s.organisation_id
      cross join lateral (
        select json_agg(json_build_object('publicId', r.public_id, 'title', l.title, 'quantityMilli', r.held + r.taken, 'unit', l.unit) order by r.id) as lines,
               min(l.pickup_place) filter (where ${reads}) as place, bool_or(${reads}) as shown
          from ledger.reservation r join lot l on l.id = r.lot_id join ledger.reservation_place w on w.reservation_id = r.id
         where r.slot_id = b.slot_id and r.taker_organisation_id = b.taker_organisation_id and ${comes}) coming
     where p.ends_at > ledger.clock() - ${KEPT}::interval and ${which} order by p.starts_at, b.public_id limit 1000`);
  return [...rows];
}

/**
 * The appointment of a reservation for one of its two sides, after those of the same taker on the same site that no
 * longer take place. Null for a stranger, and when none was ever made.
 */
export async function appointmentsOf(ctx: Ctx, publicId: string): Promise<Appointment[] | null> {
  const [found] = await ctx.db.execute<{
    takerOrganisationId: number;
    holderOrganisationId: number;
    siteId: number;
    slotId: number | null;
  }>(sql`
    select r.taker_organisation_id as "takerOrganisationId", r.holder_organisation_id as "holderOrganisationId", l.site_id as "siteId",
           r.slot_id as "slotId" from ledger.reservation r join lot l on l.id = r.lot_id where r.public_id = ${publicId}::uuid`);
  const side = found ? sideOf(ctx.actor, found) : null;
  if (!found || !side || !mayReadTakers(ctx.actor)) return null;
  const all = await appointments(
    ctx,
    sql`${side}::text`,
    sql`b.taker_organisation_id = ${found.takerOrganisationId} and p.site_id = ${found.siteId}
      and (coming.lines is null or p.id = ${found.slotId}::bigint)`,
  );
  return all.length > 0 ? all : null;
}

/** Whose calendar a private address is: null once it was renewed. */
export async function ownerOfFeed(ctx: Ctx, number: string): Promise<{ id: number; locale: Locale } | null> {
  const [row] = await ctx.db.execute<{ id: number; locale: Locale }>(sql`
    select p.id, p.locale from calendar_feed f join person p on p.id = f.person_id where f.number = ${number}::uuid`);
  return row ?? null;
}

/** Everything a person goes to, or receives on the sites of their organisations. */
export function appointmentsOfPerson(ctx: Ctx, personId: number): Promise<Appointment[]> {
  const mine = sql`(select m.organisation_id from membership m where m.person_id = ${personId} and m.role <> 'analyst')`;
  return appointments(
    ctx,
    sql`case when b.taker_organisation_id in ${mine} then 'taker' else 'holder' end`,
    sql`(b.taker_organisation_id in ${mine} or s.organisation_id in ${mine})`,
  );
}

/** The number of one's own private address; null before one was asked for. */
export async function myFeed(ctx: Ctx): Promise<string | null> {
  const [row] = await ctx.db.execute<{ number: string }>(
    sql`select number from calendar_feed where person_id = ${ctx.actor.person?.id ?? null}::bigint`,
  );
  return row?.number ?? null;
}
