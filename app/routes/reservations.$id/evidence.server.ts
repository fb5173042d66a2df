import type { Ctx } from '#app/domain/context.ts';
import { handoverFacts } from '#app/domain/ledger/handover-facts.server.ts';
import { codeOfReservation, inGroups } from '#app/domain/ledger/taker-code.server.ts';
import { ticketsOf } from '#app/domain/ledger/tickets.server.ts';
import { canActOnReservation } from '#app/domain/reservations/policy.ts';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import type { ReservationVerb } from '#app/domain/reservations/workflow.ts';
import { takerCode } from '#app/platform/taker-code.server.ts';

/** What the page shows around the hand-over. The code is the taker's: the holder never reads it. */
export async function handoverEvidence(
  ctx: Ctx,
  found: ReservationPageView,
  verbs: readonly ReservationVerb[],
) {
  const { id, publicId, side, handoverDetail } = found;
  const open = verbs.includes('confirm') && handoverDetail?.state !== 'confirmed' && !handoverDetail?.taker;
  const own = found.holderOrganisationId === found.takerOrganisationId;
  const code = open && side === 'taker' && !own ? await codeOfReservation(ctx, publicId, takerCode) : null;
  return {
    facts: await handoverFacts(ctx, id),
    tickets: { photos: await ticketsOf(ctx, id), mayAdd: canActOnReservation(ctx.actor, found, 'handover') },
    code: code && inGroups(code),
    mayHandOver: open && side === 'holder' && !own,
  };
}
