import type { Ctx } from '#app/domain/context.ts';
import { Refusal } from '#app/domain/refusal.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { paths } from '#app/http/paths.ts';
import { refusalSentence } from '#app/http/sentence.server.ts';

/** Who may not ask for this lot at all is told why on its own page. */
export function sayAtLot(ctx: Ctx, lot: { publicId: string; organisationId: number }) {
  const own = ctx.actor.organisation?.id === lot.organisationId;
  const text = refusalSentence(ctx.locale, new Refusal(own ? 'own-lot' : 'forbidden'));
  return redirectWithFlash(paths.lot(lot.publicId), { tone: 'danger', text });
}
