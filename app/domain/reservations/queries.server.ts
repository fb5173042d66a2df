import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { mayReadPlace, placeNeeds } from './disclosure.ts';
import { mayReadTakers, sideOf } from './policy.ts';
import type { ReservationCard, ReservationPageView } from './views.ts';

/** Cards of both sides: `r` reservation, `l` lot, `s` site, `h` holder, `k` taker, `d` hand-over, `me` the acting organisation. */
export const cardColumns = (me: SQL): SQL => sql`
  r.public_id as "publicId", (select v.public_id from ledger.visit v where v.id = r.visit_id) as visit, case when r.holder_organisation_id = ${me} then 'holder' else 'taker' end as side,
  r.state, case when r.held > 0 then r.held else r.qty end as "quantityMilli", r.taken as "takenMilli", l.unit,
  json_build_object('publicId', l.public_id, 'title', l.title, 'family', l.family_code, 'photoSha256',
    (select f.sha256 from lot_photo p join stored_file f on f.id = p.file_id where p.lot_id = l.id order by p.position, p.id limit 1)) as lot,
  json_build_object('publicId', s.public_id, 'name', s.name) as site, c.name as commune,
  case when r.holder_organisation_id = ${me} then json_build_object('name', k.name, 'kind', k.kind, 'slug', k.slug, 'capacity', capacity_of(k.kind, k.legal_status), 'verified', k.verified_at is not null)
       else json_build_object('name', h.name, 'kind', h.kind, 'slug', h.slug, 'capacity', capacity_of(h.kind, h.legal_status), 'verified', h.verified_at is not null) end as other,
  to_json(r.expires_at) #>> '{}' as "expiresAt", r.expiry_suspended as "expirySuspended",
  r.held > 0 and not r.expiry_suspended and r.expires_at <= ledger.clock() as lapsed,
  to_json(r.requested_at) #>> '{}' as "requestedAt", to_json(r.closed_at) #>> '{}' as "closedAt",
  zone_of(c.departement_code) as zone, d.state as handover,
  r.state in ('accepted', 'scheduled') and d.state is not null
    and (d.state = 'disputed' or case when r.holder_organisation_id = ${me} then d.holder_at is null else d.taker_at is null end) as "awaitsMe"`;

/** What the rule of disclosure asks of `r`, from `w` (ledger.reservation_place). */
export const disclosureColumns = sql`w.at_once as "atOnce", w.booked, w.proven`;

/** Between which hours people call each other, by the clock of the site in commune `c`: the hours in which deadlines fall. */
export const callHours = (c: SQL): SQL => sql`(
  select json_build_object('from', left(y.day_starts::text, 5), 'until', left(y.day_ends::text, 5),
    'now', (ledger.clock() at time zone zone_of(${c}.departement_code))::time between y.day_starts and y.day_ends) from ledger.delay y)`;

export const joins = sql`
  join lot l on l.id = r.lot_id join site s on s.id = l.site_id join commune c on c.code = s.commune_code
  join organisation h on h.id = r.holder_organisation_id join organisation k on k.id = r.taker_organisation_id
  left join ledger.handover d on d.reservation_id = r.id and d.state <> 'cancelled'`;

/** What somebody asked for: an offer of the waitlist is shown there, until it is taken. */
const asked = sql`(r.waiting_id is null or exists (select from ledger.waiting w where w.id = r.waiting_id and w.state = 'taken'
  and not exists (select from ledger.reservation later where later.waiting_id = w.id and later.id > r.id)))`;

/** Reservations of the acting organisation, newest first, at most 200 of each side. */
export async function myReservations(
  ctx: Ctx,
): Promise<{ asTaker: ReservationCard[]; asHolder: ReservationCard[] }> {
  const organisation = ctx.actor.organisation;
  if (!organisation || organisation.role === 'analyst') return { asTaker: [], asHolder: [] };
  const me = sql`${organisation.id}::bigint`;
  const of = async (column: SQL) => [
    ...(await ctx.db.execute<ReservationCard & Record<string, unknown>>(sql`
      select ${cardColumns(me)} from ledger.reservation r ${joins} where ${column} = ${me} and ${asked} order by r.id desc limit 200`)),
  ];
  const asTaker = await of(sql`r.taker_organisation_id`);
  return { asTaker, asHolder: await of(sql`r.holder_organisation_id`) };
}

/** Open requests on one site or lot for its holder; used by the site's and the lot's pages. */
export async function reservationsOfLot(ctx: Ctx, lotPublicId: string): Promise<ReservationCard[]> {
  const organisation = ctx.actor.organisation;
  if (!organisation || organisation.role === 'analyst' || !mayReadTakers(ctx.actor)) return [];
  const me = sql`${organisation.id}::bigint`;
  return [
    ...(await ctx.db.execute<ReservationCard & Record<string, unknown>>(sql`
      select ${cardColumns(me)} from ledger.reservation r ${joins}
       where l.public_id = ${lotPublicId}::uuid and (r.holder_organisation_id = ${me} or r.taker_organisation_id = ${me})
         and ${asked} order by r.id desc limit 200`)),
  ];
}

export async function reservationsOfSite(ctx: Ctx, sitePublicId: string): Promise<ReservationCard[]> {
  const organisation = ctx.actor.organisation;
  if (!organisation || organisation.role === 'analyst' || !mayReadTakers(ctx.actor)) return [];
  const me = sql`${organisation.id}::bigint`;
  return [
    ...(await ctx.db.execute<ReservationCard & Record<string, unknown>>(sql`
      select ${cardColumns(me)} from ledger.reservation r ${joins}
       where s.public_id = ${sitePublicId}::uuid and r.holder_organisation_id = ${me} and ${asked} order by r.id desc limit 200`)),
  ];
}

const side = (name: 'holder' | 'taker'): SQL => {
  const at = (column: string) => sql.raw(`d.${name}_${column}`);
  return sql`case when ${at('at')} is null then null else json_build_object('qtyMilli', ${at('qty')}, 'massG', ${at('mass_g')},
    'evidence', ${at('evidence')}, 'pickedUpOn', ${at('picked_up_on')}, 'identicalUse', ${at('identical_use')}, 'at', ${at('at')}) end`;
};

/** One reservation for one of its two sides; null for everyone else. The place is null until it may be shown. */
export async function reservationPage(ctx: Ctx, publicId: string): Promise<ReservationPageView | null> {
  const organisation = ctx.actor.organisation;
  if (!organisation || organisation.role === 'analyst') return null;
  const me = sql`${organisation.id}::bigint`;
  const [row] = await ctx.db.execute<ReservationPageView & Record<string, unknown>>(sql`
    select ${cardColumns(me)}, r.id, (select w.public_id from ledger.waiting w where w.id = r.waiting_id) as waiting, r.lot_id as "lotId", l.site_id as "siteId", r.holder_organisation_id as "holderOrganisationId",
      r.taker_organisation_id as "takerOrganisationId", r.held as "heldMilli", r.freed as "freedMilli", r.close_reason_code as "closeReason", l.step_milli as "stepMilli",
      r.purpose, r.substitution, case when g.code is null then null else json_build_object('code', g.code, 'name', g.name) end as destination,
      to_json(r.accepted_at) #>> '{}' as "acceptedAt", ${disclosureColumns},
      coalesce(r.concluded_price_cents, r.announced_price_cents) as "priceCents", r.price_basis as "priceBasis", r.price_tax as "priceTax", r.vat_permille as "vatPermille",
      l.unit_mass_g as "unitMassG", l.mass_low_g as "massLowG", l.mass_high_g as "massHighG", l.mass_basis as "massBasis",
      coalesce((select json_agg(json_build_object('kind', n.kind, 'body', n.body, 'at', n.at, 'by', o.name) order by n.id)
                  from reservation_note n left join organisation o on o.id = n.organisation_id where n.reservation_id = r.id), '[]') as notes,
      case when d.id is null then null else json_build_object('state', d.state, 'confirmedAt', d.confirmed_at,
        'holder', ${side('holder')}, 'taker', ${side('taker')}) end as "handoverDetail",
      (select json_build_object('said', n.said, 'tickedAt', n.ticked_at) from reservation_condition n where n.reservation_id = r.id) as conditions,
      json_build_object('address', coalesce(l.pickup_place, s.address), 'lon', s.lon, 'lat', s.lat, 'accessNote', s.access_note, 'pickupHours', coalesce(l.pickup_hours, s.pickup_hours),
        'holderContact', json_build_object('name', coalesce(s.contact_name, hp.name), 'phone', case when w.calls then coalesce(s.contact_phone, hp.phone, h.phone) end, 'email', hp.email),
        'takerContact', json_build_object('name', tp.name, 'phone', case when w.calls then coalesce(tp.phone, k.phone) end, 'email', tp.email), 'calls', ${callHours(sql`c`)}) as place
    from ledger.reservation r ${joins} join ledger.reservation_place w on w.reservation_id = r.id
    left join commune g on g.code = r.destination_commune
    left join person tp on tp.id = who_follows(r.taker_organisation_id, r.taker_person_id)
    left join person hp on hp.id = contact_of_site(s)
    where r.public_id = ${publicId}::uuid and ${me} in (r.holder_organisation_id, r.taker_organisation_id)`);
  if (!row || !sideOf(ctx.actor, row) || !mayReadTakers(ctx.actor)) return null;
  return { ...row, place: mayReadPlace(row) ? row.place : null, placeNeeds: placeNeeds(row) };
}

/** Where the acting organisation's material usually goes: its own commune. */
export async function homeCommune(ctx: Ctx): Promise<{ code: string; name: string } | null> {
  if (!ctx.actor.organisation) return null;
  const [row] = await ctx.db.execute<{ code: string; name: string }>(sql`
    select c.code, c.name from organisation o join commune c on c.code = o.commune_code where o.id = ${ctx.actor.organisation.id}`);
  return row ?? null;
}
