import type { ActionFunctionArgs } from '@remix-run/node';
import type { Ctx } from '#app/domain/context.ts';
import { answerVisit, cancelVisit } from '#app/domain/reservations/commands/answer-visit.server.ts';
import { visitAnswerInput, visitCancelInput } from '#app/domain/reservations/visit-schema.ts';
import { actingAt, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { translator } from '#app/i18n/translator.ts';

const done = (id: string, text: string) => redirectWithFlash(paths.visit(id), { tone: 'success', text });
const words = (ctx: Ctx) => translator(ctx.locale, 'visits');

/** The page's two forms: the holder's answer, and lines given up by either side. */
export async function carryOut(args: ActionFunctionArgs, id: string) {
  const here = actingAt(args, 'visit');
  const intent = (await args.request.clone().formData()).get('intent');
  if (intent === 'cancel')
    return submit(here, visitCancelInput, async (ctx, input, key) => {
      requirePerson(ctx, args.request);
      const { cancelled } = await cancelVisit(ctx, id, { key, input });
      return done(id, words(ctx)('cancel.done', { lots: cancelled }));
    });
  return submit(here, visitAnswerInput, async (ctx, input, key) => {
    requirePerson(ctx, args.request);
    const { accepted, refused } = await answerVisit(ctx, id, { key, input });
    return done(id, words(ctx)('answer.done', { accepted, refused }));
  });
}
