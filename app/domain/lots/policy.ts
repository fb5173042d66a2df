import type { Actor } from '#app/domain/context.ts';

type Held = { organisationId: number };

/** Who may list, change, publish or withdraw a lot: its holder's site managers and administrators. */
export const canManageLot = (actor: Actor, lot: Held): boolean =>
  actor.organisation?.id === lot.organisationId &&
  (actor.organisation.role === 'site_manager' || actor.organisation.role === 'administrator');

/** Anyone but the holder may ask for a lot, a visitor included: the mail link makes the person known. */
export const canReserveLot = (actor: Actor, lot: Held): boolean =>
  actor.organisation?.id !== lot.organisationId && actor.organisation?.role !== 'analyst';
