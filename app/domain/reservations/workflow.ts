import type { Delay } from './delays.ts';
import type { ReservationState, Side } from './vocabulary.ts';

interface Transition {
  from: readonly ReservationState[];
  /** what it may become: which one depends on where it was, on the lot's way of answering, or on what both say */
  to: readonly ReservationState[];
  by: readonly (Side | 'time')[];
  /** who reads a mail of it: both sides, or those who did not do it */
  tells: 'both' | 'other' | 'taker';
}

/**
 * The life of a reservation, as the page /help/reservations tells it. The ledger's functions carry out the same table
 * under the lot's lock: workflow.db.test.ts tries every verb in every state by every side.
 */
export const reservationWorkflow = {
  take: { from: ['offered'], to: ['requested', 'accepted'], by: ['taker'], tells: 'both' },
  accept: { from: ['requested'], to: ['accepted'], by: ['holder'], tells: 'other' },
  refuse: { from: ['requested'], to: ['refused'], by: ['holder'], tells: 'other' },
  cancel: {
    from: ['offered', 'requested', 'accepted', 'scheduled'],
    to: ['cancelled'],
    by: ['holder', 'taker'],
    tells: 'other',
  },
  extend: {
    from: ['requested', 'accepted', 'scheduled'],
    to: ['requested', 'accepted', 'scheduled'],
    by: ['holder'],
    tells: 'other',
  },
  book: { from: ['accepted', 'scheduled'], to: ['scheduled'], by: ['holder', 'taker'], tells: 'both' },
  unbook: { from: ['scheduled'], to: ['accepted'], by: ['holder', 'taker'], tells: 'other' },
  confirm: {
    from: ['accepted', 'scheduled'],
    to: ['handed_over', 'not_collected'],
    by: ['holder', 'taker'],
    tells: 'both',
  },
  expire: {
    from: ['offered', 'requested', 'accepted', 'scheduled'],
    to: ['expired', 'not_collected'],
    by: ['time'],
    tells: 'both',
  },
} as const satisfies Record<string, Transition>;

export type ReservationVerb = keyof typeof reservationWorkflow;
export const RESERVATION_VERBS = Object.keys(reservationWorkflow) as ReservationVerb[];

const rows = Object.entries(reservationWorkflow) as [ReservationVerb, Transition][];

/** What ends each open state by itself when nothing happens. */
export const DEADLINE_OF: Partial<Record<ReservationState, Delay>> = {
  offered: 'offer',
  requested: 'request',
  accepted: 'pick_up',
  scheduled: 'after_slot',
};

/** What may happen in this state, by whom, and what it then becomes, in the order of the table. */
export function happensIn(state: ReservationState): {
  verb: ReservationVerb;
  by: Transition['by'];
  to: readonly ReservationState[];
  tells: Transition['tells'];
}[] {
  return rows
    .filter(([, { from }]) => from.includes(state))
    .map(([verb, { by, tells, to }]) => ({
      verb,
      by,
      // an offer concerns whoever waits, until it is taken
      tells: state === 'offered' && verb !== 'take' ? 'taker' : tells,
      to: becomes(verb, state, to),
    }));
}

/** A deadline given later keeps its state; a passed one is not told alike of what was only asked or already promised. */
function becomes(
  verb: ReservationVerb,
  from: ReservationState,
  to: readonly ReservationState[],
): readonly ReservationState[] {
  if (verb === 'extend') return [from];
  if (verb === 'expire') return from === 'offered' || from === 'requested' ? ['expired'] : ['not_collected'];
  return to;
}

/** What is over once the other side has said what was taken: one answers that. */
const BEFORE_THE_HANDOVER: readonly ReservationVerb[] = ['cancel', 'book', 'unbook'];

/**
 * What this side may do now, in the order of the table. Once the other side has said what was taken (`otherHasSaid`),
 * one answers that instead of cancelling or choosing another hour.
 */
export function allowedVerbs(state: ReservationState, side: Side, otherHasSaid = false): ReservationVerb[] {
  return happensIn(state)
    .filter(({ by }) => by.includes(side))
    .map(({ verb }) => verb)
    .filter((verb) => !(otherHasSaid && BEFORE_THE_HANDOVER.includes(verb)));
}
