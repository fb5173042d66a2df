import type { Actor } from '#app/domain/context.ts';

/** Who may act for a site: its organisation's site managers and administrators. */
export const canManageSite = (actor: Actor, site: { organisationId: number }): boolean =>
  actor.organisation?.id === site.organisationId &&
  (actor.organisation.role === 'site_manager' || actor.organisation.role === 'administrator');

/** Who may open one: any organisation that offers materials, through the same two roles. */
export const canCreateSite = (actor: Actor): boolean =>
  actor.organisation !== null &&
  (actor.organisation.role === 'site_manager' || actor.organisation.role === 'administrator');

/** Members read their organisation's sites whole; everyone else reads the public view. */
export const canReadSiteWhole = (actor: Actor, site: { organisationId: number }): boolean =>
  actor.organisation?.id === site.organisationId && actor.organisation.role !== 'analyst';
