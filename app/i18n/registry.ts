import type { PageMessages } from './fr.ts';
import type { Locale } from './locale.ts';

/** Catalogues of this process: both whole on the server; in a browser what its pages have wished for, in its language. */
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

type Words = () => Promise<{ default: object }>;
let wished: Promise<unknown> = Promise.resolve();

/**
 * Asks for one namespace in the page's language; scripts/messages-plugin.mjs writes the calls, only for browsers.
 * @public
 */
export function wish(namespace: keyof PageMessages, words: Record<Locale, Words>): void {
  const locale: Locale = document.documentElement.lang === 'en' ? 'en' : 'fr';
  const messages = loaded.get(locale) ?? ({} as PageMessages);
  loaded.set(locale, messages);
  const arrived = words[locale]().then((module) => Object.assign(messages, { [namespace]: module.default }));
  wished = Promise.all([wished, arrived]);
}

/** Everything wished for until now is there. */
export async function settled(): Promise<void> {
  for (let seen: unknown; seen !== wished; ) {
    seen = wished;
    await seen;
  }
}
