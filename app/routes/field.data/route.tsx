import { json, type LoaderFunctionArgs } from '@remix-run/node';
import { fieldData } from '#app/domain/field/queries.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { fieldWorker } from '#app/http/field.server.ts';
import { readCookie } from '#app/i18n/locale.ts';
import { isTheme } from '#app/ui/layout/viewer.ts';

/** What the field page keeps on the phone. Signed out it answers 401, never a page to sign in. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, account, crew } = await fieldWorker(args);
  if (!account) return refuse('forbidden');
  const data = await fieldData(ctx, account, crew?.link ?? ctx.actor.person?.name ?? '');
  const chosen = readCookie(args.request.headers.get('cookie'), 'theme');
  // the page kept on the phone was made for nobody: the appearance comes with the figures
  const theme = isTheme(chosen) ? chosen : 'auto';
  return json({ ...data, theme }, { headers: { 'Cache-Control': 'no-store' } });
}
