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
}

/** More words than this narrow nothing further. */
const MOST_WORDS = 12;

/**
 * Words in order, each once. A dash before a word leaves it out; one within it only separates ("porte-fenêtre"), and so
 * does any other sign. Decimal points stay.
 */
export function wordsOf(text: string): TypedWord[] {
  const found = new Map<string, TypedWord>();
  for (const [, dash = '', word = ''] of text.matchAll(/((?<![\p{L}\p{N}])-)?(\d+\.\d+|[\p{L}\p{N}]+)/gu)) {
    const key = word.toLowerCase();
    if (!found.has(key) && found.size < MOST_WORDS)
      found.set(key, { text: key.slice(0, 60), excluded: dash !== '' });
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
    const unitless = Math.max(...values) > MOST_CM ? 'mm' : 'cm';
    // "20x8x3,5 m": the section is in centimetres, only the length in metres
    const common = (value: number) => (last && !(last === 'm' && value >= 10) ? last : unitless);
    const millimetres = values.map((value, i) =>
      Math.round(value * (MM[units[i]?.toLowerCase() ?? common(value)] ?? 10)),
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
