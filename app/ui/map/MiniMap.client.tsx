import type { Map as MapLibreMap } from 'maplibre-gl';
import { useTranslations } from 'use-intl';
import { applyPaint } from './base-map.client.ts';
import { drawFamilies } from './family-images.ts';
import { MapFrame } from './MapFrame.tsx';
import type { MiniMapProps } from './MapSlots.tsx';
import type { Palette } from './palette.ts';
import { useBaseMap } from './use-base-map.client.ts';
import { useMapWords } from './words.ts';

/** Pixels of 500 m at zoom 0 on the equator; doubles with each zoom. */
const BLUR_PIXELS = (500 * 512) / 40_075_017;

function drawPlace(
  map: MapLibreMap,
  palette: Palette,
  { lon, lat, blurred, family, others }: MiniMapProps,
): void {
  drawFamilies(map, palette);
  const around = BLUR_PIXELS / Math.cos((lat * Math.PI) / 180);
  const zone = {
    id: 'zone',
    type: 'circle',
    source: 'place',
    paint: {
      'circle-radius': ['interpolate', ['exponential', 2], ['zoom'], 0, around, 20, around * 2 ** 20],
      'circle-color': palette.accent,
      'circle-opacity': 0.14,
      'circle-stroke-color': palette.accent,
      'circle-stroke-width': 2,
      'circle-stroke-opacity': 0.8,
    },
  } as const;
  const dot = {
    id: 'dot',
    type: 'circle',
    source: 'place',
    paint: {
      'circle-radius': 9,
      'circle-color': palette.accent,
      'circle-stroke-color': palette.paper,
      'circle-stroke-width': 3,
    },
  } as const;
  if (map.getSource('place')) {
    for (const layer of [zone, dot]) applyPaint(map, layer);
    return;
  }
  map.addSource('place', { type: 'geojson', data: { type: 'Point', coordinates: [lon, lat] } });
  if (blurred)
    map.addLayer({
      ...zone,
      paint: { ...zone.paint, 'circle-radius': [...zone.paint['circle-radius']] } as never,
    });
  if (others?.length) drawOthers(map, others);
  if (family)
    map.addLayer({
      id: 'mark',
      type: 'symbol',
      source: 'place',
      layout: { 'icon-image': `family-${family}`, 'icon-allow-overlap': true },
    });
  else map.addLayer(dot);
}

/** Smaller and under the lot's own mark. */
function drawOthers(map: MapLibreMap, others: NonNullable<MiniMapProps['others']>): void {
  const features = others.map(({ lon, lat, family }) => ({
    type: 'Feature' as const,
    properties: { family },
    geometry: { type: 'Point' as const, coordinates: [lon, lat] },
  }));
  map.addSource('others', { type: 'geojson', data: { type: 'FeatureCollection', features } });
  map.addLayer({
    id: 'others',
    type: 'symbol',
    source: 'others',
    layout: {
      'icon-image': ['concat', 'family-', ['get', 'family']],
      'icon-size': 0.7,
      'icon-allow-overlap': true,
    },
  });
}

/** One place; inside the circle when it is blurred. Reads like a picture, moves when asked to. */
export function MiniMap(props: MiniMapProps) {
  const { lon, lat, styleUrl, className } = props;
  const t = useTranslations('map');
  const { canvas, map, failed } = useBaseMap({
    center: [lon, lat],
    zoom: 11.2,
    locale: useMapWords(t('labelOne')),
    styleUrl,
    cooperativeGestures: true,
    draw: (made, palette) => drawPlace(made, palette, props),
  });
  return (
    <MapFrame
      canvas={canvas}
      map={map}
      failed={failed}
      instead={t('unavailable')}
      ownGround={!styleUrl}
      controls="zoom"
      className={className}
    />
  );
}
