import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { KnownWord } from './near-words.ts';

/** Words that look alike: by groups of three letters, and by their first letter and length (letters swapped share no group). */
export async function wordsLike(db: Database, plain: string): Promise<KnownWord[]> {
  const first = plain.slice(0, 1);
  return [
    ...(await db.execute<KnownWord & Record<string, unknown>>(sql`
    (select word, label, lexeme, lots from search_word where word % ${plain} order by similarity(word, ${plain}) desc, lots desc limit 40)
    union
    (select word, label, lexeme, lots from search_word
      where word ~>=~ ${first} and word ~<~ ${`${first}\u{10ffff}`} and length(word) between ${plain.length - 1} and ${plain.length + 1}
      order by lots desc limit 400)`)),
  ];
}

/** Words that begin so, most said first; the b-tree of prefixes answers alone. */
export async function wordsBeginning(db: Database, plain: string, limit: number): Promise<KnownWord[]> {
  return [
    ...(await db.execute<KnownWord & Record<string, unknown>>(sql`
    select word, label, lexeme, lots from search_word
     where word ~>=~ ${plain} and word ~<~ ${`${plain}\u{10ffff}`} and lots > 0
     order by lots desc, word limit ${limit}`)),
  ];
}
