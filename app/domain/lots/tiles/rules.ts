import type { LotFilters } from '#app/domain/lots/filters.ts';
import { codesOf, GRID_BITS, type Tile } from '#app/domain/territories/projection.ts';

/** Tiles exist from the whole world to a street; a map enlarges the last ones itself. */
export const MAX_ZOOM = 16;
/** Up to this zoom a feature is a cell, beyond it a place. */
export const LAST_CELL_ZOOM = 10;
/** Cells along one side of a tile: 64 pixels each on the screen. */
const CELL_BITS = 3;
/** A tile with more places than this shows finer cells instead: every lot still counts, under 300 KB. */
export const MOST_PLACES = 3000;
const CROWDED_BITS = 5;

/** Levels kept in `map_cell`; `map_change` has the finest. */
const KEPT_LEVELS = [3, 5, 7, 9, 11, 13];
export const FINEST_KEPT = 13;

export type TileAddress = { ok: true; tile: Tile } | { ok: false; status: 400 | 404 };

const WHOLE = /^\d{1,9}$/;

/** Not three whole numbers: malformed. Outside the pyramid: there is no such tile. */
export function readTile(z: string, x: string, y: string): TileAddress {
  if (![z, x, y].every((part) => WHOLE.test(part))) return { ok: false, status: 400 };
  const tile = { z: Number(z), x: Number(x), y: Number(y) };
  const side = 2 ** tile.z;
  if (tile.z > MAX_ZOOM || tile.x >= side || tile.y >= side) return { ok: false, status: 404 };
  return { ok: true, tile };
}

export interface Square {
  /** Bits an axis: a feature gathers all lots of one square of this level. */
  level: number;
  from: number;
  to: number;
}

export function squareOf(tile: Tile): Square {
  const level = tile.z <= LAST_CELL_ZOOM ? tile.z + CELL_BITS : GRID_BITS;
  return { level, ...codesOf(tile) };
}

export const crowdedSquareOf = (tile: Tile): Square => ({ level: tile.z + CROWDED_BITS, ...codesOf(tile) });

/** The coarsest kept level that is at least as fine. */
export function keptLevel(level: number): number {
  return KEPT_LEVELS.find((kept) => kept >= level) ?? GRID_BITS;
}

/** Can the counts kept by family answer, or must lots be read one by one? */
export function isCountedAhead({ family: _, sort, limit, cursor, ...others }: LotFilters): boolean {
  const { near, around, radius_km: radius, ...rest } = others;
  const circle = radius !== undefined && (near !== undefined || around !== undefined);
  return !circle && Object.values(rest).every((value) => value === undefined);
}
