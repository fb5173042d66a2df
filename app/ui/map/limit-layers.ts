import type { LayerSpecification } from 'maplibre-gl';
import { byZoom, kind, round } from './expressions.ts';
import type { Palette } from './palette.ts';

/** Limits of territories: each shows when the one above leaves room for it. */
export function limitLayers(c: Palette): LayerSpecification[] {
  return [
    {
      id: 'commune-line',
      type: 'line',
      source: 'detail',
      filter: kind('commune'),
      minzoom: 9,
      layout: round,
      paint: {
        'line-color': c['commune-line'],
        'line-width': byZoom(9, 0.4, 12, 1, 15, 1.6),
        'line-opacity': byZoom(9, 0, 9.7, 1),
      },
    },
    {
      id: 'epci-line',
      type: 'line',
      source: 'epci',
      minzoom: 7.6,
      maxzoom: 9.5,
      layout: round,
      paint: {
        'line-color': c['epci-line'],
        'line-width': 0.7,
        'line-opacity': byZoom(7.6, 0, 8.2, 0.6, 9.2, 0.6, 9.5, 0),
      },
    },
    {
      id: 'epci-line-detail',
      type: 'line',
      source: 'detail',
      filter: kind('epci'),
      minzoom: 9.2,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': c['epci-line'],
        'line-width': byZoom(9.2, 0.8, 14, 1.8),
        'line-opacity': byZoom(9.2, 0, 9.5, 0.75),
        'line-dasharray': [5, 2.5],
      },
    },
    {
      id: 'departement-line',
      type: 'line',
      source: 'lines',
      filter: kind('departement'),
      maxzoom: 9.5,
      layout: round,
      paint: {
        'line-color': c['departement-line'],
        'line-width': byZoom(5, 0.5, 8, 1.1),
        'line-opacity': byZoom(4.6, 0, 5.4, 0.9, 9.2, 0.9, 9.5, 0),
      },
    },
    {
      id: 'region-line',
      type: 'line',
      source: 'lines',
      filter: kind('region'),
      maxzoom: 9.5,
      layout: round,
      paint: {
        'line-color': c['region-line'],
        'line-width': byZoom(4, 0.6, 8, 1.5),
        'line-opacity': byZoom(4, 0.6, 6, 0.9, 9.2, 0.9, 9.5, 0),
      },
    },
    {
      id: 'country-line',
      type: 'line',
      source: 'lines',
      filter: kind('country'),
      maxzoom: 9.5,
      layout: round,
      paint: {
        'line-color': c['region-line'],
        'line-width': byZoom(4, 1, 8, 2),
        'line-opacity': byZoom(9.2, 1, 9.5, 0),
      },
    },
    {
      id: 'outline-detail',
      type: 'line',
      source: 'detail',
      filter: kind('outline'),
      minzoom: 9.2,
      layout: round,
      paint: {
        'line-color': c['departement-line'],
        'line-width': byZoom(9.2, 1, 14, 1.8),
        'line-opacity': byZoom(9.2, 0, 9.5, 1),
      },
    },
    // the data stop at a box around France: what is abroad fades into it instead of ending on a straight edge
    {
      id: 'fade',
      type: 'fill',
      source: 'fade',
      paint: { 'fill-color': c.water, 'fill-opacity': 0.3, 'fill-antialias': false },
    },
  ];
}
