import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LEGAL_SETTINGS } from '#app/domain/legal/vocabulary.ts';
import { namedPage } from './pages.ts';
import { namesIn, proseOf } from './prose.server.ts';

const facts = { locale: 'fr' } as const;
const said = (markdown: string, settings = {}) => JSON.stringify(proseOf(markdown, { ...facts, settings }));

describe('a text of the operator', () => {
  test('keeps titles, lists, bold and links', () => {
    expect(proseOf('## Éditeur\n\n- **Nom** [ici](https://example.org/)', facts)).toEqual([
      { kind: 'heading', level: 2, id: 'editeur', of: [{ kind: 'text', text: 'Éditeur' }] },
      {
        kind: 'list',
        ordered: false,
        items: [
          [
            {
              kind: 'paragraph',
              of: [
                { kind: 'strong', of: [{ kind: 'text', text: 'Nom' }] },
                { kind: 'text', text: ' ' },
                { kind: 'link', to: 'https://example.org/', of: [{ kind: 'text', text: 'ici' }] },
              ],
            },
          ],
        ],
      },
    ]);
  });
  test.each([
    '[x](javascript:alert(1))',
    '[x](//evil.example)',
    '[x](data:text/html,x)',
    '<script>alert(1)</script>',
    '![x](http://e.example/p.png)',
    '[x](/\\evil.example)',
  ])('never leads to nor runs anything: %s', (markdown) => {
    expect(said(markdown)).not.toMatch(/"to"|<script|alert\(1\)<|evil\.example"/);
  });
  test('cites what the operator said as words, never as markup', () => {
    expect(said('{{publisher_name}}', { publisher_name: '[x](javascript:1) <b>' })).toContain(
      '[x](javascript:1) <b>',
    );
    expect(said('{{contact_email}}', { contact_email: 'a@example.org' })).toContain('mailto:a@example.org');
  });
  test('marks what is owed and leaves out what is not', () => {
    expect(proseOf('{{host_name}}', facts)).toEqual([
      { kind: 'paragraph', of: [{ kind: 'missing', name: 'host_name' }] },
    ]);
    expect(proseOf('- TVA : {{publisher_vat}}', facts)).toEqual([]);
  });
});

describe('the texts of this software', () => {
  const folder = 'db/reference/legal';
  const files = readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')] as const);
  test.each(files)('%s names pages and settings that exist', (_name, text) => {
    const { pages, cited } = namesIn(text);
    for (const page of pages) expect(namedPage(page), page).not.toBeNull();
    for (const name of cited) expect(['origin', ...Object.keys(LEGAL_SETTINGS)]).toContain(name);
  });
  test('say the same in both languages', () => {
    for (const kind of ['notice', 'terms', 'privacy', 'accessibility']) {
      const [fr, en] = ['fr', 'en'].map((language) =>
        readFileSync(`${folder}/${kind}.${language}.md`, 'utf8'),
      );
      const shape = (text = '') => [text.match(/^#+ /gm)?.length, text.match(/^- /gm)?.length, namesIn(text)];
      expect(shape(en), kind).toEqual(shape(fr));
    }
  });
});
