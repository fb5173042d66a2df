import type { MapFeature } from '#app/domain/lots/tiles/encode.ts';
import { crowdedSquareOf, MOST_PLACES, type Square, squareOf } from '#app/domain/lots/tiles/rules.ts';
import { GRID_BITS, type Tile } from '#app/domain/territories/projection.ts';
import { FAMILIES } from '../vocabulary.ts';
import type { Asked } from './asked.ts';
import { Cells, onlyRow } from './cells.ts';
import { type Dictionary, publicIdAt } from './columns.ts';
import type { LiveSegment } from './live-segment.ts';
import type { Range } from './ranges.ts';
import { prepare, scan } from './scan.ts';

/** What a tile shows: cells of its square, or places while they are not too many. The same as `readTileContent`. */
export function tileFeatures(
  segments: readonly LiveSegment[],
  dictionary: Dictionary,
  asked: Asked,
  tile: Tile,
): MapFeature[] {
  const square = squareOf(tile);
  if (square.level < GRID_BITS) return cellFeatures(segments, dictionary, asked, tile, square);
  return (
    placeFeatures(segments, dictionary, asked, square) ??
    cellFeatures(segments, dictionary, asked, tile, crowdedSquareOf(tile))
  );
}

const clipped = (ranges: readonly Range[], { from, to }: Square): Range[] =>
  ranges.flatMap(([a, b]): Range[] => (b <= from || a >= to ? [] : [[Math.max(a, from), Math.min(b, to)]]));

function cellFeatures(
  segments: readonly LiveSegment[],
  dictionary: Dictionary,
  asked: Asked,
  tile: Tile,
  square: Square,
): MapFeature[] {
  const { from, level } = square;
  const size = 4 ** (GRID_BITS - level);
  const cells = new Cells(4 ** (level - tile.z), dictionary.familyOfType);
  const ranges = clipped(asked.ranges, square);
  segments.forEach((segment, number) => {
    if (asked.wholeFamilies !== null) {
      cells.addAll(segment, number, asked.wholeFamilies, from, size);
      return;
    }
    const prepared = prepare(segment, asked);
    for (let cell = 0; cell < cells.cells; cell++) {
      const start = from + cell * size;
      const within = clipped(ranges, { level, from: start, to: start + size });
      scan(prepared, within, (rows, n) => cells.addMany(cell, segment, rows, n, number));
    }
  });
  const features: MapFeature[] = [];
  for (let cell = 0; cell < cells.cells; cell++) {
    const { count, family } = cells.summary(cell);
    if (count === 0) continue;
    features.push({
      x: (cells.x[cell] as number) / count,
      y: (cells.y[cell] as number) / count,
      count,
      family: FAMILIES[family] as string,
      id: count === 1 ? idOf(cell) : null,
    });
  }
  return features;

  function idOf(cell: number): string | null {
    const row = cells.row[cell] as number;
    const segment = segments[cells.of[cell] as number];
    if (row >= 0 && segment) return publicIdAt(segment.data.columns, row);
    const start = from + cell * size;
    const found = onlyRow(segments, asked, dictionary.familyOfType, [start, start + size]);
    return found && publicIdAt(found.segment.data.columns, found.row);
  }
}

interface Place {
  count: number;
  x: number;
  y: number;
  families: number[];
  segment: LiveSegment;
  row: number;
}

/** One feature a square of the finest grid; null when they are too many. */
function placeFeatures(
  segments: readonly LiveSegment[],
  { familyOfType }: Dictionary,
  asked: Asked,
  square: Square,
): MapFeature[] | null {
  const places = new Map<number, Place>();
  const ranges = clipped(asked.ranges, square);
  for (const segment of segments) {
    scan(prepare(segment, asked), ranges, (rows, n) => {
      if (places.size > MOST_PLACES) return;
      addPlaces(places, segment, rows, n, familyOfType);
    });
    if (places.size > MOST_PLACES) return null;
  }
  return [...places.values()].map(({ count, x, y, families, segment, row }) => ({
    x: x / count,
    y: y / count,
    count,
    family: FAMILIES[mostNumerous(families)] as string,
    id: count === 1 ? publicIdAt(segment.data.columns, row) : null,
  }));
}

function addPlaces(
  places: Map<number, Place>,
  segment: LiveSegment,
  rows: Uint32Array,
  n: number,
  familyOfType: readonly number[],
): void {
  const { type } = segment.data.columns;
  for (let i = 0; i < n; i++) {
    const row = rows[i] as number;
    add(places, segment, row, familyOfType[type[row] as number] as number);
  }
}

function add(places: Map<number, Place>, segment: LiveSegment, row: number, family: number): void {
  const { code, x, y } = segment.data.columns;
  const key = code[row] as number;
  let place = places.get(key);
  if (!place) {
    place = { count: 0, x: 0, y: 0, families: [], segment, row };
    places.set(key, place);
  }
  place.count++;
  place.x += x[row] as number;
  place.y += y[row] as number;
  place.families[family] = (place.families[family] ?? 0) + 1;
}

function mostNumerous(families: number[]): number {
  let most = 0;
  let found = 0;
  families.forEach((lots, family) => {
    if (lots > most) [most, found] = [lots, family];
  });
  return found;
}
