import { en } from './en.ts';
import { fr, type Messages } from './fr.ts';
import type { Locale } from './locale.ts';
import { registerMessages } from './registry.ts';

export type { Messages };

/**
 * Both catalogues, for the server, jobs and tests. A component never imports this file (it would send both
 * languages to the browser): it uses `useTranslations`. To add a namespace: `fr/<name>.json` and
 * `en/<name>.json`, then one import and one name in fr.ts and in en.ts.
 */
export const messages: Record<Locale, Messages> = { fr, en };

registerMessages('fr', fr);
registerMessages('en', en);
