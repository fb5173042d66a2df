import { type Locale, localeCookie } from '#app/i18n/locale.ts';
import { env } from '#app/platform/env.server.ts';

const year = 365 * 24 * 3600;

/** What a reader chose for a year: language, appearance. Value of a Set-Cookie header. */
export const preferenceCookie = (name: string, value: string) =>
  `${name}=${value}; Path=/; Max-Age=${year}; HttpOnly; SameSite=Lax${env.ORIGIN.startsWith('https:') ? '; Secure' : ''}`;

export const languageCookie = (locale: Locale) => preferenceCookie(localeCookie, locale);
