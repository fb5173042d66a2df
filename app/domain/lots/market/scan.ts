import type { Asked } from './asked.ts';
import type { LiveSegment } from './live-segment.ts';
import { lowerBound } from './order.ts';
import type { Range } from './ranges.ts';
import { rowsAnswering } from './text.ts';

/** Rows that answer, a few thousand at a time; the array is used again for the next ones. */
export type Take = (rows: Uint32Array, n: number) => void;

const CHUNK = 4096;
/** One for all: nothing scans while it takes. */
const buffer = new Uint32Array(CHUNK);

/** A question before one segment. `lists`: ascending rows among which the answers are; null: any row. */
export interface Prepared {
  segment: LiveSegment;
  asked: Asked;
  lists: Uint32Array[] | null;
}

export function prepare(segment: LiveSegment, asked: Asked): Prepared {
  return { segment, asked, lists: candidates(segment, asked) };
}

function candidates({ data, text }: LiveSegment, asked: Asked): Uint32Array[] | null {
  if (asked.text) return text ? [rowsAnswering(asked.text, text, data.n)] : [];
  if (!asked.types) return null;
  const lists: Uint32Array[] = [];
  let rows = 0;
  for (let type = 0; type + 1 < data.typeStarts.length; type++) {
    if (asked.types[type] !== 1) continue;
    const list = data.typeRows.subarray(data.typeStarts[type], data.typeStarts[type + 1]);
    rows += list.length;
    lists.push(list);
  }
  // many types: reading every row in order is quicker than leaping
  return rows * 4 < data.n ? lists : null;
}

/** Rows of the ranges that answer. */
export function scan({ segment, asked, lists }: Prepared, ranges: readonly Range[], take: Take): void {
  const { data } = segment;
  const { code } = data.columns;
  for (const [from, to] of ranges) {
    const first = lowerBound(code, from, 0, data.n);
    const end = to >= 4 ** 22 ? data.n : lowerBound(code, to, first, data.n);
    if (first === end) continue;
    if (!lists) sweep(first, end, (i) => i, segment, asked, take);
    for (const list of lists ?? []) {
      const low = lowerBound(list, first);
      sweep(low, lowerBound(list, end, low), (i) => list[i] as number, segment, asked, take);
    }
  }
}

/** Candidates in the ranges, before anything is asked of them. */
export function candidateCount({ segment, lists }: Prepared, ranges: readonly Range[]): number {
  const { code } = segment.data.columns;
  const { n } = segment.data;
  let count = 0;
  for (const [from, to] of ranges) {
    const first = lowerBound(code, from, 0, n);
    const end = lowerBound(code, to, first, n);
    if (!lists) count += end - first;
    else for (const list of lists) count += lowerBound(list, end) - lowerBound(list, first);
  }
  return count;
}

function sweep(
  from: number,
  to: number,
  rowAt: (i: number) => number,
  { data }: LiveSegment,
  { sieves }: Asked,
  take: Take,
): void {
  for (let start = from; start < to; start += CHUNK) {
    let n = Math.min(CHUNK, to - start);
    for (let i = 0; i < n; i++) buffer[i] = rowAt(start + i);
    for (const sieve of sieves) {
      n = sieve(data, buffer, n);
      if (n === 0) break;
    }
    if (n > 0) take(buffer, n);
  }
}

export interface Order {
  at(i: number): number;
  from: number;
  to: number;
}

/** Rows of a given order as they answer, until `take` says false; `last` is the last one looked at, `read` how many were. */
export function walk(
  { segment, asked }: Prepared,
  order: Order,
  take: (rows: Uint32Array, n: number, last: number, read: number) => boolean,
): void {
  let size = 256;
  for (let start = order.from; start < order.to; ) {
    const read = Math.min(size, order.to - start);
    for (let i = 0; i < read; i++) buffer[i] = order.at(start + i);
    const last = buffer[read - 1] as number;
    let n = read;
    for (const sieve of asked.sieves) n = sieve(segment.data, buffer, n);
    if (!take(buffer, n, last, read)) return;
    start += read;
    size = Math.min(CHUNK, size * 2);
  }
}
