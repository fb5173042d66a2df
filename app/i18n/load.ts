import type { PageMessages } from './fr.ts';
import type { Locale } from './locale.ts';
import { registerMessages } from './registry.ts';

/** Browser side: downloads the one hashed chunk of the page's language before hydration. */
export async function loadMessages(locale: Locale): Promise<PageMessages> {
  const messages = locale === 'en' ? (await import('./en.ts')).en : (await import('./fr.ts')).fr;
  registerMessages(locale, messages);
  return messages;
}
