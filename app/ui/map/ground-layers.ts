import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette.ts';

export const TEXT_FONT = 'Atkinson';
export const TITLE_FONT = 'Bricolage';

const byZoom = (...stops: (number | ExpressionSpecification)[]) =>
  ['interpolate', ['linear'], ['zoom'], ...stops] as unknown as ExpressionSpecification;
const kind = (name: string): ExpressionSpecification => ['==', ['get', 'kind'], name];
const round = { 'line-join': 'round', 'line-cap': 'round' } as const;

/** Land and water, from the sea up. Finer shapes of the communes cover the coarse ones once they are there. */
function groundLayers(c: Palette): LayerSpecification[] {
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
      paint: { 'fill-color': c.urban, 'fill-opacity': byZoom(4, 0.5, 7, 1, 11, 0.7, 13, 0.35) },
    },
    { id: 'lakes', type: 'fill', source: 'water', filter: kind('lake'), paint: { 'fill-color': c.lake } },
    {
      id: 'rivers',
      type: 'line',
      source: 'water',
      filter: ['all', kind('river'), ['<=', ['get', 'r'], ['+', ['zoom'], 2.5]]],
      layout: round,
      paint: {
        'line-color': c.river,
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

/** Limits of territories: each shows when the one above leaves room for it. */
function limitLayers(c: Palette): LayerSpecification[] {
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
      maxzoom: 9.6,
      layout: round,
      paint: {
        'line-color': c['epci-line'],
        'line-width': 0.7,
        'line-opacity': byZoom(7.6, 0, 8.2, 0.6, 9.2, 0.6, 9.6, 0),
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
        'line-opacity': byZoom(9.2, 0, 9.6, 0.75),
        'line-dasharray': [5, 2.5],
      },
    },
    {
      id: 'departement-line',
      type: 'line',
      source: 'lines',
      filter: kind('departement'),
      maxzoom: 9.9,
      layout: round,
      paint: {
        'line-color': c['departement-line'],
        'line-width': byZoom(5, 0.5, 8, 1.1),
        'line-opacity': byZoom(4.6, 0, 5.4, 0.9, 9.4, 0.9, 9.9, 0),
      },
    },
    {
      id: 'region-line',
      type: 'line',
      source: 'lines',
      filter: kind('region'),
      maxzoom: 9.9,
      layout: round,
      paint: {
        'line-color': c['region-line'],
        'line-width': byZoom(4, 0.6, 8, 1.5),
        'line-opacity': byZoom(4, 0.6, 6, 0.9, 9.4, 0.9, 9.9, 0),
      },
    },
    {
      id: 'country-line',
      type: 'line',
      source: 'lines',
      filter: kind('country'),
      maxzoom: 9.9,
      layout: round,
      paint: {
        'line-color': c['region-line'],
        'line-width': byZoom(4, 1, 8, 2),
        'line-opacity': byZoom(9.4, 1, 9.9, 0),
      },
    },
    {
      id: 'outline-detail',
      type: 'line',
      source: 'detail',
      filter: kind('outline'),
      minzoom: 9.3,
      layout: round,
      paint: {
        'line-color': c['departement-line'],
        'line-width': byZoom(9.3, 1, 14, 1.8),
        'line-opacity': byZoom(9.3, 0, 9.8, 1),
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

function nameLayers(c: Palette): LayerSpecification[] {
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
      layout: {
        'text-field': ['get', 'n'],
        'text-font': [TEXT_FONT],
        'symbol-sort-key': byPopulation,
        'text-padding': 5,
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

export function groundOf(c: Palette): LayerSpecification[] {
  return [...groundLayers(c), ...limitLayers(c)];
}
export { nameLayers as namesOf };
