import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import type { Ctx } from '#app/domain/context.ts';
import { reserveAtPrice, reserveAtPricePrivately } from '#app/domain/prices/commands/propose-price.server.ts';
import { proposalBesideRequest } from '#app/domain/prices/schema.ts';
import { requestAsGuest } from '#app/domain/reservations/commands/request-as-guest.server.ts';
import { reserveLot } from '#app/domain/reservations/commands/reserve-lot.server.ts';
import { reservePrivately } from '#app/domain/reservations/commands/reserve-privately.server.ts';
import { guestReserveInput, type ReserveInput, reserveInput } from '#app/domain/reservations/schema.ts';
import { sessionIdOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitAsking } from '#app/http/limits.server.ts';
import { paths } from '#app/http/paths.ts';
import { translator } from '#app/i18n/translator.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';

/** Somebody known: the quantity is held at once, in their own name when they act for no organisation. */
export const reserveSignedIn = (args: ActionFunctionArgs, lot: string) =>
  submit(args, reserveInput.and(proposalBesideRequest), async (ctx, asked, key) => {
    const { proposal, sure, ...input } = asked;
    const call = { key, input };
    const { publicId, state } = await (proposal === undefined
      ? reserved(ctx, lot, call)
      : reservedAt(ctx, lot, { ...call, proposal: { cents: proposal, sure } }));
    const t = translator(ctx.locale, 'lots.reserve');
    const text = t(state === 'accepted' ? 'sentAccepted' : 'sentRequested');
    return redirectWithFlash(paths.reservation(publicId), { tone: 'success', text });
  });

/** In their own name when they act for no organisation. */
function reserved(ctx: Ctx, lot: string, call: { key: string; input: ReserveInput }) {
  const sessionId = sessionIdOf(ctx);
  return ctx.actor.organisation || !sessionId
    ? reserveLot(ctx, lot, call)
    : reservePrivately(ctx, lot, { ...call, sessionId });
}

function reservedAt(
  ctx: Ctx,
  lot: string,
  call: { key: string; input: ReserveInput; proposal: { cents: number; sure: boolean } },
) {
  const sessionId = sessionIdOf(ctx);
  return ctx.actor.organisation || !sessionId
    ? reserveAtPrice(ctx, lot, call)
    : reserveAtPricePrivately(ctx, lot, { ...call, sessionId });
}

/** A visitor: a mail link confirms first. The page says the same whether or not the mailbox may still receive one. */
export const reserveAsGuest = (args: ActionFunctionArgs, lot: string) =>
  submit(args, guestReserveInput, async (ctx, input, key) => {
    const { mayMail } = await limitAsking(args, input.email);
    if (mayMail) {
      await requestAsGuest(ctx, lot, {
        key,
        input,
        send: async (tx, { draft, token, email, name, lotTitle, holder, quantityMilli, unit }) => {
          await queueMail(tx, {
            kind: 'confirm-reservation',
            to: email,
            locale: ctx.locale,
            dedupKey: `confirm-reservation:${draft}`,
            params: { name, lot: lotTitle, holder, quantityMilli, unit, token },
          });
        },
      });
    }
    return redirect(`${paths.reserveLot(lot)}?sent`);
  });
