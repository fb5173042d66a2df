import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

export interface SeenFeature {
  x: number;
  y: number;
  count: number;
  family: string;
  id?: string;
}

/** What a map would see in a tile, read by Mapbox's own decoder. */
export function featuresOf(tile: Uint8Array): SeenFeature[] {
  const layer = new VectorTile(new PbfReader(tile)).layers.lots;
  if (!layer) return [];
  if (layer.extent !== 4096 || layer.version !== 2) throw new Error('not a version 2 layer of 4096 units');
  return Array.from({ length: layer.length }, (_, i) => {
    const feature = layer.feature(i);
    const point = feature.loadGeometry()[0]?.[0];
    return { x: point?.x, y: point?.y, ...feature.properties } as SeenFeature;
  });
}
