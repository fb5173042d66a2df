import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { requestAsGuest } from '#app/domain/reservations/commands/request-as-guest.server.ts';
import { reserveLot } from '#app/domain/reservations/commands/reserve-lot.server.ts';
import { reservePrivately } from '#app/domain/reservations/commands/reserve-privately.server.ts';
import { guestReserveInput, reserveInput } from '#app/domain/reservations/schema.ts';
import { sessionIdOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitAsking } from '#app/http/limits.server.ts';
import { paths } from '#app/http/paths.ts';
import { translator } from '#app/i18n/translator.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';

/** Somebody known: the quantity is held at once, in their own name when they act for no organisation. */
export const reserveSignedIn = (args: ActionFunctionArgs, lot: string) =>
  submit(args, reserveInput, async (ctx, input, key) => {
    const sessionId = sessionIdOf(ctx);
    const { publicId, state } =
      ctx.actor.organisation || !sessionId
        ? await reserveLot(ctx, lot, { key, input })
        : await reservePrivately(ctx, lot, { key, input, sessionId });
    const t = translator(ctx.locale, 'lots.reserve');
    const text = t(state === 'accepted' ? 'sentAccepted' : 'sentRequested');
    return redirectWithFlash(paths.reservation(publicId), { tone: 'success', text });
  });

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
