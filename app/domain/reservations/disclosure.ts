import type { ReservationState, Side } from './vocabulary.ts';

/** What decides who reads the exact place and the contacts of a reservation; `ledger.reservation_place` knows it of each. */
export interface DisclosureFacts {
  side: Side;
  state: ReservationState;
  /** past its deadline, though no job has said so yet */
  lapsed: boolean;
  /** accepted in the instant it was asked: nobody looked at the request */
  atOnce: boolean;
  /** an hour is booked */
  booked: boolean;
  /** the taker has a phone that was reached, a verified SIREN, or a hand-over behind them */
  proven: boolean;
}

const OPEN: readonly ReservationState[] = ['accepted', 'scheduled', 'handed_over'];

/**
 * Address, access and contacts are for the two sides of what was accepted, and disappear when it falls. Accepted at once,
 * the taker also needs a proof and a booked hour. Twin of `ledger.may_read_place` (db/functions/disclosure.sql).
 */
export function mayReadPlace({ side, state, lapsed, atOnce, booked, proven }: DisclosureFacts): boolean {
  if (!OPEN.includes(state) || lapsed) return false;
  if (side === 'holder' || state === 'handed_over' || !atOnce) return true;
  return booked && proven;
}

/** What still hides the place from the taker of something accepted; empty when nothing does. */
export type PlaceNeeds = ('proof' | 'hour')[];

export function placeNeeds(facts: DisclosureFacts): PlaceNeeds {
  if (!OPEN.includes(facts.state) || facts.lapsed || mayReadPlace(facts)) return [];
  return [...(facts.proven ? [] : ['proof' as const]), ...(facts.booked ? [] : ['hour' as const])];
}
