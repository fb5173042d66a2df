import type { Actor } from '#app/domain/context.ts';
import { canEntrustSite, canManageSite, withinMandate } from '#app/domain/sites/policy.ts';

interface Place {
  organisationId: number;
  siteId: number;
}

/** Moving a site touches what is offered and what was promised: whoever acts by a mandate needs both scopes. */
export const canMoveSite = (actor: Actor, site: Place): boolean =>
  canManageSite(actor, site) && withinMandate(actor, site.siteId, 'answer');

/** Ending a site is for its own organisation alone. */
export const canCloseSite = (actor: Actor, site: Place): boolean => canEntrustSite(actor, site);
