import type { Locale } from '#app/i18n/locale.ts';
import type { Profile } from './profiles.ts';

const texts = import.meta.glob<string>('./{fr,en}/*.md', { query: '?raw', import: 'default', eager: true });

/** A text of the help, in Markdown. */
export function helpText(locale: Locale, name: Profile | 'questions'): string {
  const text = texts[`./${locale}/${name}.md`];
  if (text === undefined) throw new Error(`no help text ${locale}/${name}`);
  return text;
}
