import { z } from 'zod';
import type { Ctx } from '#app/domain/context.ts';
import { answerJoinRequest } from '#app/domain/organisations/commands/answer-join-request.server.ts';
import { changeRole } from '#app/domain/organisations/commands/change-role.server.ts';
import { leaveOrganisation } from '#app/domain/organisations/commands/leave-organisation.server.ts';
import { revokeInvitation } from '#app/domain/organisations/commands/revoke-invitation.server.ts';
import { changeRoleSchema } from '#app/domain/organisations/schema.ts';
import { roles } from '#app/domain/organisations/vocabulary.ts';
import { choice, v } from '#app/domain/validation.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';

const id = z.uuid(v('invalid-choice'));

/** What the buttons of the page ask for. */
export const intents = z.discriminatedUnion('intent', [
  changeRoleSchema.extend({ intent: z.literal('role') }),
  z.object({ intent: z.literal('remove'), person: id }),
  z.object({ intent: z.literal('revoke'), invitation: id }),
  z.object({ intent: z.literal('leave') }),
  z.object({ intent: z.literal('join-accept'), request: id, role: choice(roles) }),
  z.object({ intent: z.literal('join-decline'), request: id }),
]);

type Said = 'revoked' | 'left' | 'roleChanged' | 'removed' | 'joinAccepted' | 'joinDeclined';

/** Returns the name of the sentence that says what was done. */
export async function carryOut(ctx: Ctx, asked: z.output<typeof intents>, key: string): Promise<Said> {
  if (asked.intent === 'revoke') {
    await revokeInvitation(ctx, { key, publicId: asked.invitation });
    return 'revoked';
  }
  if (asked.intent === 'join-accept' || asked.intent === 'join-decline') {
    const role = asked.intent === 'join-accept' ? asked.role : null;
    await answerJoinRequest(ctx, { key, request: asked.request, role });
    return role ? 'joinAccepted' : 'joinDeclined';
  }
  if (asked.intent === 'leave') {
    await leaveOrganisation(ctx, { key });
    return 'left';
  }
  const role = asked.intent === 'role' ? asked.role : null;
  await changeRole(ctx, { key, person: asked.person, role });
  return role ? 'roleChanged' : 'removed';
}

export function sentenceOf(locale: Locale, said: Said): string {
  if (said === 'joinAccepted') return translator(locale, 'trust.requests')('accepted');
  if (said === 'joinDeclined') return translator(locale, 'trust.requests')('declined');
  return translator(locale, 'organisations')(`page.${said}`);
}
