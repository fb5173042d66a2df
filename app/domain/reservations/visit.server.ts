import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { isClosedTo } from '#app/domain/lots/removal.ts';
import type { Removal } from '#app/domain/lots/vocabulary.ts';
import { mayReadPlace, placeNeeds } from './disclosure.ts';
import { giftAsked } from './gift.server.ts';
import { mayReadTakers, sideOf } from './policy.ts';
import { callHours, cardColumns, disclosureColumns, joins } from './queries.server.ts';
import type { GiftsAsked, OfferedLot, VisitLineView, VisitPageView } from './visit-views.ts';

interface Row extends Omit<VisitPageView, 'lines' | 'placeNeeds'>, Record<string, unknown> {
  id: number;
  siteId: number;
  holderOrganisationId: number;
  takerOrganisationId: number;
}

type Parties = Pick<Row, 'siteId' | 'holderOrganisationId' | 'takerOrganisationId'>;

/** A line that will be collected: the hour of the visit is chosen through it. `id` as inside. */
interface Coming {
  id: number;
  publicId: string;
}

/** One visit for one of its two sides, with who they are; null for everyone else. */
export async function visitPage(
  ctx: Ctx,
  publicId: string,
): Promise<{ visit: VisitPageView; parties: Parties; coming: Coming | null } | null> {
  const organisation = ctx.actor.organisation;
  if (!organisation || organisation.role === 'analyst') return null;
  const me = sql`${organisation.id}::bigint`;
  const [row] = await ctx.db.execute<Row>(sql`
    select v.id, v.site_id as "siteId", v.holder_organisation_id as "holderOrganisationId", v.taker_organisation_id as "takerOrganisationId",
      v.public_id as "publicId", case when v.holder_organisation_id = ${me} then 'holder' else 'taker' end as side,
      json_build_object('publicId', s.public_id, 'name', s.name) as site, c.name as commune, zone_of(c.departement_code) as zone,
      h.name as holder, k.name as taker,
      case when v.holder_organisation_id = ${me} then json_build_object('name', k.name, 'kind', k.kind, 'slug', k.slug, 'capacity', capacity_of(k.kind, k.legal_status), 'verified', k.verified_at is not null)
           else json_build_object('name', h.name, 'kind', h.kind, 'slug', h.slug, 'capacity', capacity_of(h.kind, h.legal_status), 'verified', h.verified_at is not null) end as other,
      to_json(v.requested_at) #>> '{}' as "requestedAt", r.purpose, r.substitution,
      case when g.code is null then null else json_build_object('code', g.code, 'name', g.name) end as destination,
      coalesce((select json_agg(json_build_object('kind', n.kind, 'body', n.body, 'at', n.at, 'by', n.by) order by n.at)
                  from (select (array_agg(n.kind order by n.id))[1] as kind, n.body, o.name as by, min(n.at) as at from reservation_note n join ledger.reservation x on x.id = n.reservation_id
                          left join organisation o on o.id = n.organisation_id where x.visit_id = v.id group by n.body, o.name) n), '[]') as notes,
      json_build_object('address', s.address, 'lon', s.lon, 'lat', s.lat, 'accessNote', s.access_note, 'pickupHours', s.pickup_hours,
        'holderContact', json_build_object('name', coalesce(s.contact_name, hp.name), 'phone', case when w.calls then coalesce(s.contact_phone, hp.phone, h.phone) end, 'email', hp.email),
        'takerContact', json_build_object('name', tp.name, 'phone', case when w.calls then coalesce(tp.phone, k.phone) end, 'email', tp.email), 'calls', ${callHours(sql`c`)}) as place
    from ledger.visit v join site s on s.id = v.site_id join commune c on c.code = s.commune_code
    join organisation h on h.id = v.holder_organisation_id join organisation k on k.id = v.taker_organisation_id
    join lateral (select * from ledger.reservation x where x.visit_id = v.id order by x.id limit 1) r on true
    cross join lateral (select bool_or(x.calls) as calls from ledger.reservation y join ledger.reservation_place x on x.reservation_id = y.id
      where y.visit_id = v.id and x.holder_reads) w
    left join commune g on g.code = r.destination_commune
    left join person tp on tp.id = who_follows(v.taker_organisation_id, v.taker_person_id)
    left join person hp on hp.id = contact_of_site(s)
    where v.public_id = ${publicId}::uuid and ${me} in (v.holder_organisation_id, v.taker_organisation_id)`);
  if (!row || !sideOf(ctx.actor, row) || !mayReadTakers(ctx.actor)) return null;
  const { id, siteId, holderOrganisationId, takerOrganisationId, ...visit } = row;
  const rows = await linesOfVisit(ctx, id, organisation.id);
  const lines = rows.map(({ id: _id, ...line }) => line);
  const coming = rows.find(
    ({ state, lapsed, handover }) =>
      (state === 'accepted' || state === 'scheduled') && !lapsed && handover === null,
  );
  return {
    visit: {
      ...visit,
      lines,
      place: lines.some(mayReadPlace) ? visit.place : null,
      placeNeeds: lines.some(mayReadPlace)
        ? []
        : (lines.map(placeNeeds).find(({ length }) => length > 0) ?? []),
    },
    parties: { siteId, holderOrganisationId, takerOrganisationId },
    coming: coming ? { id: coming.id, publicId: coming.publicId } : null,
  };
}

async function linesOfVisit(
  ctx: Ctx,
  visit: number,
  organisation: number,
): Promise<(VisitLineView & { id: number })[]> {
  const me = sql`${organisation}::bigint`;
  const rows = await ctx.db.execute<VisitLineView & { id: number } & Record<string, unknown>>(sql`
    select ${cardColumns(me)}, ${disclosureColumns}, r.id, (select json_build_object('startsAt', p.starts_at, 'endsAt', p.ends_at) from site_slot p where p.id = r.slot_id) as slot, l.unit_mass_g as "unitMassG", l.length_mm as "lengthMm", l.width_mm as "widthMm", l.thickness_mm as "thicknessMm",
      coalesce(r.concluded_price_cents, r.announced_price_cents) as "priceCents", r.price_basis as "priceBasis", r.price_tax as "priceTax", r.vat_permille as "vatPermille",
      (select p.cents from ledger.price_proposal p where p.reservation_id = r.id and p.state = 'open') as "proposedCents", l.pickup_place as "pickupPlace",
      coalesce(d.state in ('waiting', 'disputed') and case when r.holder_organisation_id = ${me} then d.taker_at else d.holder_at end is not null, false) as "otherHasSaid"
    from ledger.reservation r ${joins} join ledger.reservation_place w on w.reservation_id = r.id where r.visit_id = ${visit} order by r.id`);
  return [...rows].map((line) => (mayReadPlace(line) ? line : { ...line, pickupPlace: null }));
}

/** What has to be said of each line before it can be accepted; only lines of which something has. */
export async function giftsAsked(
  ctx: Ctx,
  visitPublicId: string,
  takerOrganisationId: number,
): Promise<GiftsAsked> {
  const lines = await ctx.db.execute<{ id: number; publicId: string; lotId: number }>(sql`
    select r.id, r.public_id as "publicId", r.lot_id as "lotId" from ledger.reservation r
      join ledger.visit v on v.id = r.visit_id join lot l on l.id = r.lot_id
     where v.public_id = ${visitPublicId}::uuid and r.state = 'requested' and r.announced_price_cents = 0 order by r.id`);
  const gifts: GiftsAsked = {};
  for (const { id, publicId, lotId } of lines) {
    const gift = await giftAsked(ctx, { id, lotId, takerOrganisationId });
    if (gift) gifts[publicId] = gift;
  }
  return gifts;
}

/** Lots of a site offered now that this reader may see, at most 300; those with nothing left stand last. */
export async function lotsToVisit(ctx: Ctx, sitePublicId: string): Promise<OfferedLot[]> {
  const organisation = ctx.actor.organisation;
  const rows = await ctx.db.execute<
    Omit<OfferedLot, 'closed'> & { removal: Removal; privateRemovalReason: string | null } & Record<
        string,
        unknown
      >
  >(sql`
    select l.public_id as "publicId", l.title, l.family_code as family, l.unit, l.step_milli as "stepMilli", ledger.left_of(l.id) as "leftMilli",
      l.price_cents as "priceCents", l.price_basis as "priceBasis", l.price_tax as "priceTax", l.vat_permille as "vatPermille", l.negotiable, accept_mode_of(l) as "acceptMode", l.unit_mass_g as "unitMassG",
      l.length_mm as "lengthMm", l.width_mm as "widthMm", l.thickness_mm as "thicknessMm", l.removal,
      l.private_removal_reason as "privateRemovalReason", removal_conditions(l) as conditions, removal_digest(l) as "conditionsDigest"
    from visible_lots(${organisation?.id ?? null}::bigint) l
    where l.site_id = (select id from site where public_id = ${sitePublicId}::uuid) and l.status in ('published', 'exhausted')
      and (l.offer_ends_at is null or l.offer_ends_at > (select ledger.clock()))
    order by ledger.left_of(l.id) = 0, l.family_code, plain(l.title), l.id limit 300`);
  return [...rows].map(({ removal, privateRemovalReason, ...lot }) => ({
    ...lot,
    conditions: lot.conditionsDigest ? lot.conditions : null,
    closed: isClosedTo({ removal, privateRemovalReason }, organisation),
  }));
}

/** Whether the site has another lot this reader could take along. */
export async function moreOnSite(ctx: Ctx, { id, siteId }: { id: number; siteId: number }): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    select 1 from visible_lots(${ctx.actor.organisation?.id ?? null}::bigint) l where l.site_id = ${siteId} and l.id <> ${id}
       and l.status = 'published' and (l.offer_ends_at is null or l.offer_ends_at > (select ledger.clock())) limit 1`);
  return rows.length > 0;
}
