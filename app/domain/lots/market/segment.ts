import { FAMILIES } from '../vocabulary.ts';
import {
  CLOSED,
  type Columns,
  type Dictionary,
  ENDED,
  type MarketLot,
  makeColumns,
  OPEN,
  stateAt,
  writeLot,
} from './columns.ts';
import { orderBy, reorder } from './order.ts';

export const BLOCK = 256;
export const FAMILY_COUNT = FAMILIES.length;

/** Columns and everything derived from them: plain arrays only, so that a process can hand it to another as it is. */
export interface SegmentData {
  n: number;
  columns: Columns;
  /** Rows by lot, by day of publication (ascending) and by last day, equal ones by lot. */
  byId: Uint32Array;
  byPublished: Uint32Array;
  byUntil: Uint32Array;
  /** Rows of each type, ascending: from typeStarts[t] to typeStarts[t + 1]. */
  typeStarts: Uint32Array;
  typeRows: Uint32Array;
  /** What happens by itself later than `builtAt`: at that millisecond, that row's state gains that bit. Ascending. */
  builtAt: number;
  eventAt: Float64Array;
  eventRow: Uint32Array;
  eventBit: Uint8Array;
  /** Per block of rows and family: how many the public sees, and the sums of their x and y. */
  blockCounts: Uint16Array;
  blockSums: Float64Array;
}

/** Rows as they come, in any order. */
export class SegmentDraft {
  readonly columns: Columns;
  readonly dictionary: Dictionary;
  readonly #now: number;
  readonly #at: number[] = [];
  readonly #row: number[] = [];
  readonly #bit: number[] = [];
  count = 0;

  constructor(capacity: number, dictionary: Dictionary, now: number) {
    this.columns = makeColumns(capacity);
    this.dictionary = dictionary;
    this.#now = now;
  }

  add(lot: MarketLot): void {
    writeLot(this.columns, this.count, lot, this.dictionary, this.#now);
    this.added(lot);
  }

  /** The row after the last is written, except for its state. */
  added(lot: Pick<MarketLot, 'opens' | 'closes' | 'ends'>): void {
    this.columns.state[this.count] = stateAt(lot, this.#now);
    this.#note(lot.opens, OPEN);
    this.#note(lot.closes, CLOSED);
    this.#note(lot.ends, ENDED);
    this.count++;
  }

  #note(at: number, bit: number): void {
    if (at <= this.#now || at === Number.POSITIVE_INFINITY) return;
    this.#at.push(Math.ceil(at));
    this.#row.push(this.count);
    this.#bit.push(bit);
  }

  finish(): SegmentData {
    const n = this.count;
    const order = orderBy(this.columns.code.subarray(0, n), 44);
    const columns = reorder(this.columns, order);
    const rowOf = new Uint32Array(n);
    for (let i = 0; i < n; i++) rowOf[order[i] as number] = i;
    const data = {
      n,
      columns,
      ...permutations(columns, n),
      ...postings(columns, n, this.dictionary.types.length),
      ...this.#events(rowOf),
      builtAt: this.#now,
      blockCounts: new Uint16Array(blocksOf(n) * FAMILY_COUNT),
      blockSums: new Float64Array(blocksOf(n) * FAMILY_COUNT * 2),
    };
    for (let row = 0; row < n; row++)
      if (columns.state[row] === OPEN) countIn(data, row, this.dictionary.familyOfType, 1);
    return data;
  }

  #events(rowOf: Uint32Array) {
    const n = this.#at.length;
    const order = orderBy(Float64Array.from(this.#at), 44);
    const eventAt = new Float64Array(n);
    const eventRow = new Uint32Array(n);
    const eventBit = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      const from = order[i] as number;
      eventAt[i] = this.#at[from] as number;
      eventRow[i] = rowOf[this.#row[from] as number] as number;
      eventBit[i] = this.#bit[from] as number;
    }
    return { eventAt, eventRow, eventBit };
  }
}

const blocksOf = (n: number) => Math.ceil(n / BLOCK);

function permutations({ lotId, published, until }: Columns, n: number) {
  const keys = new Float64Array(n);
  const kept = (order: Uint32Array) => {
    const to = new Uint32Array(n);
    to.set(order);
    return to;
  };
  keys.set(lotId.subarray(0, n));
  const byId = orderBy(keys, 44);
  keys.set(published.subarray(0, n));
  const byPublished = orderBy(keys, 53, byId);
  for (let i = 0; i < n; i++) keys[i] = (until[i] as number) + 2 ** 31;
  const byUntil = orderBy(keys, 32, byId);
  return { byId: kept(byId), byPublished: kept(byPublished), byUntil: kept(byUntil) };
}

function postings({ type }: Columns, n: number, types: number) {
  const typeStarts = new Uint32Array(types + 1);
  for (let i = 0; i < n; i++) {
    const after = (type[i] as number) + 1;
    typeStarts[after] = (typeStarts[after] as number) + 1;
  }
  for (let t = 0; t < types; t++)
    typeStarts[t + 1] = (typeStarts[t + 1] as number) + (typeStarts[t] as number);
  const typeRows = new Uint32Array(n);
  const next = typeStarts.slice();
  for (let i = 0; i < n; i++) {
    const t = type[i] as number;
    const place = next[t] as number;
    typeRows[place] = i;
    next[t] = place + 1;
  }
  return { typeStarts, typeRows };
}

type Blocks = Pick<SegmentData, 'blockCounts' | 'blockSums' | 'columns'>;

/** Adds (1) or takes away (-1) a row the public sees. */
export function countIn(
  { blockCounts, blockSums, columns }: Blocks,
  row: number,
  familyOfType: readonly number[],
  sign: 1 | -1,
): void {
  const family = familyOfType[columns.type[row] as number] as number;
  const place = Math.floor(row / BLOCK) * FAMILY_COUNT + family;
  blockCounts[place] = (blockCounts[place] as number) + sign;
  blockSums[2 * place] = (blockSums[2 * place] as number) + sign * (columns.x[row] as number);
  blockSums[2 * place + 1] = (blockSums[2 * place + 1] as number) + sign * (columns.y[row] as number);
}
