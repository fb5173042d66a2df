import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { switchOrganisation } from '#app/domain/organisations/commands/switch-organisation.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { text } from '#app/domain/validation.ts';
import { contextOf, requirePerson, sessionIdOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { paths, safeNext } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';

export const meta = titled('accounts', (t) => t('account.title'));

const asked = z.object({ slug: text(80), next: z.string().optional() });

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
  const { name } = await switchOrganisation(ctx, { slug: read.data.slug, sessionId });
  const said = translator(ctx.locale, 'accounts')('account.switched', { name });
  return redirectWithFlash(safeNext(read.data.next, paths.account()), { tone: 'success', text: said });
}
