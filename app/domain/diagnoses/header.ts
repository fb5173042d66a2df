import { type Field, isField, MEASURES, NEEDED, SYNONYMS } from './fields.ts';
import { LENGTHS, MASSES } from './notes.ts';

const UNIT = /^(mm|cm|dm|m|ml|g|kgs?|t|tonnes?|pct|eur|euros?|ht|ttc|m2|m3|u)$/;

/** What a header says, without accents, case, punctuation or unit: "Qté", "QTE." and "qte" are one word. */
export function headerKey(text: string): string {
  return text
    .replace(/[([{][^)\]}]*[)\]}]/g, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** "longueur cm" -> "longueur": a unit written as the last word. */
function withoutUnit(key: string): string {
  const words = key.split(' ');
  if (words.length > 1 && words[0] === 'en') return key;
  while (words.length > 1 && UNIT.test(words.at(-1) ?? '')) words.pop();
  if (words.length > 1 && words.at(-1) === 'en') words.pop();
  return words.join(' ');
}

/** The unit a header names: in brackets, or as its last word. */
function unitIn(header: string): string | null {
  const inside = /[([{]\s*(?:en\s+)?([a-zA-Z]+)\s*[)\]}]/.exec(header)?.[1]?.toLowerCase();
  const last = headerKey(header).split(' ').at(-1) ?? '';
  const found = inside ?? last;
  return found in LENGTHS || found in MASSES ? found : null;
}

const byWord = new Map<string, { field: Field; rank: number }>();
for (const [field, words] of Object.entries(SYNONYMS)) {
  if (!isField(field)) continue;
  byWord.set(headerKey(field), { field, rank: 0 });
  words.forEach((word, rank) => {
    if (!byWord.has(word)) byWord.set(word, { field, rank: rank + 1 });
  });
}

/** Every word a header may be known by, for whoever looks for the header in a file. */
export const headerWords = (): string[] => [...byWord.keys(), 'l', 'sous total'];

/** "L" is the length and "l" the width: the one pair that only case tells apart. */
function byLetter(header: string): { field: Field; rank: number } | undefined {
  const letter = header
    .replace(/[([{].*$/, '')
    .replace(/[.:]/g, '')
    .trim();
  if (letter === 'L') return { field: 'longueur_cm', rank: 9 };
  if (letter === 'l') return { field: 'largeur_cm', rank: 9 };
  return undefined;
}

function knownField(header: string): { field: Field; rank: number } | undefined {
  const key = headerKey(header);
  return byLetter(header) ?? byWord.get(key) ?? byWord.get(withoutUnit(key));
}

/** One column of the file: what it is called there, which field it feeds, and the unit it says when not the field's own. */
export interface Column {
  header: string;
  field: Field | null;
  unit?: string;
}

/** What an organisation said of headers before: header key -> field, '' for "ignore it". */
export type Remembered = ReadonlyMap<string, Field | ''>;

/** Each column to at most one field, each field to at most one column: what was remembered first, then the best word. */
export function mapColumns(headers: readonly string[], remembered: Remembered = new Map()): Column[] {
  const claims = headers.map((header, index) => {
    const kept = remembered.get(headerKey(header));
    if (kept !== undefined) return { index, field: kept || null, rank: -1 };
    const known = knownField(header);
    return { index, field: known?.field ?? null, rank: known?.rank ?? 0 };
  });
  const taken = new Set<Field>();
  const fields = new Map<number, Field>();
  for (const { index, field } of [...claims].sort((a, b) => a.rank - b.rank || a.index - b.index)) {
    if (!field || taken.has(field)) continue;
    taken.add(field);
    fields.set(index, field);
  }
  return headers.map((header, index) => columnOf(header, fields.get(index) ?? null));
}

export function columnOf(header: string, field: Field | null): Column {
  const measure = field && MEASURES[field];
  const unit = measure ? unitIn(header) : null;
  const known = measure === 'length' ? LENGTHS : MASSES;
  const own = measure === 'length' ? 'cm' : 'kg';
  return unit && unit in known && unit !== own ? { header, field, unit } : { header, field };
}

/** The first line that names at least two fields, a designation or a quantity among them. */
export function isHeader(cells: readonly string[], remembered: Remembered = new Map()): boolean {
  const known = new Set(mapColumns(cells, remembered).flatMap(({ field }) => field ?? []));
  return known.size >= 2 && NEEDED.some((field) => known.has(field));
}

/** Which needed field no column feeds. */
export const lacking = (columns: readonly Column[]): (typeof NEEDED)[number] | null =>
  NEEDED.find((field) => !columns.some((column) => column.field === field)) ?? null;
