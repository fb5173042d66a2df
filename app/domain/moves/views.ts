import type { LotStatus, Unit } from '#app/domain/lots/vocabulary.ts';
import type { ReservationState } from '#app/domain/reservations/vocabulary.ts';

/** A lot that an act on the whole site touches. Days YYYY-MM-DD; quantities in thousandths. */
export interface TouchedLot {
  publicId: string;
  title: string;
  status: LotStatus;
  unit: Unit;
  from: string | null;
  until: string | null;
  fromAfter: string | null;
  untilAfter: string | null;
  /** of what stands there, what is held for somebody */
  heldMilli: number;
  remainingMilli: number;
}

export interface TouchedReservation {
  publicId: string;
  taker: string;
  lot: string;
  quantityMilli: number;
  unit: Unit;
  state: ReservationState;
  expiresAt: string;
  expiresAfter: string;
}

/** One page of what is touched; `total` is always of all of it. */
export interface Some<T> {
  rows: T[];
  total: number;
  page: number;
  pages: number;
}

export interface WhatMoves {
  seen: string;
  lots: Some<TouchedLot>;
  /** lots whose window really changes */
  windows: number;
  reservations: Some<TouchedReservation>;
  takers: number;
  /** hours to come, and how many would fall on a day off */
  slots: { count: number; first: string | null; firstAfter: string | null; daysOff: number; past: boolean };
  /** of which one side has said what was taken: nothing is asked */
  begun: number;
}

/** A day to come on which hours stand open, and who is to come. */
export interface DayAhead {
  day: string;
  slots: number;
  reservations: number;
  takers: string[];
}

export interface WhatCloses {
  seen: string;
  /** of which something remains, free or held */
  lots: Some<TouchedLot>;
  reservations: Some<TouchedReservation>;
  /** places in the waitlists */
  waiting: number;
  /** who holds or waits */
  takers: number;
  slots: number;
  drafts: number;
  /** answered first, or the site stays open */
  begun: { publicId: string; taker: string; lot: string }[];
}
