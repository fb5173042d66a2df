import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { tryAddressAgain } from '#app/domain/notifications/commands/try-address-again.server.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { translator } from '#app/i18n/translator.ts';

export async function loader(args: ActionFunctionArgs) {
  requirePerson(await contextOf(args), args.request);
  return redirect(paths.notifications());
}

/** "It works": the next letter goes there again, and says otherwise if it is refused again. */
export async function action(args: ActionFunctionArgs) {
  return submit(args, z.object({}), async (ctx) => {
    requirePerson(ctx, args.request);
    await tryAddressAgain(ctx);
    const text = translator(ctx.locale, 'notifications')('retried');
    return redirectWithFlash(paths.notifications(), { tone: 'success', text });
  });
}
