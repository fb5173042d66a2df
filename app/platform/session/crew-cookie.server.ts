import { readCookie } from '#app/i18n/locale.ts';
import { env } from '#app/platform/env.server.ts';

/** As the session's: `__Host-` wherever the site is https, the plain name on loopback http only. */
const secure = env.ORIGIN.startsWith('https:');
export const crewCookieName = secure ? '__Host-gisement-crew' : 'gisement-crew';

const SECRET = /^[A-Za-z0-9_-]{43}$/;
const MONTH = 30 * 24 * 3600;

export function crewSecretOf(request: Request): string | null {
  const value = readCookie(request.headers.get('cookie'), crewCookieName);
  return value && SECRET.test(value) ? value : null;
}

const written = (value: string, seconds: number) =>
  `${crewCookieName}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

/** The database ends the session; the cookie merely lives as long as the longest one. */
export const crewCookie = (secret: string): string => written(secret, MONTH);
export const blankCrewCookie = (): string => written('', 0);
