import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import type { Ctx } from '#app/domain/context.ts';
import { Refusal } from '#app/domain/refusal.ts';
import { privately } from '#app/domain/reservations/commands/privately.server.ts';
import { reserveVisit } from '#app/domain/reservations/commands/reserve-visit.server.ts';
import { visitInput } from '#app/domain/reservations/visit-schema.ts';
import { sessionIdOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { refusalSentence } from '#app/http/sentence.server.ts';
import { translator } from '#app/i18n/translator.ts';
import { writeDraft } from '#app/ui/visits/draft.ts';

/** Who may not ask for anything here is told why on the site's own page. */
export function sayAtSite(ctx: Ctx, site: { publicId: string; organisationId: number }) {
  const own = ctx.actor.organisation?.id === site.organisationId;
  const text = refusalSentence(ctx.locale, new Refusal(own ? 'own-lot' : 'forbidden'));
  return redirectWithFlash(paths.site(site.publicId), { tone: 'danger', text });
}

const typed = z.object({ quantity: z.record(z.uuid(), z.string().optional()).default({}) });

/** What was typed goes into the address: to be worked out without a script, or to be found again after signing in. */
export const keepDraft = (args: ActionFunctionArgs, site: string, guest: boolean) =>
  submit(args, typed, async (_ctx, { quantity }) => {
    const draft = Object.entries(quantity).map(([lot, milli]) => [lot, milli ?? '']);
    const here = paths.visitSite(site, writeDraft(Object.fromEntries(draft)));
    return redirect(guest ? paths.login(here) : here);
  });

/** All of it is held at once, in one's own name for whoever acts for no organisation. */
export const sendVisit = (args: ActionFunctionArgs, site: string) =>
  submit(args, visitInput, async (ctx, input, key) => {
    const sessionId = sessionIdOf(ctx);
    const { publicId, lines } =
      ctx.actor.organisation || !sessionId
        ? await reserveVisit(ctx, site, { key, input })
        : await privately(ctx, sessionId, (own) => reserveVisit(own, site, { key, input }));
    const t = translator(ctx.locale, 'visits.form');
    const text = t(lines.every(({ state }) => state === 'accepted') ? 'sentAccepted' : 'sent');
    return redirectWithFlash(paths.visit(publicId), { tone: 'success', text });
  });
