/** A word people search by, as `search_word` keeps it. */
export interface KnownWord {
  word: string;
  label: string;
  lexeme: string;
  lots: number;
}

/** Lower case, no accents, as `plain()` in SQL for what a person types. */
export const plainWord = (typed: string): string =>
  typed.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');

/** The plural or the singular of a word: the index's own stems miss "lavabos" and "métaux". Itself first. */
export function otherNumbers(word: string): string[] {
  const forms = [word, `${word}s`, `${word}x`];
  if (/[sx]$/.test(word)) forms.push(word.slice(0, -1));
  if (word.endsWith('aux')) forms.push(`${word.slice(0, -3)}al`);
  if (word.endsWith('al')) forms.push(`${word.slice(0, -2)}aux`);
  return forms;
}

/** Letters to add, drop, replace or swap to go from one word to the other. */
export function slips(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

/** One slip up to five letters, two beyond: more is another word. */
const allowed = (length: number) => (length <= 3 ? 0 : length <= 5 ? 1 : 2);

/** The known word meant by one that matches nothing: fewest slips, same first letter, most lots. Null: none is close. */
export function nearestWord(typed: string, known: readonly KnownWord[]): KnownWord | null {
  const ranked = known.flatMap((one) => {
    const count = Math.abs(one.word.length - typed.length) > 2 ? 9 : slips(typed, one.word);
    if (count > allowed(typed.length)) return [];
    const rank = count * 2 + (one.word[0] === typed[0] ? 0 : 1) - Math.min(one.lots, 1e6) / 1e7;
    return [{ one, rank }];
  });
  const [best] = ranked.sort((a, b) => a.rank - b.rank || (a.one.word < b.one.word ? -1 : 1));
  return best?.one ?? null;
}
