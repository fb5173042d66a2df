import { z } from 'zod';
import type { Ctx } from '#app/domain/context.ts';
import { handOverWork } from '#app/domain/organisations/commands/hand-over-work.server.ts';
import { endStandIn, setStandIn } from '#app/domain/organisations/commands/set-stand-in.server.ts';
import { day, v } from '#app/domain/validation.ts';
import { translator } from '#app/i18n/translator.ts';

const someone = z.uuid(v('required'));

/** What the forms of the page ask for. */
export const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('hand-over'), heir: someone, leaves: z.enum(['on']).optional() }),
  z.object({ intent: z.literal('stand-in'), standIn: someone, startsOn: day, endsOn: day }),
  z.object({ intent: z.literal('end-stand-in'), standIn: z.uuid(v('invalid-choice')) }),
]);

/** What was done, and whether the person is no longer there. */
export async function carryOut(
  ctx: Ctx,
  person: string,
  asked: z.output<typeof intents>,
  key: string,
): Promise<{ text: string; gone: boolean }> {
  const t = translator(ctx.locale, 'trust.team');
  if (asked.intent === 'stand-in') {
    const { standIn, startsOn, endsOn } = asked;
    await setStandIn(ctx, { key, person, standIn, startsOn, endsOn });
    return { text: t('standInSet'), gone: false };
  }
  if (asked.intent === 'end-stand-in') {
    await endStandIn(ctx, { key, standIn: asked.standIn });
    return { text: t('standInEnded'), gone: false };
  }
  const leaves = asked.leaves === 'on';
  const { sites } = await handOverWork(ctx, { key, person, heir: asked.heir, leaves });
  return { text: t(leaves ? 'removed' : 'handedOver', { count: sites }), gone: leaves };
}
