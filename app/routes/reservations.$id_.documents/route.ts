import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { askDocuments } from '#app/domain/documents/commands/ask-documents.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationPage } from '#app/domain/reservations/queries.server.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { translator } from '#app/i18n/translator.ts';

/** The reservation, for one of its sides: a stranger is told that there is none before anything is read of a form. */
async function found(args: LoaderFunctionArgs | ActionFunctionArgs): Promise<string> {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requirePerson(ctx, args.request);
  const { publicId } = (await reservationPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  return publicId;
}

/** Only posted to: the documents are on the page of the reservation. */
export async function loader(args: LoaderFunctionArgs) {
  throw redirect(`${paths.reservation(await found(args))}#documents`);
}

export async function action(args: ActionFunctionArgs) {
  const reservation = await found(args);
  return submit(actingAt(args, 'reservation'), z.object({}), async (ctx, _asked, key) => {
    await askDocuments(ctx, { key, reservation });
    const text = translator(ctx.locale, 'documents.section')('asked');
    return redirectWithFlash(paths.reservation(reservation), { tone: 'success', text });
  });
}
