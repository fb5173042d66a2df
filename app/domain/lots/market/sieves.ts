import type { Reader } from '../market-index.ts';
import type { Circle } from './circle.ts';
import type { Columns, Numbers } from './columns.ts';
import type { Rectangle } from './ranges.ts';
import type { SegmentData } from './segment.ts';

/** Keeps of `rows`, whose first `n` count, those that answer, in their order; says how many. */
export type Sieve = (segment: SegmentData, rows: Uint32Array, n: number) => number;

type Name = Exclude<keyof Columns, 'publicId'>;

// A question makes new sieves, which run too briefly to be compiled: the loops are functions of their own, the same for all.
// Every row is written and counted or not: a branch on what nobody can foresee costs more than the write.

/** Values that the mask allows. */
export const allowed =
  (name: 'type' | 'condition' | 'commune', mask: Uint8Array): Sieve =>
  ({ columns }, rows, n) =>
    keepAllowed(columns[name], mask, rows, n);

export const atMost =
  (name: Name, most: number): Sieve =>
  ({ columns }, rows, n) =>
    keepAtMost(columns[name], most, rows, n);

export const atLeast =
  (name: Name, least: number): Sieve =>
  ({ columns }, rows, n) =>
    keepAtLeast(columns[name], least, rows, n);

export const equalTo =
  (name: Name, value: number): Sieve =>
  ({ columns }, rows, n) =>
    keepEqual(columns[name], value, rows, n);

/** One of the three dimensions is in the range; 0, unknown, never is. */
export const sized =
  (min: number, max: number): Sieve =>
  ({ columns }, rows, n) =>
    keepSized(columns, Math.max(1, min), max, rows, n);

/** Inside the rectangle, its edges included, to the last bit as PostgreSQL compares a point with a box. */
export const inside =
  (area: Rectangle): Sieve =>
  ({ columns: { x, y } }, rows, n) =>
    keepInside(x, y, area, rows, n);

/** Inside the circle: the far, then the surely near, then the others by the sphere. */
export const near =
  (circle: Circle): Sieve =>
  ({ columns: { x, y } }, rows, n) =>
    keepNear(x, y, circle, rows, n);

/** What this reader may reserve: something left, not their own, not closed to them. */
export const reservable =
  (reader: Reader): Sieve =>
  ({ columns }, rows, n) =>
    keepReservable(columns, reader, rows, n);

function keepAllowed(values: Numbers, mask: Uint8Array, rows: Uint32Array, n: number): number {
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const row = rows[i] as number;
    rows[kept] = row;
    kept += +(mask[values[row] as number] === 1);
  }
  return kept;
}

function keepAtMost(values: Numbers, most: number, rows: Uint32Array, n: number): number {
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const row = rows[i] as number;
    rows[kept] = row;
    kept += +((values[row] as number) <= most);
  }
  return kept;
}

function keepAtLeast(values: Numbers, least: number, rows: Uint32Array, n: number): number {
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const row = rows[i] as number;
    rows[kept] = row;
    kept += +((values[row] as number) >= least);
  }
  return kept;
}

function keepEqual(values: Numbers, value: number, rows: Uint32Array, n: number): number {
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const row = rows[i] as number;
    rows[kept] = row;
    kept += +(values[row] === value);
  }
  return kept;
}

function keepSized(columns: Columns, min: number, max: number, rows: Uint32Array, n: number): number {
  const { length, width, thickness } = columns;
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const row = rows[i] as number;
    const a = length[row] as number;
    const b = width[row] as number;
    const c = thickness[row] as number;
    if ((a >= min && a <= max) || (b >= min && b <= max) || (c >= min && c <= max)) rows[kept++] = row;
  }
  return kept;
}

function keepInside(x: Float64Array, y: Float64Array, area: Rectangle, rows: Uint32Array, n: number): number {
  const { west, south, east, north } = area;
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const row = rows[i] as number;
    const at = x[row] as number;
    const up = y[row] as number;
    if (at >= west && at <= east && up >= south && up <= north) rows[kept++] = row;
  }
  return kept;
}

function keepNear(x: Float64Array, y: Float64Array, circle: Circle, rows: Uint32Array, n: number): number {
  const { centre, flat, sure } = circle;
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const row = rows[i] as number;
    const dx = (x[row] as number) - centre.x;
    const dy = (y[row] as number) - centre.y;
    const square = dx * dx + dy * dy;
    if (square <= flat && (square <= sure || circle.holds(dx, dy, y[row] as number))) rows[kept++] = row;
  }
  return kept;
}

function keepReservable(columns: Columns, reader: Reader, rows: Uint32Array, n: number): number {
  const { available, organisation, closed } = columns;
  const own = reader.organisationId ?? -1;
  const barred = reader.isPrivate ? 1 : 2;
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const row = rows[i] as number;
    if ((available[row] as number) > 0 && organisation[row] !== own && closed[row] !== barred)
      rows[kept++] = row;
  }
  return kept;
}
