import { GRID_BITS } from '#app/domain/territories/projection.ts';
import type { Asked } from './asked.ts';
import { DEAD, ENDED, OPEN } from './columns.ts';
import type { LiveSegment } from './live-segment.ts';
import { lowerBound } from './order.ts';
import type { Range } from './ranges.ts';
import type { SegmentData } from './segment.ts';
import { rowsAnswering } from './text.ts';

/** Rows that answer, a few thousand at a time; the array is used again for the next ones. */
export type Take = (rows: Uint32Array, n: number) => void;

const CHUNK = 4096;
const EVERYWHERE_END = 4 ** GRID_BITS;
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
    const end = to >= EVERYWHERE_END ? data.n : lowerBound(code, to, first, data.n);
    if (first === end) continue;
    if (!lists) sweep(null, first, end, data, asked, take);
    for (const list of lists ?? []) {
      const low = lowerBound(list, first);
      sweep(list, low, lowerBound(list, end, low), data, asked, take);
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
  list: Uint32Array | null,
  from: number,
  to: number,
  data: SegmentData,
  asked: Asked,
  take: Take,
): void {
  for (let start = from; start < to; start += CHUNK) {
    const end = Math.min(start + CHUNK, to);
    const seen = list ? seenOf(data, asked, list, start, end, 1) : seenIn(data, asked, start, end);
    const n = sift(data, asked.sieves, seen);
    if (n > 0) take(buffer, n);
  }
}

function sift(data: SegmentData, sieves: Asked['sieves'], count: number): number {
  let n = count;
  for (const sieve of sieves) {
    if (n === 0) return 0;
    n = sieve(data, buffer, n);
  }
  return n;
}

/** Puts the rows from one to another that the reader may see into the buffer. */
function seenIn({ columns }: SegmentData, { own }: Asked, start: number, end: number): number {
  const { state, organisation } = columns;
  let n = 0;
  if (own === null) {
    for (let row = start; row < end; row++) {
      buffer[n] = row;
      n += +(state[row] === OPEN);
    }
    return n;
  }
  for (let row = start; row < end; row++)
    if (state[row] === OPEN || (organisation[row] === own && isOnOffer(state[row] as number)))
      buffer[n++] = row;
  return n;
}

/** The same of a list of rows, forwards (1) or backwards (-1) from its end. */
function seenOf(
  { columns }: SegmentData,
  { own }: Asked,
  list: Uint32Array,
  start: number,
  end: number,
  step: 1 | -1,
): number {
  const { state, organisation } = columns;
  let n = 0;
  for (let i = start; i < end; i++) {
    const row = (step === 1 ? list[i] : list[list.length - 1 - i]) as number;
    if (state[row] === OPEN || (own !== null && organisation[row] === own && isOnOffer(state[row] as number)))
      buffer[n++] = row;
  }
  return n;
}

/** Own lots show before they open, never after their last day. */
const isOnOffer = (state: number) => (state & (ENDED | DEAD)) === 0;

export interface Order {
  rows: Uint32Array;
  /** Backwards, from its last row. */
  backwards: boolean;
  from: number;
}

export const rowAt = ({ rows, backwards }: Omit<Order, 'from'>, i: number): number =>
  (backwards ? rows[rows.length - 1 - i] : rows[i]) as number;

/** Rows of a given order as they answer, until `take` says false; `last` is the last one looked at, `read` how many were. */
export function walk(
  { segment: { data }, asked }: Prepared,
  order: Order,
  take: (rows: Uint32Array, n: number, last: number, read: number) => boolean,
): void {
  let size = 256;
  for (let start = order.from; start < order.rows.length; ) {
    const end = Math.min(start + size, order.rows.length);
    const seen = seenOf(data, asked, order.rows, start, end, order.backwards ? -1 : 1);
    const n = sift(data, asked.sieves, seen);
    if (!take(buffer, n, rowAt(order, end - 1), end - start)) return;
    start = end;
    size = Math.min(CHUNK, size * 2);
  }
}
