import { redirect } from '@remix-run/node';
import { readCookie } from '#app/i18n/locale.ts';
import { env } from '#app/platform/env.server.ts';

export interface Flash {
  tone: 'success' | 'info' | 'danger';
  text: string;
}

/**
 * One sentence for the next page, in a short-lived cookie: only its own reader can see or change it.
 * Written after an action succeeded, read and cleared by the root loader.
 */
const name = 'flash';
const attributes = `Path=/; HttpOnly; SameSite=Lax${env.ORIGIN.startsWith('https:') ? '; Secure' : ''}`;
const tones = ['success', 'info', 'danger'];

export function flashHeader(flash: Flash): string {
  const value = Buffer.from(JSON.stringify({ ...flash, text: flash.text.slice(0, 500) })).toString(
    'base64url',
  );
  return `${name}=${value}; Max-Age=60; ${attributes}`;
}

export const clearedFlash = `${name}=; Max-Age=0; ${attributes}`;

export function readFlash(request: Request): Flash | null {
  const value = readCookie(request.headers.get('cookie'), name);
  if (!value) return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(value, 'base64url').toString());
    if (typeof read !== 'object' || read === null || !('text' in read) || !('tone' in read)) return null;
    if (typeof read.text !== 'string' || typeof read.tone !== 'string' || !tones.includes(read.tone))
      return null;
    return { tone: read.tone as Flash['tone'], text: read.text.slice(0, 500) };
  } catch {
    return null;
  }
}

/** After an action: go to `url` and say there what was done, in the reader's language. */
export function redirectWithFlash(url: string, flash: Flash, headers = new Headers()): Response {
  headers.append('Set-Cookie', flashHeader(flash));
  return redirect(url, { headers });
}
