import type { OpenedSession } from '#app/domain/organisations/outside.ts';
import { languageCookie } from '#app/http/language.server.ts';
import { isLocale, type Locale, localeCookie, readCookie } from '#app/i18n/locale.ts';

/** The session's cookie; and the person's language, unless this browser has chosen one. */
export function signedInHeaders(request: Request, opened: OpenedSession & { locale?: Locale }): Headers {
  const headers = new Headers({ 'Set-Cookie': opened.cookie });
  const chosen = readCookie(request.headers.get('cookie'), localeCookie);
  if (opened.locale && !isLocale(chosen)) {
    headers.append('Set-Cookie', languageCookie(opened.locale));
  }
  return headers;
}
