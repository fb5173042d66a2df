import type { LayerSpecification } from 'maplibre-gl';
import { byZoom, kind, round } from './expressions.ts';
import type { Palette } from './palette.ts';

/** Land and water, from the sea up. Finer shapes of the communes cover the coarse ones once they are there. */
export function groundLayers(c: Palette): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': c.water } },
    {
      id: 'shallow',
      type: 'line',
      source: 'lines',
      filter: kind('coast'),
      layout: round,
      paint: {
        'line-color': c.shallow,
        'line-width': byZoom(4, 5, 7, 18, 10, 46, 14, 90),
        'line-blur': byZoom(4, 3, 7, 10, 10, 26, 14, 50),
        // beyond, the coarse coast and the fine one part
        'line-opacity': byZoom(10, 1, 11, 0),
      },
    },
    {
      id: 'abroad',
      type: 'fill',
      source: 'abroad',
      paint: { 'fill-color': c.abroad, 'fill-antialias': false },
    },
    {
      id: 'foreign-border',
      type: 'line',
      source: 'lines',
      filter: kind('foreign'),
      paint: {
        'line-color': c['departement-line'],
        'line-width': 1,
        'line-dasharray': [4, 3],
        'line-opacity': 0.7,
      },
    },
    { id: 'france', type: 'fill', source: 'france', paint: { 'fill-color': c.land } },
    {
      id: 'france-detail',
      type: 'fill',
      source: 'detail',
      filter: kind('land'),
      paint: { 'fill-color': c.land },
    },
    {
      id: 'urban',
      type: 'fill',
      source: 'urban',
      paint: { 'fill-color': c.urban, 'fill-opacity': byZoom(4, 0.5, 7, 1, 9.4, 1, 10, 0) },
    },
    {
      id: 'dense-communes',
      type: 'fill',
      source: 'detail',
      filter: kind('area'),
      minzoom: 9.2,
      paint: {
        'fill-color': c.urban,
        'fill-antialias': false,
        'fill-opacity': byZoom(9.2, 0, 10, [
          'interpolate',
          ['linear'],
          ['get', 'density'],
          150,
          0,
          600,
          0.45,
          3000,
          1,
        ]),
      },
    },
    {
      id: 'lakes',
      type: 'fill',
      source: 'water',
      filter: kind('lake'),
      paint: { 'fill-color': c.lake },
    },
    {
      id: 'rivers',
      type: 'line',
      source: 'water',
      filter: ['all', kind('river'), ['<=', ['get', 'r'], ['+', ['zoom'], 2.5]]],
      layout: round,
      paint: {
        'line-color': c.river,
        // drawn for a country, not for a street
        'line-opacity': byZoom(9.3, 1, 10.6, 0),
        'line-width': byZoom(
          5,
          ['-', 1.5, ['/', ['get', 'r'], 12]],
          9,
          ['-', 3.4, ['/', ['get', 'r'], 5]],
          13,
          ['-', 6, ['/', ['get', 'r'], 3]],
        ),
      },
    },
  ];
}
