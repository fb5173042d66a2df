import { searchWords } from '#app/domain/materials/search.ts';
import { remembered } from './remembered.ts';
import { withoutNumbers } from './values.ts';

/** What a guess compares a line with. */
export interface GuessType {
  code: string;
  nameFr: string;
  synonymsFr: readonly string[];
  core: boolean;
}

export type Guess = (designation: string, nature: string) => string[];

interface Phrase {
  type: number;
  words: string[];
  weight: number;
}
interface Hit {
  word: string;
  likeness: number;
}

const MOST_GUESSES = 4;
const LEAST = 0.42;
const SYNONYM = 0.97;
/** Below, two words only resemble each other by chance. */
const LIKE = 0.45;

/**
 * Makes the guesser of a taxonomy: from a designation and a nature to the codes that fit, best first. Words answer to
 * words exactly, by beginning, then by trigrams as pg_trgm counts them; a rare word weighs more than a common one, and the
 * first words of a designation more than the last.
 */
export function makeGuess(types: readonly GuessType[]): Guess {
  const phrases = types.flatMap((type, index) => phrasesOf(type, index));
  const vocabulary = wordsOfAll(phrases);
  const rarity = rarityOf(phrases, types.length);
  const byWord = new Map<string, number[]>();
  phrases.forEach(({ words }, index) => {
    for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), index]);
  });
  const answer = remembered((word) => hitsOf(word, vocabulary));
  const totals = phrases.map(({ words }) => words.reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0));

  function scores(designation: string, nature: string): Map<number, number> {
    const heads = searchWords(designation.slice(0, 200)).filter(isWord).slice(0, 12);
    const natures = searchWords(nature.slice(0, 100)).filter(isWord).slice(0, 5);
    const found = new Map<number, Map<string, number>>();
    const note = (typed: string, strength: number) => {
      for (const { word, likeness } of answer(typed)) {
        for (const index of byWord.get(word) ?? []) {
          const known = found.get(index) ?? new Map<string, number>();
          known.set(word, Math.max(known.get(word) ?? 0, likeness * strength));
          found.set(index, known);
        }
      }
    };
    for (const [at, word] of heads.entries()) note(word, at === 0 ? 1 : Math.max(0.6, 0.95 - at * 0.04));
    for (const word of natures) note(word, 0.5);
    const best = new Map<number, number>();
    for (const [index, words] of found) {
      const phrase = phrases[index];
      if (!phrase) continue;
      const score = phraseScore(phrase, words, rarity, totals[index] ?? 1, heads[0], answer);
      best.set(phrase.type, Math.max(best.get(phrase.type) ?? 0, score));
    }
    return best;
  }

  const bestOf = remembered((both) => {
    const [designation = '', nature = ''] = both.split('\n');
    return [...scores(designation, nature)]
      .map(([type, score]) => ({ type, score: score + (types[type]?.core ? 0.02 : 0) }))
      .filter(({ score }) => score >= LEAST)
      .sort((a, b) => b.score - a.score || a.type - b.type)
      .slice(0, MOST_GUESSES)
      .flatMap(({ type }) => types[type]?.code ?? []);
  });
  return (designation, nature) =>
    bestOf(`${withoutNumbers(designation).slice(0, 150)}\n${nature.slice(0, 40)}`);
}

const isWord = (word: string) => /[a-z]{2}/.test(word);

function phrasesOf(type: GuessType, index: number): Phrase[] {
  const whole = [
    [type.nameFr, 1],
    [type.nameFr.replace(/\(.*?\)/g, ' '), 1],
    ...type.nameFr.split(',').map((part) => [part, SYNONYM] as const),
    ...type.synonymsFr.map((synonym) => [synonym, SYNONYM] as const),
  ] as const;
  const seen = new Set<string>();
  return whole.flatMap(([text, weight]) => {
    const words = [...new Set(searchWords(text).filter(isWord))];
    const key = words.join(' ');
    if (words.length === 0 || seen.has(key)) return [];
    seen.add(key);
    return { type: index, words, weight };
  });
}

const wordsOfAll = (phrases: readonly Phrase[]) => [...new Set(phrases.flatMap(({ words }) => words))].sort();

/** A word in few types tells more than one in many ("bois", "panneau"). */
function rarityOf(phrases: readonly Phrase[], types: number): Map<string, number> {
  const holders = new Map<string, Set<number>>();
  for (const { words, type } of phrases) {
    for (const word of words) holders.set(word, (holders.get(word) ?? new Set()).add(type));
  }
  return new Map([...holders].map(([word, held]) => [word, 1 + Math.log(types / held.size)]));
}

/** Share of the phrase found, by rarity; more when it opens the designation, and when more of it was found. */
function phraseScore(
  phrase: Phrase,
  found: ReadonlyMap<string, number>,
  rarity: ReadonlyMap<string, number>,
  total: number,
  head: string | undefined,
  answer: (word: string) => readonly Hit[],
): number {
  let sum = 0;
  for (const [word, likeness] of found) sum += likeness * (rarity.get(word) ?? 0);
  const opens = head !== undefined && answer(head).some(({ word }) => word === phrase.words[0]);
  const share = sum / total;
  const much = Math.min(0.2, sum * 0.015);
  return (share * 0.75 + much + (opens ? 0.12 : 0)) * phrase.weight;
}

/** Known words a typed one answers to: itself; else those that begin alike; else those that resemble it most. */
function hitsOf(typed: string, vocabulary: readonly string[]): Hit[] {
  const exact = vocabulary.find((word) => word === typed);
  if (exact) return [{ word: exact, likeness: 1 }];
  if (typed.length < 4) return [];
  const begun = vocabulary
    .filter((word) => word.length >= 4 && (word.startsWith(typed) || typed.startsWith(word)))
    .map((word) => ({
      word,
      likeness: 0.55 + (0.35 * Math.min(word.length, typed.length)) / Math.max(word.length, typed.length),
    }));
  if (begun.length > 0) return begun;
  return vocabulary
    .map((word) => ({ word, likeness: alike(typed, word) }))
    .filter(({ likeness }) => likeness >= LIKE)
    .map(({ word, likeness }) => ({ word, likeness: likeness * 0.9 }));
}

const trigrams = remembered((word: string) => {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
});

function alike(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return 0;
  const [one, two] = [trigrams(a), trigrams(b)];
  let common = 0;
  for (const group of one) if (two.has(group)) common++;
  return common / (one.size + two.size - common);
}
