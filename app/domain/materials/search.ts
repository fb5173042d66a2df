/** What a search compares: names in both languages and the words people use. */
export interface Named {
  nameFr: string;
  nameEn: string;
  synonymsFr: readonly string[];
  core: boolean;
}

/** Words that carry nothing: "porte de garage" is sought by "porte" and "garage". */
const EMPTY = new Set([
  'de',
  'du',
  'des',
  'la',
  'le',
  'les',
  'l',
  'd',
  'a',
  'en',
  'et',
  'ou',
  'un',
  'une',
  'avec',
  'the',
  'of',
  'and',
  'or',
]);

/** One form for singular and plural, without accents: "Chevaux" and "chevaux", "radiateurs" and "radiateur". */
function stem(word: string): string {
  if (word.length > 5 && word.endsWith('eaux')) return word.slice(0, -1);
  if (word.length > 4 && word.endsWith('aux')) return `${word.slice(0, -3)}al`;
  return word.length > 3 && /[sx]$/.test(word) ? word.slice(0, -1) : word;
}

export function searchWords(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !EMPTY.has(word))
    .map(stem);
}

/** The taxonomy's words are few and come back at every keystroke: each is cut up once. */
function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const made = known.get(text) ?? make(text);
    if (known.size < 5000) known.set(text, made);
    return made;
  };
}

const phraseWords = remembered(searchWords);
const trigrams = remembered((word: string) => {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
});

/** Share of groups of three letters in common, 0 to 1, as pg_trgm counts them. */
function likeness(a: string, b: string): number {
  const [one, two] = [trigrams(a), trigrams(b)];
  let common = 0;
  for (const group of one) if (two.has(group)) common++;
  return common / (one.size + two.size - common);
}

/** How well a typed word answers to a known one: 0 not at all, 1 the same. */
function wordScore(typed: string, known: string): number {
  if (typed === known) return 1;
  if (known.startsWith(typed)) return 0.6 + (0.3 * typed.length) / known.length;
  if (typed.length >= 4 && known.includes(typed)) return 0.5;
  const alike = typed.length >= 4 && Math.abs(typed.length - known.length) <= 3 ? likeness(typed, known) : 0;
  return alike >= 0.4 ? alike * 0.7 : 0;
}

/** Every typed word must answer to some word of the phrase; words of the phrase left over weigh a little against it. */
function phraseScore(typed: readonly string[], phrase: string): number {
  const known = phraseWords(phrase);
  let sum = 0;
  for (const word of typed) {
    const best = Math.max(0, ...known.map((other) => wordScore(word, other)));
    if (best === 0) return 0;
    sum += best;
  }
  const first =
    known[0] !== undefined && typed[0] !== undefined && wordScore(typed[0], known[0]) > 0 ? 0.05 : 0;
  return sum / typed.length + first - 0.01 * Math.max(0, known.length - typed.length);
}

/**
 * The types that answer to what is typed, best first: names before synonyms, usual types before rare ones. When no type
 * knows every word ("porte palière"), those that know the first of them are better than nothing.
 */
export function rankTypes<T extends Named>(types: readonly T[], q: string): T[] {
  const typed = searchWords(q.slice(0, 100));
  for (let count = typed.length; count > 0; count--) {
    const found = answering(types, typed.slice(0, count));
    if (found.length > 0) return found;
  }
  return [];
}

function answering<T extends Named>(types: readonly T[], typed: readonly string[]): T[] {
  const scored = types.map((type) => {
    const names = Math.max(phraseScore(typed, type.nameFr), phraseScore(typed, type.nameEn) - 0.02);
    const synonyms = Math.max(0, ...type.synonymsFr.map((synonym) => phraseScore(typed, synonym) - 0.03));
    const whole = phraseScore(typed, [type.nameFr, ...type.synonymsFr].join(' ')) - 0.15;
    const score = Math.max(names, synonyms, whole);
    return { type, score: score > 0 ? score + (type.core ? 0.02 : 0) : 0 };
  });
  return scored
    .filter(({ score }) => score > 0.2)
    .sort((a, b) => b.score - a.score)
    .map(({ type }) => type);
}
