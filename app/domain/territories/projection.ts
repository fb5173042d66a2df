/** Web mercator in metres and the square grid of maps; the twins of `mercator()` and `morton()` in SQL. */
const RADIUS = 6_378_137;
const HALF = Math.PI * RADIUS;
/** Bits an axis of the finest grid: squares of about 9.6 m at the equator. */
export const GRID_BITS = 22;
const GRID = 2 ** GRID_BITS;
const LIMIT = 85.05112878;

export interface Metres {
  x: number;
  y: number;
}
export interface Position {
  lon: number;
  lat: number;
}
/** A tile, x from the west, y from the north. */
export interface Tile {
  z: number;
  x: number;
  y: number;
}

export function toMetres({ lon, lat }: Position): Metres {
  const bounded = Math.max(-LIMIT, Math.min(LIMIT, lat));
  return {
    x: (lon * HALF) / 180,
    y: RADIUS * Math.log(Math.tan(Math.PI / 4 + (bounded * Math.PI) / 360)),
  };
}

export function toPosition({ x, y }: Metres): Position {
  return {
    lon: (x / HALF) * 180,
    lat: (Math.atan(Math.sinh(y / RADIUS)) * 180) / Math.PI,
  };
}

const onGrid = (share: number) => Math.max(0, Math.min(GRID - 1, Math.floor(share * GRID)));

/** Morton code at 22 bits an axis, y above x in each pair: the quadkey of zoom 22 as a number. */
export function mortonOf({ x, y }: Metres): number {
  return interleave(onGrid(x / (2 * HALF) + 0.5), onGrid(0.5 - y / (2 * HALF)));
}

// 44 bits do not fit JavaScript's integer operators: two halves of 22
export function interleave(x: number, y: number): number {
  const high = spread(x >>> 11) | (spread(y >>> 11) << 1);
  const low = spread(x & 2047) | (spread(y & 2047) << 1);
  return high * GRID + low;
}

function spread(bits: number): number {
  let wide = 0;
  for (let i = 0; i < 11; i++) wide |= ((bits >>> i) & 1) << (2 * i);
  return wide;
}

/** Morton codes of a tile, the end excluded: neighbours share no code and leave none out. */
export function codesOf({ z, x, y }: Tile): { from: number; to: number } {
  const size = 4 ** (GRID_BITS - z);
  const from = interleave(x, y) * size;
  return { from, to: from + size };
}

/** Where a point falls in a tile cut in `extent` units, 0 at its north-west corner; always inside. */
export function placeInTile(point: Metres, { z, x, y }: Tile, extent: number): Metres {
  const tiles = 2 ** z;
  const inside = (share: number, tile: number) =>
    Math.max(0, Math.min(extent - 1, Math.floor((share * tiles - tile) * extent)));
  return { x: inside(point.x / (2 * HALF) + 0.5, x), y: inside(0.5 - point.y / (2 * HALF), y) };
}

export function tileAt(position: Position, z: number): Tile {
  const { x, y } = toMetres(position);
  const step = 2 ** (GRID_BITS - z);
  return {
    z,
    x: Math.floor(onGrid(x / (2 * HALF) + 0.5) / step),
    y: Math.floor(onGrid(0.5 - y / (2 * HALF)) / step),
  };
}
