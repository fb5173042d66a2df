import type { Asked } from './asked.ts';
import { OPEN } from './columns.ts';
import type { LiveSegment } from './live-segment.ts';
import { lowerBound } from './order.ts';
import { BLOCK, FAMILY_COUNT } from './segment.ts';

/** Counts and positions of a tile's cells, each one range of codes. */
export class Cells {
  readonly cells: number;
  readonly counts: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The row last counted in a cell and its segment: its only one when the count is 1. */
  readonly row: Int32Array;
  readonly of: Uint8Array;
  readonly #familyOfType: readonly number[];

  constructor(cells: number, familyOfType: readonly number[]) {
    this.cells = cells;
    this.counts = new Uint32Array(cells * FAMILY_COUNT);
    this.x = new Float64Array(cells);
    this.y = new Float64Array(cells);
    this.row = new Int32Array(cells).fill(-1);
    this.of = new Uint8Array(cells);
    this.#familyOfType = familyOfType;
  }

  add(cell: number, { data: { columns } }: LiveSegment, row: number, segmentNumber: number): void {
    const place = cell * FAMILY_COUNT + (this.#familyOfType[columns.type[row] as number] as number);
    this.counts[place] = (this.counts[place] as number) + 1;
    this.x[cell] = (this.x[cell] as number) + (columns.x[row] as number);
    this.y[cell] = (this.y[cell] as number) + (columns.y[row] as number);
    this.row[cell] = row;
    this.of[cell] = segmentNumber;
  }

  /** The first rows of an array, all of one cell. */
  addMany(
    cell: number,
    { data: { columns } }: LiveSegment,
    rows: Uint32Array,
    n: number,
    segmentNumber: number,
  ): void {
    const { type, x, y } = columns;
    let east = 0;
    let north = 0;
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number;
      const place = cell * FAMILY_COUNT + (this.#familyOfType[type[row] as number] as number);
      this.counts[place] = (this.counts[place] as number) + 1;
      east += x[row] as number;
      north += y[row] as number;
    }
    this.x[cell] = (this.x[cell] as number) + east;
    this.y[cell] = (this.y[cell] as number) + north;
    this.row[cell] = rows[n - 1] as number;
    this.of[cell] = segmentNumber;
  }

  /** Everything the public sees of these families, by blocks where they lie whole in a cell. */
  addAll(segment: LiveSegment, segmentNumber: number, families: number, from: number, size: number): void {
    const { code } = segment.data.columns;
    let start = lowerBound(code, from, 0, segment.data.n);
    for (let cell = 0; cell < this.cells; cell++) {
      const end = lowerBound(code, from + (cell + 1) * size, start, segment.data.n);
      if (end > start) this.#addRows(cell, segment, segmentNumber, families, start, end);
      start = end;
    }
  }

  #addRows(
    cell: number,
    segment: LiveSegment,
    segmentNumber: number,
    families: number,
    start: number,
    end: number,
  ): void {
    const firstBlock = Math.ceil(start / BLOCK);
    const lastBlock = Math.floor(end / BLOCK);
    if (firstBlock >= lastBlock) {
      this.#addOneByOne(cell, segment, segmentNumber, families, start, end);
      return;
    }
    this.#addOneByOne(cell, segment, segmentNumber, families, start, firstBlock * BLOCK);
    for (let block = firstBlock; block < lastBlock; block++) this.#addBlock(cell, segment, families, block);
    this.#addOneByOne(cell, segment, segmentNumber, families, lastBlock * BLOCK, end);
  }

  #addOneByOne(
    cell: number,
    segment: LiveSegment,
    segmentNumber: number,
    families: number,
    start: number,
    end: number,
  ): void {
    const { state, type } = segment.data.columns;
    for (let row = start; row < end; row++) {
      if (state[row] !== OPEN) continue;
      const family = this.#familyOfType[type[row] as number] as number;
      if ((families >>> family) & 1) this.add(cell, segment, row, segmentNumber);
    }
  }

  #addBlock(
    cell: number,
    { data: { blockCounts, blockSums } }: LiveSegment,
    families: number,
    block: number,
  ): void {
    for (let family = 0; family < FAMILY_COUNT; family++) {
      if (!((families >>> family) & 1)) continue;
      const from = block * FAMILY_COUNT + family;
      const to = cell * FAMILY_COUNT + family;
      this.counts[to] = (this.counts[to] as number) + (blockCounts[from] as number);
      this.x[cell] = (this.x[cell] as number) + (blockSums[2 * from] as number);
      this.y[cell] = (this.y[cell] as number) + (blockSums[2 * from + 1] as number);
    }
  }

  /** How many, and the most numerous family. */
  summary(cell: number): { count: number; family: number } {
    let count = 0;
    let family = 0;
    let most = 0;
    for (let f = 0; f < FAMILY_COUNT; f++) {
      const lots = this.counts[cell * FAMILY_COUNT + f] as number;
      count += lots;
      if (lots > most) {
        most = lots;
        family = f;
      }
    }
    return { count, family };
  }
}

/** How many the public sees of these families, everywhere. */
export function countedAhead(segments: readonly LiveSegment[], families: number): number {
  let count = 0;
  for (const { data } of segments)
    for (let i = 0; i < data.blockCounts.length; i++)
      if ((families >>> (i % FAMILY_COUNT)) & 1) count += data.blockCounts[i] as number;
  return count;
}

/** The only row of a code range that the public sees of these families, found when a block counted it. */
export function onlyRow(
  segments: readonly LiveSegment[],
  { wholeFamilies }: Asked,
  familyOfType: readonly number[],
  [from, to]: readonly [number, number],
): { segment: LiveSegment; row: number } | null {
  for (const segment of segments) {
    const { code, state, type } = segment.data.columns;
    const end = lowerBound(code, to, 0, segment.data.n);
    for (let row = lowerBound(code, from, 0, end); row < end; row++) {
      const family = familyOfType[type[row] as number] as number;
      if (state[row] === OPEN && ((wholeFamilies ?? 0) >>> family) & 1) return { segment, row };
    }
  }
  return null;
}
