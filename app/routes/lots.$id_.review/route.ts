import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { askReviewAgain } from '#app/domain/reviews/commands/ask-review-again.server.ts';
import { actingAt, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { translator } from '#app/i18n/translator.ts';

/** Only a form is here; its page is the lot's. */
export const loader = ({ params }: ActionFunctionArgs) => redirect(paths.lot(publicIdOf(params)));

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'lot'), z.object({}), async (ctx, _asked, key) => {
    requireOrganisation(ctx, args.request);
    await askReviewAgain(ctx, id, { key });
    const text = translator(ctx.locale, 'trust.review')('askedAgain');
    return redirectWithFlash(paths.lot(id), { tone: 'success', text });
  });
}
