import type { Actor } from '#app/domain/context.ts';
import { canManageLot } from '#app/domain/lots/policy.ts';
import { withinMandate } from '#app/domain/sites/policy.ts';

/** Who may record that reserved pieces are missing: who manages the lot; for another, with a mandate to list and to answer. */
export const canCorrectCount = (actor: Actor, lot: { organisationId: number; siteId: number }): boolean =>
  canManageLot(actor, lot) && withinMandate(actor, lot.siteId, 'answer');
