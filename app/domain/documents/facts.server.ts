import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { LegalStatus, OrganisationKind } from '#app/domain/organisations/vocabulary.ts';
import { giftBasisOf } from '#app/domain/reservations/gift.server.ts';
import { clausesFor } from './clauses.server.ts';
import type {
  AboutReservation,
  CertificateFacts,
  DeedFacts,
  HandedOver,
  Material,
  NamedParty,
  Price,
  RemovalFacts,
  SlipFacts,
  Taken,
} from './facts.ts';
import { natureOf, sellerKind, takerKind } from './parties.ts';

/** Who holds title to the material; null while the site does not say it. */
export interface Title {
  name: string;
  siren: string | null;
  commune: string | null;
  status: LegalStatus | null;
  organisationId: number | null;
  reference: string | null;
}

interface Row extends Record<string, unknown> {
  reservation: string;
  code: string;
  zone: string;
  state: string;
  site: AboutReservation['site'];
  holderId: number;
  holder: NamedParty & { kind: OrganisationKind };
  takerId: number;
  taker: NamedParty & { kind: OrganisationKind; legalStatus: LegalStatus };
  material: Material;
  quantityMilli: number;
  reservedMilli: number;
  price: Price;
  slot: SlipFacts['core']['slot'];
  expiresAt: string;
  place: SlipFacts['core']['place'];
  title: Title | null;
  handover:
    | (Pick<HandedOver, 'confirmedAt' | 'holderAt' | 'holderBy' | 'takerAt' | 'takerBy'> & {
        pickedUpOn: string;
      })
    | null;
  taken: Taken | null;
  /** Of what was taken, what its taker says it threw away since. */
  thrown: Pick<Taken, 'quantityMilli' | 'massG' | 'lowG' | 'highG'> | null;
  line: CertificateFacts['line'];
  origin: string;
  distanceM: number | null;
  destination: string | null;
}

const party = (alias: string, more: string) =>
  sql.raw(`json_build_object('name', ${alias}.name, 'siren', ${alias}.siren, 'kind', ${alias}.kind${more},
    'commune', (select g.name from commune g where g.code = ${alias}.commune_code))`);

/**
 * All that documents say of one reservation, as it is now. Title: what the site says; where it says nothing, the material of a depot
 * or of a private person is that of whoever offers it, and anyone else's is nobody's yet. Null when there is no such reservation.
 */
export async function readReservation(ctx: Ctx, reservationId: number): Promise<Row | null> {
  const [row] = await ctx.db.execute<Row>(sql`
    select r.public_id as reservation, upper(left(r.public_id::text, 4) || '-' || substr(r.public_id::text, 5, 4)) as code,
      zone_of(c.departement_code) as zone, r.state, json_build_object('name', s.name, 'commune', c.name) as site,
      r.holder_organisation_id as "holderId", ${party('h', '')} as holder,
      r.taker_organisation_id as "takerId", ${party('k', ", 'legalStatus', k.legal_status")} as taker,
      json_build_object('title', l.title, 'type', json_build_object('fr', mt.name_fr, 'en', mt.name_en), 'unit', l.unit,
        'condition', l.condition, 'ageNote', l.age_note, 'asbestos', l.asbestos, 'lead', l.lead, 'asbestosRef', t.asbestos_survey_ref,
        'leadRef', t.lead_survey_ref, 'otherPollutants', l.other_pollutants,
        'sortingOperator', coalesce(l.sorting_operator, s.sorting_operator)) as material,
      r.held as "quantityMilli", r.qty as "reservedMilli",
      json_build_object('cents', coalesce(r.concluded_price_cents, r.announced_price_cents), 'basis', r.price_basis, 'ofMilli', r.price_of_milli,
        'tax', r.price_tax, 'vatPermille', r.vat_permille) as price,
      (select json_build_object('startsAt', p.starts_at, 'endsAt', p.ends_at) from site_slot p where p.id = r.slot_id) as slot,
      to_json(r.expires_at) #>> '{}' as "expiresAt",
      case when d.taker_reads then json_build_object('address', coalesce(l.pickup_place, s.address), 'access', s.access_note,
        'hours', coalesce(l.pickup_hours, s.pickup_hours), 'contact', nullif(concat_ws(', ', s.contact_name, s.contact_phone), '')) end as place,
      case when t.title_holder = 'owner' then json_build_object('name', t.owner_name, 'siren', t.owner_siren, 'commune', null,
             'status', t.owner_status, 'organisationId', t.owner_organisation_id, 'reference', t.title_reference)
           when t.title_holder = 'firm' then json_build_object('name', t.title_firm_name, 'siren', t.title_firm_siren, 'commune', null,
             'status', t.title_status, 'organisationId', t.title_firm_organisation_id, 'reference', t.title_reference)
           when ts.kind = 'depot' or h.kind = 'private_person' then json_build_object('name', h.name, 'siren', h.siren,
             'commune', (select g.name from commune g where g.code = h.commune_code), 'status', h.legal_status, 'organisationId', h.id, 'reference', null)
      end as title,
      case when hd.id is not null then json_build_object('pickedUpOn', hd.picked_up_on, 'confirmedAt', hd.confirmed_at, 'holderAt', hd.holder_at,
        'holderBy', hd.holder_by, 'takerAt', hd.taker_at, 'takerBy', hd.taker_by) end as handover,
      case when m.lot_id is not null then json_build_object('quantityMilli', m.qty, 'massG', m.mass_g, 'lowG', m.low_g, 'highG', m.high_g,
        'evidence', m.evidence, 'legalLine', m.legal_line, 'counts', m.counts) end as taken,
      (select json_build_object('quantityMilli', x.qty, 'massG', x.mass_g, 'lowG', x.low_g, 'highG', x.high_g)
         from (select y.* from ledger.movement y where y.reservation_id = r.id and y.kind in ('discard', 'restore') order by y.seq desc limit 1) x
        where x.kind = 'discard') as thrown,
      case when m.lot_id is not null then json_build_object('lot', l.public_id, 'seq', m.seq, 'hash', encode(m.hash, 'hex')) end as line,
      (select g.name from commune g where g.code = l.origin_commune_code) as origin, r.distance_m as "distanceM",
      (select g.name from commune g where g.code = r.destination_commune) as destination
    from ledger.reservation r join ledger.reservation_place d on d.reservation_id = r.id
    join lot l on l.id = r.lot_id join material_type mt on mt.code = l.type_code
    join site s on s.id = l.site_id join commune c on c.code = s.commune_code
    join lot_title t on t.lot_id = l.id join site ts on ts.id = t.site_id
    join organisation h on h.id = r.holder_organisation_id join organisation k on k.id = r.taker_organisation_id
    left join ledger.handover hd on hd.reservation_id = r.id and hd.state = 'confirmed'
    left join ledger.movement m on m.handover_id = hd.id and m.kind = 'collect'
      and not exists (select from ledger.movement x where x.lot_id = m.lot_id and x.corrects = m.seq)
    where r.id = ${reservationId}`);
  return row ?? null;
}

export type ReadReservation = NonNullable<Awaited<ReturnType<typeof readReservation>>>;

function about(row: Row): AboutReservation {
  const { kind: _holderKind, ...holder } = row.holder;
  const { kind, legalStatus, ...taker } = row.taker;
  const { reservation, code, zone, site, material } = row;
  return {
    reservation,
    code,
    zone,
    site,
    material,
    holder,
    taker: { ...taker, kind: takerKind({ kind, legalStatus }) },
  };
}

export function slipFacts(row: Row): SlipFacts {
  const { quantityMilli, price, slot, expiresAt, place } = row;
  return { ...about(row), core: { quantityMilli, price, slot, expiresAt, place } };
}

type Handover = NonNullable<Row['handover']>;

function handedOver(row: Row, { pickedUpOn, ...confirmed }: Handover): HandedOver {
  const { taken, reservedMilli } = row;
  return { ...about(row), core: { taken, pickedUpOn }, ...confirmed, reservedMilli };
}

export function removalFacts(row: Row, handover: Handover): RemovalFacts {
  const { distanceM, destination } = row;
  return { ...handedOver(row, handover), distanceM, destination };
}

/** What was taken less what was thrown away since; null when nothing is left of it. */
function diverted({ taken, thrown }: Row): Taken | null {
  if (!taken || !thrown) return taken;
  if (thrown.quantityMilli >= taken.quantityMilli) return null;
  return {
    ...taken,
    quantityMilli: taken.quantityMilli - thrown.quantityMilli,
    massG: taken.massG - thrown.massG,
    lowG: taken.lowG - thrown.lowG,
    highG: taken.highG - thrown.highG,
  };
}

export function certificateFacts(row: Row, handover: Handover): CertificateFacts {
  const { origin, line } = row;
  const facts = handedOver(row, handover);
  return { ...facts, core: { ...facts.core, taken: diverted(row) }, origin, line };
}

/** The deed in the name of who holds title; `row.title` is said. */
export async function deedFacts(
  ctx: Ctx,
  {
    row,
    title,
    handover,
    reservationId,
  }: { row: Row; title: Title; handover: Handover; reservationId: number },
): Promise<DeedFacts> {
  const common = handedOver(row, handover);
  const nature = natureOf(row.price.cents);
  const seller = sellerKind({ titleStatus: title.status, offeredBy: row.holder.kind });
  const gift = nature === 'gift' ? await giftBasisOf(ctx, reservationId) : null;
  const clauses = await clausesFor(ctx, {
    ...{ seller, nature, taker: common.taker.kind, day: handover.pickedUpOn },
    legalLine: row.taken?.legalLine ?? 'reemploi',
  });
  return {
    ...common,
    nature,
    seller: { name: title.name, siren: title.siren, commune: title.commune, kind: seller },
    titleReference: title.reference,
    price: row.price,
    gift: gift && { clause: gift.clause, decisionRef: gift.decisionRef, justification: gift.justification },
    clauses: clauses.map(({ code, title: heading, text, basis }) => ({ code, title: heading, text, basis })),
  };
}
