import type { GeoJSONSource, MapGeoJSONFeature, Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { applyPaint } from './base-map.client.ts';
import { drawFamilies } from './family-images.ts';
import { NOTHING } from './ground-data.ts';
import { CELLS, lotLayers, PLACES } from './lot-layers.ts';
import { openLotPopup } from './lot-popup.client.ts';
import { MapFrame } from './MapFrame.tsx';
import type { LotsMapProps, MapView } from './MapSlots.tsx';
import type { Palette } from './palette.ts';
import { MAINLAND } from './places.ts';
import { useBaseMap } from './use-base-map.client.ts';
import { useMapWords } from './words.ts';

export function tileUrl(filters: string): string {
  const query = new URLSearchParams(filters);
  return `${location.origin}/tiles/lots/{z}/{x}/{y}.mvt${query.size > 0 ? `?${query}` : ''}`;
}

function drawLots(map: MapLibreMap, palette: Palette, locale: string, filters: string): void {
  drawFamilies(map, palette);
  const layers = lotLayers(palette, locale);
  if (map.getSource('lots')) {
    for (const layer of layers) applyPaint(map, layer);
    return;
  }
  map.addSource('focus', { type: 'geojson', data: NOTHING });
  map.addSource('lots', { type: 'vector', tiles: [tileUrl(filters)], minzoom: 0, maxzoom: 14 });
  for (const layer of layers) map.addLayer(layer);
}

/** Told with a move the person did not make. */
const BY_THE_PAGE = { byThePage: true };

const viewOf = (map: MapLibreMap): MapView => {
  const [bounds, center] = [map.getBounds(), map.getCenter()];
  return {
    zoom: map.getZoom(),
    lon: center.lng,
    lat: center.lat,
    bbox: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
  };
};

/** The same place, but for the digits that an address leaves out. */
const isThere = (view: MapView, [lon, lat]: [number, number], zoom: number): boolean =>
  Math.abs(view.lon - lon) < 1e-4 && Math.abs(view.lat - lat) < 1e-4 && Math.abs(view.zoom - zoom) < 0.01;

export function LotsMap(props: LotsMapProps) {
  const { filters, center, zoom, bounds, selected, hovered, styleUrl, className } = props;
  const t = useTranslations('map');
  const locale = useLocale();
  const words = useMapWords(t('label'));
  const latest = useRef(props);
  latest.current = props;
  const { canvas, map, failed } = useBaseMap({
    ...(center ? { center, zoom: zoom ?? 9 } : { bounds: bounds ?? MAINLAND }),
    locale: words,
    styleUrl,
    draw: (made, palette) => drawLots(made, palette, locale, latest.current.filters),
  });

  useEffect(() => {
    map?.getSource<VectorTileSource>('lots')?.setTiles([tileUrl(filters)]);
  }, [map, filters]);

  // another place or another frame asked for by the page, the first one apart: it made the map
  const asked = JSON.stringify(center ? [center, zoom] : bounds);
  const followed = useRef(asked);
  const told = useRef<MapView | null>(null);
  useEffect(() => {
    if (!map || followed.current === asked) return;
    followed.current = asked;
    const { center: to, zoom: near = 9, bounds: frame } = latest.current;
    // where the person brought it: nothing is taken out of their hands
    if (to && told.current && isThere(told.current, to, near)) return;
    if (to) map.jumpTo({ center: to, zoom: near }, BY_THE_PAGE);
    else if (frame) map.fitBounds(frame, { animate: false }, BY_THE_PAGE);
  }, [map, asked]);

  useEffect(() => {
    if (!map) return;
    const focus = [selected, hovered].filter((one) => one !== null && one !== undefined);
    const show = () =>
      map.getSource<GeoJSONSource>('focus')?.setData({
        type: 'FeatureCollection',
        features: focus.map(({ lon, lat }) => ({
          type: 'Feature',
          properties: {},
          geometry: { type: 'Point', coordinates: [lon, lat] },
        })),
      });
    show();
    map.once('load', show);
    return () => void map.off('load', show);
  }, [map, selected, hovered]);

  useEffect(() => {
    if (!map) return;
    const pointed = (at: { x: number; y: number }): MapGeoJSONFeature | undefined => {
      const layers = [PLACES, CELLS].filter((id) => map.getLayer(id));
      return map.queryRenderedFeatures(
        [
          [at.x - 4, at.y - 4],
          [at.x + 4, at.y + 4],
        ],
        { layers },
      )[0];
    };
    // a frame that only changed size says "moveend" too
    const where = () => `${map.getCenter().toArray().join()},${map.getZoom()}`;
    let last = where();
    const moved = (event: object) => {
      if (where() === last) return;
      last = where();
      told.current = viewOf(map);
      if (!('byThePage' in event)) latest.current.onMove?.(told.current);
    };
    map.on('moveend', moved);
    map.on('mousemove', ({ point }) => {
      const feature = pointed(point);
      map.getCanvas().style.cursor = feature ? 'pointer' : '';
      latest.current.onHover?.(feature?.properties.id ?? null);
    });
    map.on('click', ({ point }) => {
      const feature = pointed(point);
      if (feature?.geometry.type !== 'Point') return;
      const [lon = 0, lat = 0] = feature.geometry.coordinates;
      if (feature.layer.id === CELLS)
        map.easeTo({ center: [lon, lat], zoom: Math.min(map.getZoom() + 2.5, 13) });
      else
        openLotPopup({
          map,
          lon,
          lat,
          id: feature.properties.id ?? null,
          count: feature.properties.count,
          filters: latest.current.filters,
          locale,
          t,
        });
    });
    return () => void map.off('moveend', moved);
  }, [map, locale, t]);

  return (
    <MapFrame
      canvas={canvas}
      map={map}
      failed={failed}
      instead={t('unavailable')}
      ownGround={!styleUrl}
      className={className}
    />
  );
}
