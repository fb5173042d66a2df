import { createHash, randomBytes } from 'node:crypto';
import { readCookie } from '#app/i18n/locale.ts';
import { env } from '#app/platform/env.server.ts';

/** As the session's: `__Host-` wherever the site is https. It names a browser, never a person, and opens nothing by itself. */
const secure = env.ORIGIN.startsWith('https:');
export const deviceCookieName = secure ? '__Host-gisement-device' : 'gisement-device';

const SECRET = /^[A-Za-z0-9_-]{43}$/;
export const DEVICE_DAYS = 90;

function deviceSecretOf(request: Request): string | null {
  const value = readCookie(request.headers.get('cookie'), deviceCookieName);
  return value && SECRET.test(value) ? value : null;
}

const digest = (secret: string) => createHash('sha256').update(`device:${secret}`).digest();

/** What is kept of the browser's cookie, or null when it has none. */
export function deviceHashOf(request: Request): Buffer | null {
  const secret = deviceSecretOf(request);
  return secret ? digest(secret) : null;
}

/** A new name for this browser at each proof, with the Set-Cookie value that gives it. */
export function newDevice(): { hash: Buffer; cookie: string } {
  const secret = randomBytes(32).toString('base64url');
  const seconds = DEVICE_DAYS * 24 * 3600;
  const cookie = `${deviceCookieName}=${secret}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return { hash: digest(secret), cookie };
}
