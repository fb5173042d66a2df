import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { byZoom, kind, TEXT_FONT, TITLE_FONT } from './expressions.ts';
import type { Palette } from './palette.ts';

const halo = (c: Palette, width = 1.6) => ({
  'text-halo-color': c.halo,
  'text-halo-width': width,
  'text-halo-blur': 0.4,
});
/** A town shows from the zoom where its size leaves room; chefs-lieux earlier. */
const TOWN_SHOWN: ExpressionSpecification = [
  '>=',
  ['+', ['get', 'p'], ['*', 25_000, ['coalesce', ['get', 's'], 0]]],
  ['interpolate', ['exponential', 0.55], ['zoom'], 4.5, 260_000, 6, 90_000, 7, 35_000, 8, 14_000, 9, 10_000],
];

/** Smaller numbers are placed first. */
const byPopulation: ExpressionSpecification = ['-', 0, ['get', 'p']];

/** Names of places, the biggest first; each size from the zoom that leaves it room. */
export function nameLayers(c: Palette): LayerSpecification[] {
  return [
    {
      id: 'commune-name',
      type: 'symbol',
      source: 'detail',
      filter: [
        'all',
        kind('name'),
        ['<', ['get', 'p'], 10_000],
        ['>=', ['get', 'p'], ['step', ['zoom'], 2500, 10.4, 900, 11.4, 250, 12.4, 0]],
      ],
      minzoom: 9.4,
      maxzoom: 13,
      layout: {
        'text-field': ['get', 'n'],
        'text-font': [TEXT_FONT],
        'text-size': byZoom(9.4, 11.5, 14, 15),
        'symbol-sort-key': byPopulation,
        'text-padding': 6,
        'text-max-width': 8,
      },
      paint: { 'text-color': c['text-quiet'], ...halo(c, 1.3) },
    },
    {
      // one name in each part of the screen: close by, a commune is wider than the view
      id: 'area-name',
      type: 'symbol',
      source: 'detail',
      filter: kind('area'),
      minzoom: 13,
      layout: {
        'text-field': ['get', 'n'],
        'text-font': [TITLE_FONT],
        'text-size': 17,
        'text-letter-spacing': 0.04,
        'text-padding': 60,
        'text-max-width': 9,
      },
      paint: { 'text-color': c['region-line'], ...halo(c, 1.4) },
    },
    {
      id: 'departement-name',
      type: 'symbol',
      source: 'names',
      filter: kind('departement'),
      minzoom: 6.6,
      maxzoom: 9.4,
      layout: {
        'text-field': ['get', 'nom'],
        'text-font': [TITLE_FONT],
        'text-size': byZoom(6.6, 10.5, 9, 15),
        'text-letter-spacing': 0.14,
        'text-transform': 'uppercase',
        'text-max-width': 7,
        'text-padding': 8,
      },
      paint: { 'text-color': c['region-line'], ...halo(c, 1.2), 'text-opacity': byZoom(6.6, 0, 7, 0.9) },
    },
    {
      id: 'region-name',
      type: 'symbol',
      source: 'names',
      filter: kind('region'),
      minzoom: 4.6,
      maxzoom: 6.6,
      layout: {
        'text-field': ['get', 'nom'],
        'text-font': [TITLE_FONT],
        'text-size': byZoom(4.6, 10, 6.5, 14),
        'text-letter-spacing': 0.12,
        'text-transform': 'uppercase',
        'text-max-width': 7,
        'text-padding': 10,
      },
      paint: { 'text-color': c['region-line'], ...halo(c, 1.2), 'text-opacity': 0.9 },
    },
    {
      id: 'town-name',
      type: 'symbol',
      source: 'names',
      filter: ['all', kind('town'), TOWN_SHOWN],
      maxzoom: 13,
      layout: {
        'text-field': ['get', 'n'],
        'text-font': [TEXT_FONT],
        'symbol-sort-key': byPopulation,
        'text-padding': 3,
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
        'text-radial-offset': 1.2,
        'text-justify': 'auto',
        'text-max-width': 8,
        'text-size': byZoom(
          5,
          ['interpolate', ['linear'], ['get', 'p'], 20_000, 11, 500_000, 14],
          9,
          ['interpolate', ['linear'], ['get', 'p'], 10_000, 12.5, 300_000, 19],
          14,
          ['interpolate', ['linear'], ['get', 'p'], 10_000, 17, 300_000, 24],
        ),
      },
      paint: { 'text-color': ['case', ['has', 'f'], c['text-quiet'], c.text], ...halo(c) },
    },
  ];
}
