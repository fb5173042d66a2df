import { z } from 'zod';
import type { Ctx } from '#app/domain/context.ts';
import { changeRole } from '#app/domain/organisations/commands/change-role.server.ts';
import { leaveOrganisation } from '#app/domain/organisations/commands/leave-organisation.server.ts';
import { revokeInvitation } from '#app/domain/organisations/commands/revoke-invitation.server.ts';
import { changeRoleSchema } from '#app/domain/organisations/schema.ts';
import { v } from '#app/domain/validation.ts';

const id = z.uuid(v('invalid-choice'));

/** What the buttons of the page ask for. */
export const intents = z.discriminatedUnion('intent', [
  changeRoleSchema.extend({ intent: z.literal('role') }),
  z.object({ intent: z.literal('remove'), person: id }),
  z.object({ intent: z.literal('revoke'), invitation: id }),
  z.object({ intent: z.literal('leave') }),
]);

/** Returns the name of the sentence that says what was done. */
export async function carryOut(ctx: Ctx, asked: z.output<typeof intents>, key: string) {
  if (asked.intent === 'revoke') {
    await revokeInvitation(ctx, { key, publicId: asked.invitation });
    return 'revoked' as const;
  }
  if (asked.intent === 'leave') {
    await leaveOrganisation(ctx, { key });
    return 'left' as const;
  }
  const role = asked.intent === 'role' ? asked.role : null;
  await changeRole(ctx, { key, person: asked.person, role });
  return role ? ('roleChanged' as const) : ('removed' as const);
}
