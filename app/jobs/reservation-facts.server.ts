import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { PURPOSES, type Substitution } from '#app/domain/reservations/vocabulary.ts';
import type { Unit } from '#app/i18n/format.ts';
import type { ReservationFacts } from '#app/platform/mail/letters/reservation.ts';

export interface ReservationStory {
  facts: ReservationFacts;
  holderOrganisationId: number;
  takerOrganisationId: number;
  takerPersonId: number | null;
  /** Accepted in the instant it was asked: nothing to answer. */
  atOnce: boolean;
  /** It is a line of a visit. */
  ofVisit: boolean;
  /** a code, when it was closed for a reason the house knows */
  closeReason: string | null;
  /** the next thing of it that has a date: its hour, else its deadline */
  neededBy: Date;
}

interface Row extends Record<string, unknown> {
  public_id: string;
  lot_public_id: string;
  lot: string;
  qty: number;
  unit: Unit;
  holder: string;
  taker: string;
  commune: string;
  zone: string;
  expires_at: string;
  note: string | null;
  purpose: string;
  destination: string | null;
  substitution: Substitution | null;
  accepted: boolean;
  at_once: boolean;
  taker_reads: boolean;
  address: string | null;
  access_note: string | null;
  pickup_hours: string | null;
  contact: string | null;
  holder_organisation_id: number;
  taker_organisation_id: number;
  taker_person_id: number | null;
  of_visit: boolean;
  close_reason_code: string | null;
  needed_by: string;
}

/** What mails say of a reservation. `noteKind` is the free text that goes with this step, when there is one. */
export async function reservationStory(
  ctx: Ctx,
  id: number,
  noteKind: string | null,
): Promise<ReservationStory> {
  const [row] = await ctx.db.execute<Row>(sql`
    select r.public_id, l.public_id as lot_public_id, l.title as lot, case when r.held > 0 then r.held else r.qty end as qty, l.unit, h.name as holder, t.name as taker,
           c.name as commune, public.zone_of(c.departement_code) as zone, r.expires_at,
           (select n.body from reservation_note n where n.reservation_id = r.id and n.kind = ${noteKind}
             order by n.id desc limit 1) as note,
           r.purpose, r.substitution, (select g.name from commune g where g.code = r.destination_commune) as destination,
           r.accepted_at is not null as accepted, w.taker_reads, coalesce(r.accepted_at = r.requested_at, false) as at_once,
           coalesce(l.pickup_place, s.address) as address, s.access_note, coalesce(l.pickup_hours, s.pickup_hours) as pickup_hours,
           nullif(concat_ws(', ', s.contact_name, s.contact_phone), '') as contact,
           r.holder_organisation_id, r.taker_organisation_id, r.taker_person_id, r.visit_id is not null as of_visit, r.close_reason_code,
           least(r.expires_at, (select p.starts_at from site_slot p where p.id = r.slot_id and p.cancelled_at is null and p.starts_at > ledger.clock())) as needed_by
      from ledger.reservation r
      join ledger.reservation_place w on w.reservation_id = r.id
      join lot l on l.id = r.lot_id
      join site s on s.id = l.site_id
      join commune c on c.code = s.commune_code
      join organisation h on h.id = r.holder_organisation_id
      join organisation t on t.id = r.taker_organisation_id
     where r.id = ${id}`);
  if (!row) throw new Error(`reservation ${id} is not there`);
  const place = {
    address: row.address,
    access: row.access_note,
    hours: row.pickup_hours,
    contact: row.contact,
  };
  return {
    facts: {
      publicId: row.public_id,
      lotPublicId: row.lot_public_id,
      lot: row.lot,
      quantityMilli: row.qty,
      unit: row.unit,
      holder: row.holder,
      taker: row.taker,
      commune: row.commune,
      zone: row.zone,
      deadline: new Date(row.expires_at),
      unanswered: !row.accepted,
      note: row.note,
      purpose: PURPOSES.find((known) => known === row.purpose) ?? 'other',
      destination: row.destination,
      substitution: row.substitution,
      pickUp: row.taker_reads ? place : null,
    },
    holderOrganisationId: row.holder_organisation_id,
    takerOrganisationId: row.taker_organisation_id,
    takerPersonId: row.taker_person_id,
    atOnce: row.at_once,
    ofVisit: row.of_visit,
    closeReason: row.close_reason_code,
    neededBy: new Date(row.needed_by),
  };
}
