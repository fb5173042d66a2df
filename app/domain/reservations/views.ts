import type { RemovalConditions } from '#app/domain/lots/views.ts';
import type { PriceBasis, PriceTax, Unit } from '#app/domain/lots/vocabulary.ts';
import type { Capacity } from '#app/domain/organisations/vocabulary.ts';
import type { PlaceNeeds } from './disclosure.ts';
import type { HandoverState, Purpose, ReservationState, Side, Substitution } from './vocabulary.ts';

/** One line of a list of reservations, for one of its two sides. Quantities in thousandths. */
export interface ReservationCard {
  publicId: string;
  /** the visit it is a line of, by public id */
  visit: string | null;
  side: Side;
  state: ReservationState;
  /** what it holds while it is open, which may be less than was asked; then what was asked */
  quantityMilli: number;
  takenMilli: number;
  unit: Unit;
  lot: { publicId: string; title: string; family: string; photoSha256: string | null };
  site: { publicId: string; name: string };
  commune: string;
  /** the other side, as this side may know it */
  other: { name: string; kind: string; slug: string; capacity: Capacity; verified: boolean };
  expiresAt: string;
  expirySuspended: boolean;
  /** past its deadline, though no job has said so yet */
  lapsed: boolean;
  requestedAt: string;
  closedAt: string | null;
  zone: string;
  handover: HandoverState | null;
  /** whether this side still has to confirm the hand-over */
  awaitsMe: boolean;
}

export interface Confirmation {
  qtyMilli: number;
  massG: number | null;
  evidence: 'A' | 'B' | 'C' | 'D' | null;
  pickedUpOn: string;
  /** a door stays a door; null when nothing was taken */
  identicalUse: boolean | null;
  at: string;
}

/** When people call each other. */
export interface CallHours {
  from: string;
  until: string;
  now: boolean;
}

export interface ReservationPageView extends ReservationCard {
  id: number;
  /** the place in the waitlist that it was offered to */
  waiting: string | null;
  lotId: number;
  siteId: number;
  holderOrganisationId: number;
  takerOrganisationId: number;
  heldMilli: number;
  freedMilli: number;
  /** a code, when it was closed for a reason the house knows */
  closeReason: string | null;
  stepMilli: number;
  purpose: Purpose;
  substitution: Substitution | null;
  destination: { code: string; name: string } | null;
  acceptedAt: string | null;
  /** accepted in the instant it was asked */
  atOnce: boolean;
  booked: boolean;
  /** the taker has a phone that was reached, a verified SIREN, or a hand-over behind them */
  proven: boolean;
  placeNeeds: PlaceNeeds;
  /** concluded once accepted, announced until then */
  priceCents: number | null;
  priceBasis: PriceBasis;
  priceTax: PriceTax;
  vatPermille: number | null;
  unitMassG: number | null;
  massLowG: number | null;
  massHighG: number | null;
  massBasis: 'measured' | 'declared' | 'default';
  /** what the taker ticked before reserving, in the words of that moment */
  conditions: { said: RemovalConditions; tickedAt: string } | null;
  notes: { kind: string; body: string; at: string; by: string | null }[];
  handoverDetail: {
    state: HandoverState;
    holder: Confirmation | null;
    taker: Confirmation | null;
    confirmedAt: string | null;
  } | null;
  /** exact place and contacts, as disclosure.ts says who reads them */
  place: {
    address: string | null;
    lon: number;
    lat: number;
    accessNote: string | null;
    pickupHours: string | null;
    holderContact: { name: string | null; phone: string | null; email: string | null };
    takerContact: { name: string | null; phone: string | null; email: string | null };
    /** hours of calls by the clock of the site, HH:MM, and whether they are now; numbers are null once calls are over */
    calls: CallHours;
  } | null;
}
