import type { Feature } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { type Boxes, readCommunes, readEpciLines } from './ground-data.ts';

const EPCI_FROM = 7.4;
const COMMUNES_FROM = 9;
/** Départements kept at once; the least recently seen goes first. */
const MOST_KEPT = 14;

/** Loads finer limits as the view comes nearer, and only there. */
export function keepDetail(map: MapLibreMap, boxes: Boxes): void {
  const kept = new Map<string, Feature[] | null>();
  let epciAsked = false;

  const look = () => {
    const zoom = map.getZoom();
    if (zoom >= EPCI_FROM && zoom < COMMUNES_FROM + 1 && !epciAsked) {
      epciAsked = true;
      readEpciLines().then(
        (lines) => map.getSource<GeoJSONSource>('epci')?.setData(lines),
        () => {
          epciAsked = false;
        },
      );
    }
    if (zoom < COMMUNES_FROM) return;
    const view = map.getBounds();
    for (const [code, [west, south, east, north]] of boxes) {
      const seen =
        west <= view.getEast() &&
        east >= view.getWest() &&
        south <= view.getNorth() &&
        north >= view.getSouth();
      if (!seen) continue;
      const known = kept.get(code);
      kept.delete(code);
      kept.set(code, known ?? null);
      if (known === undefined) load(code);
    }
  };

  const load = (code: string) =>
    readCommunes(code).then(
      (features) => {
        if (!kept.has(code)) return;
        kept.set(code, features);
        for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
        draw();
      },
      () => kept.delete(code),
    );

  const draw = () => {
    const there = [...kept].filter(([, features]) => features !== null && features.length > 0);
    const features = there.flatMap(([, list]) => list ?? []);
    map.getSource<GeoJSONSource>('detail')?.setData({ type: 'FeatureCollection', features });
    // the coarse outline would stick out beyond the finer one
    map.setFilter('france', ['!', ['in', ['get', 'code'], ['literal', there.map(([code]) => code)]]]);
  };

  map.on('moveend', look);
  look();
}
