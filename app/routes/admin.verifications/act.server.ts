import { z } from 'zod';
import type { Ctx } from '#app/domain/context.ts';
import { approveDomain, endDomain } from '#app/domain/verification/commands/approve-domain.server.ts';
import { decideVerification } from '#app/domain/verification/commands/decide-verification.server.ts';
import { approveDomainSchema, decideSchema, endDomainSchema } from '#app/domain/verification/schema.ts';
import { translator } from '#app/i18n/translator.ts';

/** What the forms of the page ask for. */
export const intents = z.union([decideSchema, approveDomainSchema, endDomainSchema]);

/** Returns the sentence that says what was done. */
export async function carryOut(ctx: Ctx, asked: z.output<typeof intents>, key: string): Promise<string> {
  const t = translator(ctx.locale, 'trust.desk');
  if (asked.intent === 'decide') {
    const { decision } = await decideVerification(ctx, { key, ...asked });
    return t('done', { decision });
  }
  if (asked.intent === 'end-domain') {
    await endDomain(ctx, { key, domain: asked.domain, reason: asked.reason });
    return t('domainEnded');
  }
  const { intent: _, ...input } = asked;
  await approveDomain(ctx, { key, input });
  return t('domainApproved');
}
