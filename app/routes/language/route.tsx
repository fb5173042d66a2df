import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { chooseLanguage } from '#app/domain/organisations/commands/choose-language.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { languageCookie, preferenceCookie } from '#app/http/language.server.ts';
import { paths, safeNext } from '#app/http/paths.ts';
import { isLocale } from '#app/i18n/locale.ts';
import { isTheme } from '#app/ui/layout/viewer.ts';

export function loader() {
  return redirect(paths.home());
}

/** Keeps the language (for the person's mails too) or the appearance chosen in the footer, and goes back to the page. */
export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const lang = form.get('lang');
  const theme = form.get('theme');
  const next = form.get('next');
  const headers = new Headers();
  if (isLocale(lang)) await chooseLanguage(await contextOf(args), lang);
  if (isLocale(lang)) headers.append('Set-Cookie', languageCookie(lang));
  if (isTheme(theme)) headers.append('Set-Cookie', preferenceCookie('theme', theme));
  return redirect(safeNext(typeof next === 'string' ? next : null), { headers });
}
