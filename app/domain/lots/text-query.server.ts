import { sql } from 'drizzle-orm';
import { remembered } from '#app/domain/remembered.ts';
import type { Database } from '#db/client.ts';
import type { TextQuery } from './market-index.ts';
import { takeSizes, wordsOf } from './text-words.ts';

export interface UnderstoodText {
  /** null: nothing to search by */
  text: TextQuery | null;
  /** dimensions taken out of the text, in millimetres */
  sizes: number[];
  /** the words searched, as typed or corrected */
  words: string[];
}

const NOTHING: UnderstoodText = { text: null, sizes: [], words: [] };

/** What a text asks for. The same text costs nothing the second time. */
export function understandText(db: Database, q: string | undefined): Promise<UnderstoodText> {
  return q ? understand(db, q) : Promise.resolve(NOTHING);
}

const understand = remembered(1000, read, { forMs: 60_000 });

async function read(db: Database, q: string): Promise<UnderstoodText> {
  const { text, sizes } = takeSizes(q);
  const typed = wordsOf(text);
  if (typed.length === 0) return { ...NOTHING, sizes };
  const lexemes = await lexemesOf(
    db,
    typed.map((word) => word.text),
  );
  const of = typed.flatMap(({ text: word, excluded }): TextQuery[] =>
    (lexemes.get(word) ?? []).map((lexeme): TextQuery => {
      const one: TextQuery = { op: 'word', lexeme, prefix: false };
      return excluded ? { op: 'not', of: one } : one;
    }),
  );
  const words = typed.filter(({ text: word }) => lexemes.has(word)).map(({ text: word }) => word);
  const [only] = of;
  return { text: only && of.length === 1 ? only : only ? { op: 'and', of } : null, sizes, words };
}

/** The lexemes of each word in the configuration of the index; a word without meaning ("de") has none. */
async function lexemesOf(db: Database, words: string[]): Promise<Map<string, string[]>> {
  const rows = await db.execute<{ word: string; lexemes: string[] }>(sql`
    select word, tsvector_to_array(to_tsvector('public.fr', word)) as lexemes
      from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) as word`);
  return new Map([...rows].filter((row) => row.lexemes.length > 0).map((row) => [row.word, row.lexemes]));
}
