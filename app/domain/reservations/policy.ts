import type { Actor } from '#app/domain/context.ts';
import type { ReservationState, Side } from './vocabulary.ts';

interface Parties {
  holderOrganisationId: number;
  takerOrganisationId: number;
}

/** On which side the actor's organisation stands; null for a stranger. An analyst stands on none. */
export function sideOf(actor: Actor, reservation: Parties): Side | null {
  if (!actor.organisation || actor.organisation.role === 'analyst') return null;
  if (actor.organisation.id === reservation.holderOrganisationId) return 'holder';
  return actor.organisation.id === reservation.takerOrganisationId ? 'taker' : null;
}

/** Holders answer through their site managers and administrators; on the taker's side any member acts. */
export function canActOnReservation(actor: Actor, reservation: Parties): boolean {
  const side = sideOf(actor, reservation);
  if (side === 'taker') return true;
  return (
    side === 'holder' &&
    (actor.organisation?.role === 'site_manager' || actor.organisation?.role === 'administrator')
  );
}

const PLACE_SHOWN: readonly ReservationState[] = ['accepted', 'scheduled', 'handed_over'];

/** Address, access and contacts are for the two sides of an accepted reservation, and disappear when it falls. */
export const showsPlace = (state: ReservationState): boolean => PLACE_SHOWN.includes(state);
