import type { Reader } from '../market-index.ts';
import type { Circle } from './circle.ts';
import type { Columns } from './columns.ts';
import type { Rectangle } from './ranges.ts';
import type { SegmentData } from './segment.ts';

/** Keeps of `rows`, whose first `n` count, those that answer, in their order; says how many. */
export type Sieve = (segment: SegmentData, rows: Uint32Array, n: number) => number;

type Name = Exclude<keyof Columns, 'publicId'>;

// Few loops, each over few kinds of arrays: what a row costs is read from these lines. Every row is written and counted or not:
// a branch on what nobody can foresee costs more than the write.

/** Values that the mask allows. */
export const allowed =
  (name: 'type' | 'condition' | 'commune', mask: Uint8Array): Sieve =>
  ({ columns }, rows, n) => {
    const values = columns[name];
    let kept = 0;
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number;
      rows[kept] = row;
      kept += +(mask[values[row] as number] === 1);
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
      rows[kept] = row;
      kept += +((values[row] as number) <= most);
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
      rows[kept] = row;
      kept += +((values[row] as number) >= least);
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
      rows[kept] = row;
      kept += +(values[row] === value);
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

/** Inside the rectangle, its edges included, to the last bit as PostgreSQL compares a point with a box. */
export const inside =
  ({ west, south, east, north }: Rectangle): Sieve =>
  ({ columns: { x, y } }, rows, n) => {
    let kept = 0;
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number;
      const at = x[row] as number;
      const up = y[row] as number;
      rows[kept] = row;
      kept += +(at >= west && at <= east && up >= south && up <= north);
    }
    return kept;
  };

/** Inside the circle: the far, then the surely near, without a call. */
export const near =
  ({ centre, flat, sure, holds }: Circle): Sieve =>
  ({ columns: { x, y } }, rows, n) => {
    let kept = 0;
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number;
      const dx = (x[row] as number) - centre.x;
      const dy = (y[row] as number) - centre.y;
      const square = dx * dx + dy * dy;
      if (square <= flat && (square <= sure || holds(dx, dy, y[row] as number))) rows[kept++] = row;
    }
    return kept;
  };

/** What this reader may reserve: something left, not their own, not closed to them. */
export const reservable =
  ({ organisationId, isPrivate }: Reader): Sieve =>
  ({ columns: { available, organisation, closed } }, rows, n) => {
    const barred = isPrivate ? 1 : 2;
    let kept = 0;
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number;
      if ((available[row] as number) > 0 && organisation[row] !== organisationId && closed[row] !== barred)
        rows[kept++] = row;
    }
    return kept;
  };
