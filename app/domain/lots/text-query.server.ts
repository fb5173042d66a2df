import { sql } from 'drizzle-orm';
import { remembered } from '#app/domain/remembered.ts';
import type { Database } from '#db/client.ts';
import { wordsLike } from './known-words.server.ts';
import type { TextQuery } from './market-index.ts';
import { nearestWord, otherNumbers, plainWord } from './near-words.ts';
import { type TypedWord, takeSizes, wordsOf } from './text-words.ts';
import type { Understood } from './views.ts';

export interface UnderstoodText extends Understood {
  /** null: nothing to search by */
  text: TextQuery | null;
}

const NOTHING: UnderstoodText = { text: null, words: [], corrected: [], exactly: null, size: [] };

/** What a text asks for. The same text costs nothing the second time within a minute. */
export function understandText(db: Database, q: string | undefined): Promise<UnderstoodText> {
  return q ? understand(db, q) : Promise.resolve(NOTHING);
}

const understand = remembered(1000, read, { forMs: 60_000 });

interface Meaning {
  word: TypedWord;
  query: TextQuery;
  /** the word searched instead of the one typed */
  instead: string | null;
}

async function read(db: Database, q: string): Promise<UnderstoodText> {
  const { text, sizes } = takeSizes(q);
  const typed = wordsOf(text);
  const meanings = typed.length > 0 ? await meaningsOf(db, typed) : [];
  const corrected = meanings.flatMap(({ word, instead }) =>
    instead === null ? [] : [{ from: word.text, to: instead }],
  );
  return {
    text: all(meanings.map(({ word, query }) => (word.excluded ? { op: 'not', of: query } : query))),
    words: meanings.map(({ word, instead }) => instead ?? word.text),
    corrected,
    exactly: corrected.length > 0 ? exactly(q, corrected) : null,
    size: sizes,
  };
}

function all(of: TextQuery[]): TextQuery | null {
  const [only] = of;
  if (!only) return null;
  return of.length === 1 ? only : { op: 'and', of };
}

/** The same text with what was corrected between quotes: searched as typed. */
function exactly(q: string, corrected: { from: string }[]): string {
  const words = new Set(corrected.map(({ from }) => from));
  return q.replace(/[\p{L}\p{N}]+/gu, (word) => (words.has(word.toLowerCase()) ? `"${word}"` : word));
}

interface Looked extends Record<string, unknown> {
  word: string;
  lexemes: string[];
  /** of the same word in the singular or the plural, where we know it */
  known: string[];
  /** the beginning of known words */
  begins: boolean;
}

async function meaningsOf(db: Database, typed: TypedWord[]): Promise<Meaning[]> {
  const looked = new Map((await look(db, typed)).map((row) => [row.word, row]));
  const meanings = await Promise.all(
    typed.map((word) => {
      const row = looked.get(word.text);
      return row && row.lexemes.length > 0 ? meaningOf(db, word, row) : null;
    }),
  );
  const found = meanings.filter((meaning) => meaning !== null);
  // one letter among words says nothing: "IPN H" is sought by "IPN"
  const long = found.filter(({ word }) => word.text.length > 1);
  return long.length > 0 ? long : found;
}

async function meaningOf(db: Database, word: TypedWord, row: Looked): Promise<Meaning> {
  const [lexeme] = row.lexemes;
  const alone = row.lexemes.length === 1 && lexeme !== undefined;
  const query = alone
    ? any([...new Set([lexeme, ...row.known])].sort().map(asWord))
    : (all(row.lexemes.map(asWord)) ?? NONE);
  const asTyped = { word, query, instead: null };
  const plain = plainWord(word.text);
  if (row.known.length > 0 || word.exact || word.excluded || !/^[a-z]{3,40}$/.test(plain)) return asTyped;
  if (await isInLots(db, row.lexemes)) return asTyped;
  if (row.begins) return { word, query: { op: 'word', lexeme: plain, prefix: true }, instead: null };
  const nearest = nearestWord(plain, await wordsLike(db, plain));
  if (!nearest) return asTyped;
  const [meant] = await look(db, [{ ...word, text: nearest.label }]);
  const lexemes = new Set([nearest.lexeme, ...(meant?.known ?? [])]);
  return { word, query: any([...lexemes].sort().map(asWord)), instead: nearest.label };
}

const NONE: TextQuery = { op: 'none' };
const asWord = (lexeme: string): TextQuery => ({ op: 'word', lexeme, prefix: false });
const any = (of: TextQuery[]): TextQuery => (of.length === 1 && of[0] ? of[0] : { op: 'or', of });

/** The lexemes of each word in the configuration of the index (a stop word has none), and whether the word is one we know. */
async function look(db: Database, typed: TypedWord[]): Promise<Looked[]> {
  const words = typed.map(({ text }) => {
    const plain = plainWord(text);
    return { word: text, plain, forms: otherNumbers(plain) };
  });
  // a few probes of the primary key, of the lexemes and of the prefixes a word: 0.2 ms for four words
  return [
    ...(await db.execute<Looked>(sql`
    select w.word, v.lexemes,
           array(select k.lexeme from search_word k where k.word in (select jsonb_array_elements_text(w.forms))
                 union select k.lexeme from search_word k where k.lexeme = any(v.lexemes)) as known,
           exists (select from search_word k where k.word ~>=~ w.plain and k.word ~<~ (w.plain || chr(1114111))) as begins
      from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as w(word text, plain text, forms jsonb),
           lateral (select tsvector_to_array(to_tsvector('public.fr', w.word)) as lexemes) v`)),
  ];
}

/** For a word nobody taught us: does a lot have it all the same? Rare by nature, so the index answers at once. */
async function isInLots(db: Database, lexemes: string[]): Promise<boolean> {
  const query = lexemes
    .map((lexeme) => `'${lexeme.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`)
    .join(' & ');
  const [row] = await db.execute<{ found: boolean }>(sql`
    select exists (select from lot l where l.status = 'published' and l.search @@ ${query}::tsquery) as found`);
  return row?.found ?? false;
}
