import { z } from 'zod';
import type { HandoverAnswer } from '#app/domain/ledger/commands/confirm-handover.server.ts';
import { CORRECTION_STATES, type CorrectionState } from '#app/domain/ledger/line-views.ts';
import { EVIDENCE_WORDS, type EvidenceWord } from '#app/domain/ledger/vocabulary.ts';
import { PRICE_BASES, PRICE_TAXES } from '#app/domain/lots/vocabulary.ts';
import { capacities } from '#app/domain/organisations/vocabulary.ts';
import type { AskView } from '#app/domain/reservations/asks.server.ts';
import type { Answered } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import type { Reserved } from '#app/domain/reservations/commands/reserve-lot.server.ts';
import type { Confirmation, ReservationPageView } from '#app/domain/reservations/views.ts';
import {
  HANDOVER_STATES,
  PURPOSES,
  RESERVATION_STATES,
  SUBSTITUTIONS,
} from '#app/domain/reservations/vocabulary.ts';
import { question, questionOf } from '#app/http/api/count-shapes.server.ts';
import { instant, kilograms, quantity } from '#app/http/api/facts.ts';
import { commune, price, unit } from '#app/http/api/lot-shapes.server.ts';
import { paths } from '#app/http/paths.ts';

export const state = z.enum(RESERVATION_STATES).meta({ id: 'ReservationState' });
const evidenceWords = Object.keys(EVIDENCE_WORDS) as [EvidenceWord, ...EvidenceWord[]];

export const reserved = z
  .strictObject({
    id: z.uuid(),
    lot: z.uuid(),
    state,
    quantity: z.number(),
    unit,
    left: z.number().nullable().describe('What stays free after this request.'),
    expires_at: z.iso.datetime(),
    url: z.url(),
  })
  .meta({ id: 'Reserved' });

export const answer = z
  .strictObject({
    id: z.uuid(),
    state,
    expires_at: z.iso.datetime(),
    left: z.number().optional().describe('What is free again, when something was given back.'),
    url: z.url(),
  })
  .meta({ id: 'Answered' });

export const handoverAnswer = z
  .strictObject({
    id: z.uuid(),
    state: z
      .enum(['waiting-other-side', 'confirmed', 'disputed', 'not-collected'])
      .describe('not-collected: both sides said 0.'),
    left: z.number(),
    url: z.url(),
  })
  .meta({ id: 'HandoverState' });

const side = z
  .strictObject({
    quantity: z.number(),
    mass_kg: z.number().nullable(),
    evidence: z.enum(evidenceWords).nullable(),
    picked_up_on: z.iso.date(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'HandoverSide' })
  .nullable();

export const other = z
  .strictObject({ name: z.string(), kind: z.string(), capacity: z.enum(capacities), verified: z.boolean() })
  .meta({
    id: 'OtherSide',
    description: 'The other side, in what capacity it trades, and whether that was checked.',
  });

const correction = z
  .strictObject({
    id: z.uuid(),
    state: z.enum(CORRECTION_STATES),
    by: z.enum(['holder', 'taker']).describe('Who proposed it; the other side answers.'),
    quantity: z.number().describe('0: the pick-up did not take place.'),
    mass_kg: z.number().nullable(),
    evidence: z.enum(evidenceWords).nullable(),
    reason: z.string(),
    proposed_at: z.iso.datetime(),
    answered_at: z.iso.datetime().nullable(),
    url: z.url(),
  })
  .meta({ id: 'Correction' });

const contact = z
  .strictObject({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable() })
  .meta({ id: 'Contact' });

export const place = z
  .strictObject({
    address: z.string().nullable(),
    lon: z.number(),
    lat: z.number(),
    access: z.string().nullable(),
    hours: z.string().nullable(),
    holder: contact,
    taker: contact,
  })
  .nullable()
  .describe('Exact place and contacts, once accepted.');

export const reservation = z
  .strictObject({
    id: z.uuid(),
    side: z.enum(['holder', 'taker']),
    state,
    lapsed: z.boolean().describe('Past its deadline: what it held is free again.'),
    lot: z.strictObject({ id: z.uuid(), title: z.string(), url: z.url() }),
    visit: z.uuid().nullable().describe('The visit it is a line of.'),
    other,
    quantity: z.number(),
    held: z.number(),
    taken: z.number(),
    unit,
    purpose: z.enum(PURPOSES),
    substitution: z.enum(SUBSTITUTIONS).nullable(),
    destination: commune.nullable(),
    price_cents: price,
    price_basis: z.enum(PRICE_BASES),
    price_tax: z.enum(PRICE_TAXES),
    vat_permille: z.int().nullable(),
    requested_at: z.iso.datetime(),
    accepted_at: z.iso.datetime().nullable(),
    expires_at: z.iso.datetime(),
    closed_at: z.iso.datetime().nullable(),
    notes: z.array(
      z.strictObject({ kind: z.string(), body: z.string(), at: z.iso.datetime(), by: z.string().nullable() }),
    ),
    questions: z.array(question).describe('What the holder changed and the taker has not answered yet.'),
    handover: z
      .strictObject({
        state: z.enum(HANDOVER_STATES),
        holder: side,
        taker: side,
        confirmed_at: z.iso.datetime().nullable(),
      })
      .nullable(),
    corrections: z.array(correction).describe('Proposed of its pick-ups, oldest first, answered or not.'),
    place,
    url: z.url(),
  })
  .meta({ id: 'Reservation' });

export const reservedOf = (
  made: Reserved,
  lot: string,
  milli: number,
  origin: string,
): z.infer<typeof reserved> => ({
  id: made.publicId,
  lot,
  state: made.state,
  quantity: quantity(milli),
  unit: made.unit,
  left: made.left === null ? null : quantity(made.left),
  expires_at: instant(made.expiresAt),
  url: origin + paths.reservation(made.publicId),
});

export const answerOf = (done: Answered, origin: string): z.infer<typeof answer> => ({
  id: done.publicId,
  state: done.state,
  expires_at: instant(done.expiresAt),
  ...(done.left === null ? {} : { left: quantity(done.left) }),
  url: origin + paths.reservation(done.publicId),
});

export const handoverOf = (
  said: HandoverAnswer,
  id: string,
  origin: string,
): z.infer<typeof handoverAnswer> => ({
  id,
  state: said.state,
  left: quantity(said.left),
  url: origin + paths.reservation(id),
});

const wordOf = (grade: Confirmation['evidence']) =>
  evidenceWords.find((word) => EVIDENCE_WORDS[word] === grade) ?? null;

const sideOf = (said: Confirmation | null): z.infer<typeof side> =>
  said && {
    quantity: quantity(said.qtyMilli),
    mass_kg: said.massG === null ? null : kilograms(said.massG),
    evidence: wordOf(said.evidence),
    picked_up_on: said.pickedUpOn,
    at: instant(said.at),
  };

export const placeOf = (found: ReservationPageView['place']): z.infer<typeof place> =>
  found && {
    address: found.address,
    lon: found.lon,
    lat: found.lat,
    access: found.accessNote,
    hours: found.pickupHours,
    holder: found.holderContact,
    taker: found.takerContact,
  };

const correctionOf = (said: CorrectionState, lot: string, origin: string): z.infer<typeof correction> => ({
  id: said.publicId,
  state: said.state,
  by: said.by,
  quantity: quantity(said.newQtyMilli),
  mass_kg: said.newMassG === null ? null : kilograms(said.newMassG),
  evidence: wordOf(said.newEvidence),
  reason: said.reason,
  proposed_at: instant(said.proposedAt),
  answered_at: instant(said.answeredAt),
  url: origin + paths.movement(lot, said.seq),
});

export function reservationOf(
  found: ReservationPageView,
  corrections: readonly CorrectionState[],
  asks: readonly AskView[],
  origin: string,
): z.infer<typeof reservation> {
  const { handoverDetail: handover } = found;
  return {
    id: found.publicId,
    side: found.side,
    state: found.state,
    lapsed: found.lapsed,
    lot: { id: found.lot.publicId, title: found.lot.title, url: origin + paths.lot(found.lot.publicId) },
    visit: found.visit,
    other: otherSide(found.other),
    quantity: quantity(found.quantityMilli),
    held: quantity(found.heldMilli),
    taken: quantity(found.takenMilli),
    unit: found.unit,
    purpose: found.purpose,
    substitution: found.substitution,
    destination: found.destination,
    price_cents: found.priceCents,
    price_basis: found.priceBasis,
    price_tax: found.priceTax,
    vat_permille: found.vatPermille,
    requested_at: instant(found.requestedAt),
    accepted_at: instant(found.acceptedAt),
    expires_at: instant(found.expiresAt),
    closed_at: instant(found.closedAt),
    notes: found.notes.map((note) => ({ ...note, at: instant(note.at) })),
    questions: questionOf(asks),
    handover: handover && {
      state: handover.state,
      holder: sideOf(handover.holder),
      taker: sideOf(handover.taker),
      confirmed_at: instant(handover.confirmedAt),
    },
    corrections: corrections.map((one) => correctionOf(one, found.lot.publicId, origin)),
    place: placeOf(found.place),
    url: origin + paths.reservation(found.publicId),
  };
}

export const otherSide = ({ name, kind, capacity, verified }: ReservationPageView['other']) => ({
  name,
  kind,
  capacity,
  verified,
});
