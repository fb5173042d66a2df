import { describe, expect, test } from 'vitest';
import { namedPage } from '#app/http/prose/pages.ts';
import { namesIn } from '#app/http/prose/prose.server.ts';
import { messages } from '#app/i18n/messages.ts';
import { GLOSSARY } from './glossary.server.ts';
import { PROFILES } from './profiles.ts';
import { helpText } from './texts.server.ts';
import { RULED_WORDS } from './words.ts';

const NAMES = [...PROFILES, 'questions'] as const;
const words = new Set(GLOSSARY.map(({ word }) => word));

const leaves = (tree: object): string[] =>
  Object.values(tree).flatMap((value: unknown) =>
    typeof value === 'object' && value !== null ? leaves(value) : [String(value)],
  );

describe('the help', () => {
  test.each(NAMES)('%s says the same in both languages, of pages and words that exist', (name) => {
    const [fr, en] = [helpText('fr', name), helpText('en', name)];
    const shape = (text: string) => [text.match(/^#+ /gm)?.length, text.match(/^\d+\. /gm)?.length];
    expect(shape(en)).toEqual(shape(fr));
    for (const text of [fr, en]) {
      const { pages, words: terms, cited } = namesIn(text);
      for (const page of pages) expect(namedPage(page), page).not.toBeNull();
      for (const term of terms) expect(words, term).toContain(term);
      for (const value of cited) expect(['delay_request', 'delay_pick_up']).toContain(value);
    }
    expect(namesIn(en)).toEqual(namesIn(fr));
  });
  test('answers ten questions of law, each with its source', () => {
    for (const locale of ['fr', 'en'] as const) {
      const text = helpText(locale, 'questions');
      expect(text.match(/^## \d+\. /gm)).toHaveLength(10);
      expect(text.match(/^Source/gm)).toHaveLength(10);
    }
  });
  test('each word of the glossary is there once, with a source in both languages', () => {
    expect(words.size).toBe(GLOSSARY.length);
    for (const { fr, en } of GLOSSARY) expect([fr.source, en.source, fr.means, en.means]).not.toContain('');
  });
});

describe('the words that rule the French interface', () => {
  test.each(RULED_WORDS)('« $say » has a line in the glossary', ({ entry }) => {
    expect(words).toContain(entry);
  });
  test.each(Object.entries(messages.fr))('catalogue %s says none that is ruled out', (_name, catalogue) => {
    for (const text of leaves(catalogue))
      for (const { never } of RULED_WORDS) for (const variant of never) expect(text).not.toMatch(variant);
  });
  test('nor does the help', () => {
    for (const name of NAMES)
      for (const { never } of RULED_WORDS)
        for (const variant of never) expect(helpText('fr', name)).not.toMatch(variant);
  });
});
