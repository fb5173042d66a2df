import { type Columns, DEAD, ENDED, OPEN } from './columns.ts';
import type { SegmentData } from './segment.ts';

/** Keeps of `rows`, whose first `n` count, those that answer, in their order; says how many. */
export type Sieve = (segment: SegmentData, rows: Uint32Array, n: number) => number;

type Name = Exclude<keyof Columns, 'publicId'>;

// Four loops, each over few kinds of arrays: what a row costs is read from these lines.

/** Values that the mask allows. */
export const allowed =
  (name: 'state' | 'type' | 'condition' | 'commune', mask: Uint8Array): Sieve =>
  ({ columns }, rows, n) => {
    const values = columns[name];
    let kept = 0;
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number;
      if (mask[values[row] as number] === 1) rows[kept++] = row;
    }
    return kept;
  };

export const atMost =
  (name: Name, most: number): Sieve =>
  ({ columns }, rows, n) => {
    const values = columns[name];
    let kept = 0;
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number;
      if ((values[row] as number) <= most) rows[kept++] = row;
    }
    return kept;
  };

export const atLeast =
  (name: Name, least: number): Sieve =>
  ({ columns }, rows, n) => {
    const values = columns[name];
    let kept = 0;
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number;
      if ((values[row] as number) >= least) rows[kept++] = row;
    }
    return kept;
  };

export const equalTo =
  (name: Name, value: number): Sieve =>
  ({ columns }, rows, n) => {
    const values = columns[name];
    let kept = 0;
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number;
      if (values[row] === value) rows[kept++] = row;
    }
    return kept;
  };

/** Whatever a row's columns say. */
export const where =
  (test: (columns: Columns, row: number) => boolean): Sieve =>
  ({ columns }, rows, n) => {
    let kept = 0;
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number;
      if (test(columns, row)) rows[kept++] = row;
    }
    return kept;
  };

const ONLY_OPEN = new Uint8Array(256);
ONLY_OPEN[OPEN] = 1;
export const seenByAll: Sieve = allowed('state', ONLY_OPEN);

/** Own lots show before they open, never after their last day. */
export const seenBy = (organisation: number): Sieve =>
  where(
    (columns, row) =>
      columns.state[row] === OPEN ||
      (columns.organisation[row] === organisation && ((columns.state[row] as number) & (ENDED | DEAD)) === 0),
  );
