import type { Messages } from './fr.ts';
import type { Locale } from './locale.ts';

/** Catalogues loaded in this process: both on the server, only the page's own in a browser. */
const loaded = new Map<Locale, Messages>();

export function registerMessages(locale: Locale, messages: Messages): void {
  loaded.set(locale, messages);
}

export function registeredMessages(locale: Locale): { locale: Locale; messages: Messages } {
  const exact = loaded.get(locale);
  if (exact) return { locale, messages: exact };
  const [other] = loaded;
  if (!other) throw new Error(`No catalogue registered for ${locale}`);
  return { locale: other[0], messages: other[1] };
}
