import { PbfWriter } from 'pbf';
import { type Metres, placeInTile, type Tile } from '#app/domain/territories/projection.ts';

export const EXTENT = 4096;
const LAYER = 3;
const POINT = 1;
const MOVE_TO = 9;

/** A cell or a place of the map: `id` is a lot's public id, only where it stands alone. */
export interface MapFeature extends Metres {
  count: number;
  family: string;
  id: string | null;
}

/** Mapbox Vector Tile 2 with one layer `lots` of points; nothing at all when there is no lot. */
export function encodeTile(tile: Tile, features: MapFeature[]): Uint8Array<ArrayBuffer> {
  const pbf = new PbfWriter();
  if (features.length > 0) pbf.writeMessage(LAYER, writeLayer, { tile, features });
  return pbf.finish() as Uint8Array<ArrayBuffer>;
}

const KEYS = ['count', 'family', 'id'] as const;

function writeLayer({ tile, features }: { tile: Tile; features: MapFeature[] }, pbf: PbfWriter): void {
  const values = new Map<string | number, number>();
  const index = (value: string | number) => {
    const known = values.get(value);
    if (known !== undefined) return known;
    values.set(value, values.size);
    return values.size - 1;
  };
  pbf.writeVarintField(15, 2);
  pbf.writeStringField(1, 'lots');
  for (const feature of features) {
    const tags = KEYS.flatMap((key, k) => {
      const value = feature[key];
      return value === null ? [] : [k, index(value)];
    });
    const { x, y } = placeInTile(feature, tile, EXTENT);
    // zigzag of a positive number is its double
    pbf.writeMessage(2, writeFeature, { tags, geometry: [MOVE_TO, 2 * x, 2 * y] });
  }
  for (const key of KEYS) pbf.writeStringField(3, key);
  for (const value of values.keys()) pbf.writeMessage(4, writeValue, value);
  pbf.writeVarintField(5, EXTENT);
}

function writeFeature({ tags, geometry }: { tags: number[]; geometry: number[] }, pbf: PbfWriter): void {
  pbf.writePackedVarint(2, tags);
  pbf.writeVarintField(3, POINT);
  pbf.writePackedVarint(4, geometry);
}

function writeValue(value: string | number, pbf: PbfWriter): void {
  if (typeof value === 'string') pbf.writeStringField(1, value);
  else pbf.writeVarintField(5, value);
}
