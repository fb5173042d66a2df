import { COLUMN_NAMES, type Columns, makeColumns, type Numbers, widthOf } from './columns.ts';

const DIGIT = 2048;

/** Rows in the order of their keys, equal keys in the order given: whole numbers from 0 of at most 53 bits, by radix. */
export function orderBy(keys: Float64Array, bits: number, given?: Uint32Array): Uint32Array {
  const n = keys.length;
  let from: Uint32Array = given?.slice() ?? inOrder(n);
  let to: Uint32Array = new Uint32Array(n);
  const counts = new Uint32Array(DIGIT);
  for (let pass = 0; pass * 11 < bits; pass++) {
    const scale = 2 ** (11 * pass);
    counts.fill(0);
    for (let i = 0; i < n; i++) {
      const d = digit(keys, i, scale);
      counts[d] = (counts[d] as number) + 1;
    }
    let start = 0;
    for (let d = 0; d < DIGIT; d++) {
      const count = counts[d] as number;
      counts[d] = start;
      start += count;
    }
    for (let i = 0; i < n; i++) {
      const row = from[i] as number;
      const d = digit(keys, row, scale);
      const place = counts[d] as number;
      to[place] = row;
      counts[d] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

function inOrder(n: number): Uint32Array {
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  return order;
}

const digit = (keys: Float64Array, i: number, scale: number) =>
  Math.floor((keys[i] as number) / scale) % DIGIT;

/** The same rows in another order and in memory of their exact size; one column at a time, so that little is held twice. */
export function reorder(columns: Columns, order: Uint32Array): Columns {
  const n = order.length;
  const made = makeColumns(0);
  for (const name of COLUMN_NAMES) {
    const width = widthOf(name);
    const from = columns[name];
    const Made = from.constructor as new (length: number) => Numbers;
    const to = new Made(n * width);
    if (width === 1) for (let i = 0; i < n; i++) to[i] = from[order[i] as number] as number;
    else for (let i = 0; i < n; i++) copyWide(from, to, order[i] as number, i, width);
    Object.assign(made, { [name]: to });
    Object.assign(columns, { [name]: new Made(0) });
  }
  return made;
}

function copyWide(from: Numbers, to: Numbers, row: number, at: number, width: number): void {
  for (let k = 0; k < width; k++) to[at * width + k] = from[row * width + k] as number;
}

/** First place in ascending `values` at or after which they are >= `value`. */
export function lowerBound(values: ArrayLike<number>, value: number, from = 0, to = values.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
