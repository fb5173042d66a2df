import {
  Map as MapLibreMap,
  type MapOptions,
  ScaleControl,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import textFont from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';
import titleFont from '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2?url';
// MapLibre looks for its worker beside its own file, which a bundle does not keep
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import './palette.css';
import './map.css';
import { TEXT_FONT, TITLE_FONT } from './expressions.ts';
import { NOTHING, readGround } from './ground-data.ts';
import { keepDetail } from './ground-detail.client.ts';
import { groundLayers } from './ground-layers.ts';
import { limitLayers } from './limit-layers.ts';
import { nameLayers } from './name-layers.ts';
import { type Palette, readPalette, watchPalette } from './palette.ts';

setWorkerUrl(workerUrl);

export interface BaseMapOptions
  extends Pick<MapOptions, 'center' | 'zoom' | 'bounds' | 'interactive' | 'cooperativeGestures'> {
  container: HTMLElement;
  /** Words of the map's own parts, read aloud. */
  locale: Record<string, string>;
  /** An online style instead of our own ground; what it needs is allowed by MAP_STYLE_URL. */
  styleUrl?: string | null;
  /** What stands on the ground: called once the map is there, and with the new colours when they change. */
  draw: (map: MapLibreMap, palette: Palette, first: boolean) => void;
}

const fontFaces = () => ({
  [TEXT_FONT]: new URL(textFont, location.href).href,
  [TITLE_FONT]: new URL(titleFont, location.href).href,
});

const SOURCES = ['abroad', 'france', 'lines', 'urban', 'water', 'names', 'fade', 'epci', 'detail'] as const;

const layersOf = (palette: Palette) => [
  ...groundLayers(palette),
  ...limitLayers(palette),
  ...nameLayers(palette),
];

function offlineStyle(palette: Palette): StyleSpecification {
  return {
    version: 8,
    'font-faces': fontFaces(),
    sources: Object.fromEntries(
      SOURCES.map((name) => [
        name,
        { type: 'geojson' as const, data: NOTHING, tolerance: name === 'detail' ? 0.2 : 0.35 },
      ]),
    ),
    layers: layersOf(palette),
  };
}

/**
 * A map of France on our own ground (or an online style), in the page's colours, light or dark.
 * Throws where the browser has no WebGL. The container carries `data-map-idle` while nothing is left to load or draw.
 */
export function createBaseMap(options: BaseMapOptions): { map: MapLibreMap; remove: () => void } {
  const { container, draw, styleUrl, locale, ...view } = options;
  let palette = readPalette();
  let ready = false;
  // its shapes travel while the map is made
  const ground = styleUrl ? null : readGround().catch(() => null);
  const map = new MapLibreMap({
    ...view,
    container,
    locale,
    style: styleUrl ?? offlineStyle(palette),
    attributionControl: styleUrl ? { compact: true } : false,
    minZoom: 3,
    maxZoom: 16,
    fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    renderWorldCopies: false,
  });
  map.addControl(new ScaleControl({ unit: 'metric', maxWidth: 90 }), 'bottom-right');
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.on('load', async () => {
    if (styleUrl) map.setFontFaces(fontFaces());
    draw(map, palette, true);
    if (ground) await layGround(map, ground);
    ready = true;
    map.triggerRepaint();
  });
  map.on('idle', () => {
    if (ready) container.dataset.mapIdle = '1';
  });
  for (const event of ['movestart', 'dataloading'] as const)
    map.on(event, () => delete container.dataset.mapIdle);
  const stop = watchPalette(() => {
    palette = readPalette();
    if (!styleUrl) repaint(map, palette);
    draw(map, palette, false);
  });
  return {
    map,
    remove: () => {
      stop();
      map.remove();
    },
  };
}

async function layGround(map: MapLibreMap, coming: ReturnType<typeof readGround>): Promise<void> {
  const ground = await coming;
  if (!ground) return;
  for (const [name, data] of Object.entries(ground.sources)) {
    const source = map.getSource(name);
    if (source && 'setData' in source) (source as { setData(data: unknown): void }).setData(data);
  }
  keepDetail(map, ground.boxes);
}

/** New colours on the layers there are; sources and what was loaded stay. */
function repaint(map: MapLibreMap, palette: Palette): void {
  for (const layer of layersOf(palette)) applyPaint(map, layer);
}

export function applyPaint(map: MapLibreMap, layer: { id: string; paint?: object }): void {
  if (!map.getLayer(layer.id)) return;
  for (const [name, value] of Object.entries(layer.paint ?? {})) {
    map.setPaintProperty(layer.id, name as Parameters<MapLibreMap['setPaintProperty']>[1], value);
  }
}
