import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { actPrivately } from '#app/domain/organisations/commands/act-privately.server.ts';
import { switchOrganisation } from '#app/domain/organisations/commands/switch-organisation.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { text } from '#app/domain/validation.ts';
import { contextOf, requirePerson, sessionIdOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { paths, safeNext } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';

export const meta = titled('accounts', (t) => t('account.title'));

const next = z.string().optional();
const asked = z.union([z.object({ privately: z.literal('yes'), next }), z.object({ slug: text(80), next })]);

export function loader() {
  return redirect(paths.account());
}

/** Buttons of several pages send here the organisation to act for. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const read = asked.safeParse(Object.fromEntries(await args.request.formData()));
  const sessionId = sessionIdOf(ctx);
  if (!read.success || !sessionId) return refuse('not-found');
  const t = translator(ctx.locale, 'accounts.account');
  if ('privately' in read.data) await actPrivately(ctx, { sessionId });
  const name =
    'slug' in read.data
      ? (await switchOrganisation(ctx, { slug: read.data.slug, sessionId })).name
      : t('private');
  const said = t('switched', { name });
  return redirectWithFlash(safeNext(read.data.next, paths.account()), { tone: 'success', text: said });
}
