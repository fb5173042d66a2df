import type { Ctx } from '#app/domain/context.ts';
import { actsAboutMyOrganisation } from '#app/domain/operator/queries.server.ts';
import { openJoinRequests } from '#app/domain/organisations/join-requests.server.ts';
import { myColleagues, openInvitations } from '#app/domain/organisations/queries.server.ts';
import { myVerification } from '#app/domain/verification/queries.server.ts';

/** What only its own people read of the page of an organisation. */
export async function ownSide(ctx: Ctx) {
  const [colleagues, invitations, requests, verification, acts] = await Promise.all([
    myColleagues(ctx),
    openInvitations(ctx),
    openJoinRequests(ctx),
    myVerification(ctx),
    actsAboutMyOrganisation(ctx),
  ]);
  return { colleagues, invitations, requests, verification, acts };
}
