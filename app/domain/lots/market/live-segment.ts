import { DEAD, type Dictionary, OPEN } from './columns.ts';
import { lowerBound } from './order.ts';
import { countIn, type SegmentData } from './segment.ts';
import type { Lexemes } from './text.ts';

/** A segment in use: rows die when their lot changes, open and close at their instants. */
export class LiveSegment {
  readonly data: SegmentData;
  readonly #dictionary: Dictionary;
  #passed = 0;
  /** Words of its lots; null until they are read. */
  text: Lexemes | null;

  constructor(data: SegmentData, dictionary: Dictionary, text: Lexemes | null) {
    this.data = data;
    this.#dictionary = dictionary;
    this.text = text;
  }

  /** The row of a lot, or -1. */
  rowOf(lotId: number): number {
    const { byId, columns, n } = this.data;
    let low = 0;
    let high = n;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((columns.lotId[byId[middle] as number] as number) < lotId) low = middle + 1;
      else high = middle;
    }
    const row = byId[low];
    return row !== undefined && columns.lotId[row] === lotId ? row : -1;
  }

  /** Takes a lot out; its code on the grid when it was there. */
  kill(lotId: number): number | null {
    const row = this.rowOf(lotId);
    if (row < 0 || ((this.data.columns.state[row] as number) & DEAD) !== 0) return null;
    this.#set(row, (this.data.columns.state[row] as number) | DEAD);
    return this.data.columns.code[row] as number;
  }

  #set(row: number, state: number): void {
    const { columns } = this.data;
    const was = columns.state[row] as number;
    columns.state[row] = state;
    if ((was === OPEN) === (state === OPEN)) return;
    countIn(this.data, row, this.#dictionary.familyOfType, state === OPEN ? 1 : -1);
  }

  get nextInstant(): number {
    return this.data.eventAt[this.#passed] ?? Number.POSITIVE_INFINITY;
  }

  /** Goes to `now`, forwards or backwards; tells the codes of what changed. */
  advance(now: number, changed: (code: number) => void): void {
    const { eventAt, eventRow, eventBit, columns } = this.data;
    const until = lowerBound(eventAt, Math.floor(now) + 0.5, 0, eventAt.length);
    const backwards = until < this.#passed;
    const [from, to] = backwards ? [until, this.#passed] : [this.#passed, until];
    for (let i = from; i < to; i++) {
      const row = eventRow[i] as number;
      const was = columns.state[row] as number;
      const bit = eventBit[i] as number;
      this.#set(row, backwards ? was & ~bit : was | bit);
      if (!(was & DEAD)) changed(columns.code[row] as number);
    }
    this.#passed = until;
  }
}
