import type { Actor } from '#app/domain/context.ts';
import { withinMandate } from '#app/domain/sites/policy.ts';

/**
 * Who opens, cancels and sizes the hours of a site: its organisation's site managers and administrators, and whoever
 * may answer requests there by a mandate.
 */
export const canOpenSlots = (actor: Actor, site: { organisationId: number; siteId: number }): boolean =>
  actor.organisation?.id === site.organisationId &&
  (actor.organisation.role === 'site_manager' || actor.organisation.role === 'administrator') &&
  withinMandate(actor, site.siteId, 'answer');
