import type { OpenedSession } from '#app/domain/organisations/outside.ts';
import { isLocale, type Locale, localeCookie, readCookie } from '#app/i18n/locale.ts';
import { env } from '#app/platform/env.server.ts';

const year = 365 * 24 * 3600;
const secure = env.ORIGIN.startsWith('https:') ? '; Secure' : '';

/** The session's cookie; and the person's language, unless this browser has chosen one. */
export function signedInHeaders(request: Request, opened: OpenedSession & { locale?: Locale }): Headers {
  const headers = new Headers({ 'Set-Cookie': opened.cookie });
  const chosen = readCookie(request.headers.get('cookie'), localeCookie);
  if (opened.locale && !isLocale(chosen)) {
    headers.append(
      'Set-Cookie',
      `${localeCookie}=${opened.locale}; Path=/; Max-Age=${year}; HttpOnly; SameSite=Lax${secure}`,
    );
  }
  return headers;
}
