import type { ActingScope, Actor } from '#app/domain/context.ts';
import { withinMandate } from '#app/domain/sites/policy.ts';

type Held = { organisationId: number; siteId?: number };

/** Who may list, change, publish or withdraw a lot: its holder's site managers and administrators. */
export const canManageLot = (
  actor: Actor,
  lot: Held,
  scope: Extract<ActingScope, 'list' | 'photo'> = 'list',
): boolean =>
  actor.organisation?.id === lot.organisationId &&
  (actor.organisation.role === 'site_manager' || actor.organisation.role === 'administrator') &&
  withinMandate(actor, lot.siteId, 'list', scope);

/** Anyone but the holder may ask for a lot, a visitor included: the mail link makes the person known. */
export const canReserveLot = (actor: Actor, lot: Held): boolean =>
  !actor.onBehalf && actor.organisation?.id !== lot.organisationId && actor.organisation?.role !== 'analyst';
