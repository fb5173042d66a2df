/** "sans amiante", "absence de PCB", "non créosoté": a word denied this near is not declared. */
const DENIALS = new Set([
  'sans',
  'anti',
  'contre',
  'non',
  'pas',
  'hors',
  'exempt',
  'exempte',
  'exempts',
  'absence',
  'aucun',
  'aucune',
  'without',
  'no',
  'not',
  'free',
]);
/** Words that may stand between a denial and what it denies. */
const LINKS = new Set(['de', 'd', 'du', 'la', 'le', 'les', 'l', 'of', 'trace', 'traces', 'presence', 'any']);

const MOST_KNOWN = 5000;
let known = new Map<string, string[]>();

/** A rule's phrases come back with every lot, a designation with every rule: each is cut up once. */
function wordsOf(text: string): string[] {
  const had = known.get(text);
  if (had) return had;
  if (known.size >= MOST_KNOWN) known = new Map();
  const words = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  known.set(text, words);
  return words;
}

function isDenied(words: readonly string[], at: number, length: number): boolean {
  let before = at - 1;
  while (before >= 0 && LINKS.has(words[before] ?? '')) before--;
  return DENIALS.has(words[before] ?? '') || words[at + length] === 'free';
}

/** Does the text name one of these, accents and plurals aside, without denying it? */
export function mentions(text: string | null, wanted: readonly string[]): boolean {
  if (!text) return false;
  const words = wordsOf(text);
  return wanted.some((phrase) => {
    const sought = wordsOf(phrase);
    return words.some(
      (_, at) =>
        sought.every((word, k) => words[at + k] === word || words[at + k] === `${word}s`) &&
        !isDenied(words, at, sought.length),
    );
  });
}
