import type { PageMessages } from './fr.ts';
import type { Locale } from './locale.ts';

/** Catalogues loaded in this process: both on the server, only the page's own in a browser. */
const loaded = new Map<Locale, PageMessages>();

export function registerMessages(locale: Locale, messages: PageMessages): void {
  loaded.set(locale, messages);
}

export function registeredMessages(locale: Locale): { locale: Locale; messages: PageMessages } {
  const exact = loaded.get(locale);
  if (exact) return { locale, messages: exact };
  const [other] = loaded;
  if (!other) throw new Error(`No catalogue registered for ${locale}`);
  return { locale: other[0], messages: other[1] };
}
