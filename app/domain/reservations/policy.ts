import type { ActingScope, Actor } from '#app/domain/context.ts';
import { withinMandate } from '#app/domain/sites/policy.ts';
import type { Side } from './vocabulary.ts';

interface Parties {
  holderOrganisationId: number;
  takerOrganisationId: number;
  siteId?: number;
}

/** On which side the actor's organisation stands; null for a stranger. An analyst stands on none. */
export function sideOf(actor: Actor, reservation: Parties): Side | null {
  if (!actor.organisation || actor.organisation.role === 'analyst') return null;
  if (actor.onBehalf) {
    const { siteId, by } = actor.onBehalf;
    // whoever holds a mandate answers no request of its own
    const own = 'mandateId' in by && by.organisation.id === reservation.takerOrganisationId;
    const holds = actor.organisation.id === reservation.holderOrganisationId;
    return siteId === reservation.siteId && holds && !own ? 'holder' : null;
  }
  if (actor.organisation.id === reservation.holderOrganisationId) return 'holder';
  return actor.organisation.id === reservation.takerOrganisationId ? 'taker' : null;
}

/**
 * Holders answer through their site managers and administrators, and through whoever they gave a mandate to do it; on the
 * taker's side any member acts.
 */
export function canActOnReservation(
  actor: Actor,
  reservation: Parties,
  scope: Extract<ActingScope, 'answer' | 'handover'> = 'answer',
): boolean {
  const side = sideOf(actor, reservation);
  if (side === 'taker') return true;
  return (
    side === 'holder' &&
    (actor.organisation?.role === 'site_manager' || actor.organisation?.role === 'administrator') &&
    withinMandate(actor, reservation.siteId, scope)
  );
}

/** Requests name people: somebody with a mandate only to list does not read them. */
export const mayReadTakers = (actor: Actor): boolean =>
  withinMandate(actor, actor.onBehalf?.siteId, 'answer', 'handover');
