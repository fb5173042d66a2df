import type { TextQuery } from '../market-index.ts';

/** The words of a segment's lots: for each, ascending rows. */
export interface Lexemes {
  rowsOf(lexeme: string): Uint32Array;
  /** Of every word that begins so, one list each. */
  beginningWith(prefix: string): Uint32Array[];
}

const NONE = new Uint32Array(0);

/** Rows that answer a question of words, ascending, each once. `n` is how many rows there are. */
export function rowsAnswering(query: TextQuery, lexemes: Lexemes, n: number): Uint32Array {
  switch (query.op) {
    case 'none':
      return NONE;
    case 'word':
      return query.prefix ? union(lexemes.beginningWith(query.lexeme)) : lexemes.rowsOf(query.lexeme);
    case 'or':
      return union(query.of.map((part) => rowsAnswering(part, lexemes, n)));
    case 'and':
      return every(query.of, lexemes, n);
    case 'not':
      return minus(everyRow(n), rowsAnswering(query.of, lexemes, n));
  }
}

function every(parts: TextQuery[], lexemes: Lexemes, n: number): Uint32Array {
  const asked = parts.filter(({ op }) => op !== 'not').map((part) => rowsAnswering(part, lexemes, n));
  const [first = everyRow(n), ...others] = asked.sort((a, b) => a.length - b.length);
  const kept = others.reduce(intersection, first);
  return parts.reduce(
    (rows, part) => (part.op === 'not' ? minus(rows, rowsAnswering(part.of, lexemes, n)) : rows),
    kept,
  );
}

function everyRow(n: number): Uint32Array {
  const rows = new Uint32Array(n);
  for (let i = 0; i < n; i++) rows[i] = i;
  return rows;
}

/** Steps through the shorter list and leaps through the longer. */
function intersection(a: Uint32Array, b: Uint32Array): Uint32Array {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const kept = new Uint32Array(short.length);
  let n = 0;
  let at = 0;
  for (const row of short) {
    at = leap(long, row, at);
    if (at >= long.length) break;
    if (long[at] === row) kept[n++] = row;
  }
  return kept.subarray(0, n);
}

function minus(a: Uint32Array, b: Uint32Array): Uint32Array {
  const kept = new Uint32Array(a.length);
  let n = 0;
  let at = 0;
  for (const row of a) {
    at = leap(b, row, at);
    if (b[at] !== row) kept[n++] = row;
  }
  return kept.subarray(0, n);
}

/** First place from `at` on with a row >= `row`: doubling steps, then halving. */
function leap(rows: Uint32Array, row: number, at: number): number {
  let step = 1;
  let low = at;
  let high = at;
  while (high < rows.length && (rows[high] as number) < row) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  high = Math.min(high, rows.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

function union(lists: Uint32Array[]): Uint32Array {
  const [first = NONE, ...others] = lists.filter(({ length }) => length > 0);
  if (others.length === 0) return first;
  const all = new Uint32Array(lists.reduce((n, { length }) => n + length, 0));
  let n = 0;
  for (const list of lists) {
    all.set(list, n);
    n += list.length;
  }
  all.sort();
  let kept = 1;
  for (let i = 1; i < n; i++) if (all[i] !== all[i - 1]) all[kept++] = all[i] as number;
  return all.subarray(0, kept);
}

/** For a few lots. */
export class FewLexemes implements Lexemes {
  readonly #rows = new Map<string, number[]>();

  constructor(lots: { row: number; lexemes: readonly string[] }[]) {
    for (const { row, lexemes } of lots.sort((a, b) => a.row - b.row)) {
      for (const lexeme of lexemes) {
        const rows = this.#rows.get(lexeme);
        if (rows) rows.push(row);
        else this.#rows.set(lexeme, [row]);
      }
    }
  }

  rowsOf(lexeme: string): Uint32Array {
    return Uint32Array.from(this.#rows.get(lexeme) ?? []);
  }

  beginningWith(prefix: string): Uint32Array[] {
    return [...this.#rows]
      .filter(([word]) => word.startsWith(prefix))
      .map(([, rows]) => Uint32Array.from(rows));
  }
}
