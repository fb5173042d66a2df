import type { ReservationState, Side } from './vocabulary.ts';

interface Transition {
  from: readonly ReservationState[];
  to: ReservationState;
  by: readonly (Side | 'time')[];
}

/** The life of a reservation. The ledger's functions carry out the same table under the lot's lock. */
export const reservationWorkflow = {
  accept: { from: ['requested'], to: 'accepted', by: ['holder'] },
  refuse: { from: ['requested'], to: 'refused', by: ['holder'] },
  cancel: { from: ['requested', 'accepted', 'scheduled'], to: 'cancelled', by: ['holder', 'taker'] },
  extend: { from: ['requested', 'accepted', 'scheduled'], to: 'accepted', by: ['holder'] },
  confirm: { from: ['accepted', 'scheduled'], to: 'handed_over', by: ['holder', 'taker'] },
  expire: { from: ['requested', 'accepted', 'scheduled'], to: 'expired', by: ['time'] },
} as const satisfies Record<string, Transition>;

export type ReservationVerb = keyof typeof reservationWorkflow;

/**
 * What this side may do now, in the order of the table. `extend` keeps the state it finds. Once the other side has said
 * what was taken (`otherHasSaid`), one answers that instead of cancelling.
 */
export function allowedVerbs(state: ReservationState, side: Side, otherHasSaid = false): ReservationVerb[] {
  return (Object.entries(reservationWorkflow) as [ReservationVerb, Transition][])
    .filter(([, transition]) => transition.from.includes(state) && transition.by.includes(side))
    .map(([verb]) => verb)
    .filter((verb) => !(otherHasSaid && verb === 'cancel'));
}
