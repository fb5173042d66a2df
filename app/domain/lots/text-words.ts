/**
 * What a person typed to search, cut into words and dimensions. Pure: what the words mean to the index is
 * `text-query.server.ts`.
 */

/** Without characters that no title holds: controls, lone halves, runs of spaces. */
export function cleanText(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s]+/gu, ' ')
    .trim();
}

export interface TypedWord {
  text: string;
  /** `-carrelage`: without this word */
  excluded: boolean;
  /** `"lavbo"`: this word as it is, not the one it looks like */
  exact: boolean;
}

/** More words than this narrow nothing further. */
const MOST_WORDS = 12;

/**
 * Words in order, each once. A dash before a word leaves it out; one within it only separates ("porte-fenêtre"), and so
 * does any other sign. Decimal points stay.
 */
export function wordsOf(text: string): TypedWord[] {
  const found = new Map<string, TypedWord>();
  const quotes = [...text.matchAll(/"[^"]*"/g)].map(({ index, 0: quote }) => [index, index + quote.length]);
  const words = text.matchAll(/((?<![\p{L}\p{N}])-)?"?(\d+\.\d+|[\p{L}\p{N}]+)/gu);
  for (const { index, 0: whole, 1: dash, 2: word = '' } of words) {
    const key = word.toLowerCase().slice(0, 60);
    const end = index + whole.length;
    const exact = quotes.some(([from = 0, until = 0]) => from < end && end < until);
    if (!found.has(key) && found.size < MOST_WORDS)
      found.set(key, { text: key, excluded: dash !== undefined, exact });
  }
  return [...found.values()];
}

const NUMBER = String.raw`(\d{1,5}(?:[.,]\d{1,2})?)`;
const UNIT = String.raw`(?:\s?(mm|cm|m)(?![\p{L}\p{N}²³]))?`;
const BY = String.raw`\s?[x×*]\s?`;
const START = String.raw`(?<![\p{L}\p{N}.,])`;
const END = String.raw`(?![\p{L}\p{N}²³])`;
/** 83x204, 83 x 204 cm, 8×20×300 */
const PRODUCT = new RegExp(
  `${START}${NUMBER}${UNIT}${BY}${NUMBER}${UNIT}(?:${BY}${NUMBER}${UNIT})?${END}`,
  'giu',
);
/** l 300, L=300, longueur 3 m, h. 204, ép 4 */
const NAMED = new RegExp(
  String.raw`${START}(?:longueur|long|largeur|larg|hauteur|haut|épaisseur|epaisseur|ép|ep|lg|ht|l|h|e)\s?[.:=]?\s?${NUMBER}${UNIT}${END}`,
  'giu',
);
const MM: Record<string, number> = { mm: 1, cm: 10, m: 1000 };
const LONGEST_MM = 100_000;
/** Without a unit numbers are centimetres, but nobody writes ten metres so: then all are millimetres. */
const MOST_CM = 999;

export interface TextAndSize {
  /** what is left for words */
  text: string;
  /** millimetres, at most three */
  sizes: number[];
}

/** Takes the dimensions out of a text: "porte 83 x 204 cm" -> "porte" and 830, 2040. */
export function takeSizes(typed: string): TextAndSize {
  const sizes: number[] = [];
  const take = (whole: string, numbers: (string | undefined)[], units: (string | undefined)[]) => {
    const values = numbers.filter((n) => n !== undefined).map((n) => Number(n.replace(',', '.')));
    const last = units.findLast((unit) => unit !== undefined)?.toLowerCase();
    const bare = Math.max(0, ...values.filter((_, k) => units[k] === undefined));
    // "20x8x3,5 m": the section is in centimetres, only the length in metres
    const common = last && !(last === 'm' && bare >= 10) ? last : bare > MOST_CM ? 'mm' : 'cm';
    const millimetres = values.map((value, i) =>
      Math.round(value * (MM[units[i]?.toLowerCase() ?? common] ?? 10)),
    );
    if (sizes.length + millimetres.length > 3) return whole;
    if (millimetres.some((one) => one < 1 || one > LONGEST_MM)) return whole;
    sizes.push(...millimetres);
    return ' ';
  };
  const text = typed
    .replace(PRODUCT, (whole, a, unitA, b, unitB, c, unitC) => take(whole, [a, b, c], [unitA, unitB, unitC]))
    .replace(NAMED, (whole, a, unit) => take(whole, [a], [unit]));
  return { text: cleanText(text), sizes };
}

/** How far a lot's dimension may be from the one asked: 2 % or 10 mm, the larger. Whole millimetres. */
export function sizeRange(millimetres: number): { min: number; max: number } {
  const slack = Math.max(10, Math.floor(millimetres / 50));
  return { min: millimetres - slack, max: millimetres + slack };
}
