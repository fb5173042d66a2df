import { GRID_BITS, interleave, type Metres } from '#app/domain/territories/projection.ts';

/** Codes from the first to the second, the second excluded. */
export type Range = readonly [from: number, to: number];

/** A rectangle in mercator metres, its edges included. */
export interface Rectangle {
  west: number;
  south: number;
  east: number;
  north: number;
}

const HALF = Math.PI * 6_378_137;
const SIDE = 2 ** GRID_BITS;
export const EVERYWHERE: readonly Range[] = [[0, 4 ** GRID_BITS]];

const column = (x: number) => bounded(Math.floor((x / (2 * HALF) + 0.5) * SIDE));
const row = (y: number) => bounded(Math.floor((0.5 - y / (2 * HALF)) * SIDE));
const bounded = (n: number) => Math.max(0, Math.min(SIDE - 1, n));

export const around = ({ x, y }: Metres, reach: number): Rectangle => ({
  west: x - reach,
  south: y - reach,
  east: x + reach,
  north: y + reach,
});

/** What both hold; null when nothing. */
export function overlap(a: Rectangle, b: Rectangle): Rectangle | null {
  const both = {
    west: Math.max(a.west, b.west),
    south: Math.max(a.south, b.south),
    east: Math.min(a.east, b.east),
    north: Math.min(a.north, b.north),
  };
  return both.west > both.east || both.south > both.north ? null : both;
}

/**
 * Ranges of codes that hold every point of the rectangle, ascending, a few dozen at most: some points beyond it too,
 * so each must still be looked at.
 */
export function rangesOver(area: Rectangle): Range[] {
  const box = {
    west: column(area.west),
    east: column(area.east),
    north: row(area.north),
    south: row(area.south),
  };
  const wide = Math.max(box.east - box.west, box.south - box.north, 1);
  // squares of about an eighth of the longer side
  const finest = Math.max(0, Math.min(GRID_BITS, GRID_BITS - Math.floor(Math.log2(wide)) + 3));
  const found: [number, number][] = [];
  cover({ level: 0, x: 0, y: 0 }, box, finest, found);
  return found;
}

interface GridBox {
  west: number;
  east: number;
  north: number;
  south: number;
}

function cover(
  { level, x, y }: { level: number; x: number; y: number },
  box: GridBox,
  finest: number,
  found: [number, number][],
): void {
  const side = 2 ** (GRID_BITS - level);
  const west = x * side;
  const north = y * side;
  if (west > box.east || west + side <= box.west || north > box.south || north + side <= box.north) return;
  const inside =
    west >= box.west && west + side - 1 <= box.east && north >= box.north && north + side - 1 <= box.south;
  if (!inside && level < finest) {
    // the order of the codes: west to east, north before south
    for (const [dx, dy] of QUARTERS)
      cover({ level: level + 1, x: 2 * x + dx, y: 2 * y + dy }, box, finest, found);
    return;
  }
  const size = 4 ** (GRID_BITS - level);
  const from = interleave(x, y) * size;
  const last = found.at(-1);
  if (last && last[1] === from) last[1] = from + size;
  else found.push([from, from + size]);
}

const QUARTERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;
