import type { RemovalConditions } from '#app/domain/lots/views.ts';
import type { PriceBasis, PriceTax } from '#app/domain/lots/vocabulary.ts';
import type { Capacity } from '#app/domain/organisations/vocabulary.ts';
import type { PlaceNeeds } from './disclosure.ts';
import type { GiftView } from './gift.server.ts';
import type { Carried } from './load.ts';
import type { ReservationCard, ReservationPageView } from './views.ts';
import type { Purpose, Side, Substitution } from './vocabulary.ts';

/** One line of a visit: a reservation, with what it weighs and takes up. */
export interface VisitLineView
  extends ReservationCard,
    Carried,
    Pick<ReservationPageView, 'atOnce' | 'booked' | 'proven'> {
  priceCents: number | null;
  priceBasis: PriceBasis;
  priceTax: PriceTax;
  vatPermille: number | null;
  /** what the taker proposes instead, while it waits for an answer */
  proposedCents: number | null;
  /** the other side has said what was taken: this line is answered, not cancelled */
  otherHasSaid: boolean;
  /** the hour booked on the site */
  slot: { startsAt: string; endsAt: string } | null;
  /** where on the site, when the lot says so; shown with the place */
  pickupPlace: string | null;
}

/** A visit for one of its two sides. */
export interface VisitPageView {
  publicId: string;
  side: Side;
  site: { publicId: string; name: string };
  commune: string;
  zone: string;
  holder: string;
  taker: string;
  other: { name: string; kind: string; slug: string; capacity: Capacity; verified: boolean };
  requestedAt: string;
  purpose: Purpose;
  substitution: Substitution | null;
  destination: { code: string; name: string } | null;
  notes: ReservationPageView['notes'];
  lines: VisitLineView[];
  /** exact place and contacts, once a line shows them */
  place: ReservationPageView['place'];
  /** what hides them from the taker of lines accepted at once */
  placeNeeds: PlaceNeeds;
}

/** By reservation, what a public owner's gift asks before it is accepted. */
export type GiftsAsked = Record<string, GiftView>;

/** A lot of the site as the form of a visit shows it. */
export interface OfferedLot extends Omit<Carried, 'quantityMilli'> {
  publicId: string;
  title: string;
  family: string;
  leftMilli: number;
  stepMilli: number;
  priceCents: number | null;
  priceBasis: PriceBasis;
  priceTax: PriceTax;
  vatPermille: number | null;
  negotiable: boolean;
  acceptMode: 'ask' | 'at_once';
  /** to be taken down by the taker, and the reader is a private person */
  closed: boolean;
  conditions: RemovalConditions | null;
  conditionsDigest: string | null;
}
