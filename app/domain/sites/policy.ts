import type { ActingScope, Actor } from '#app/domain/context.ts';

/**
 * Whether somebody who acts for another may do this there; whoever acts for its own organisation may. A place whose site
 * is not named is no place to act for another.
 */
export const withinMandate = (
  { onBehalf }: Actor,
  siteId: number | undefined,
  ...scopes: ActingScope[]
): boolean =>
  !onBehalf || (onBehalf.siteId === siteId && scopes.some((scope) => onBehalf.scopes.includes(scope)));

/** Who may act for a site: its organisation's site managers and administrators, and whoever holds a mandate to list there. */
export const canManageSite = (actor: Actor, site: { organisationId: number; siteId?: number }): boolean =>
  actor.organisation?.id === site.organisationId &&
  (actor.organisation.role === 'site_manager' || actor.organisation.role === 'administrator') &&
  withinMandate(actor, site.siteId, 'list');

/** Who decides for a site who else acts on it: its own organisation alone. */
export const canEntrustSite = (actor: Actor, site: { organisationId: number }): boolean =>
  !actor.onBehalf &&
  actor.organisation?.id === site.organisationId &&
  (actor.organisation.role === 'site_manager' || actor.organisation.role === 'administrator');

/** Who may open one: any organisation that offers materials, through the same two roles. */
export const canCreateSite = (actor: Actor): boolean =>
  !actor.onBehalf &&
  actor.organisation !== null &&
  (actor.organisation.role === 'site_manager' || actor.organisation.role === 'administrator');

/** Members read their organisation's sites whole; everyone else reads the public view. */
export const canReadSiteWhole = (actor: Actor, site: { organisationId: number; siteId?: number }): boolean =>
  actor.organisation?.id === site.organisationId &&
  actor.organisation.role !== 'analyst' &&
  (!actor.onBehalf || actor.onBehalf.siteId === site.siteId);
