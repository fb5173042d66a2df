import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { familyCodes } from '#app/ui/kit/families.ts';
import { TEXT_FONT } from './expressions.ts';
import type { Palette } from './palette.ts';

/** Layers a person can point at. */
export const CELLS = 'lot-cells';
export const PLACES = 'lot-places';

const count: ExpressionSpecification = ['get', 'count'];
const family: ExpressionSpecification = ['get', 'family'];
const several: ExpressionSpecification = ['>', count, 1];

const number = (value: ExpressionSpecification, locale: string, digits = 0): ExpressionSpecification => [
  'number-format',
  value,
  { locale, 'max-fraction-digits': digits },
];
/** 7, 812, 4,2 k, 37 k. */
const written = (locale: string): ExpressionSpecification => [
  'case',
  ['<', count, 1000],
  ['to-string', count],
  ['<', count, 10_000],
  ['concat', number(['/', count, 1000], locale, 1), ' k'],
  ['concat', number(['/', count, 1000], locale), ' k'],
];

const familyColour = (c: Palette): ExpressionSpecification =>
  [
    'match',
    family,
    ...familyCodes.flatMap((code) => [code, c.families[code]]),
    c.ink,
  ] as ExpressionSpecification;
const radius: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['log10', ['max', count, 1]],
  0,
  11,
  1,
  14,
  2,
  18,
  3,
  23,
  4,
  29,
  5,
  36,
];

/**
 * Cells up to zoom 11: a slate disc with its count, ringed in the colour of the family most present.
 * A lot alone, and places beyond: the family's own mark, colour and shape.
 */
export function lotLayers(c: Palette, locale: string): LayerSpecification[] {
  const source = { source: 'lots', 'source-layer': 'lots' } as const;
  return [
    {
      id: 'focus',
      type: 'circle',
      source: 'focus',
      paint: {
        'circle-radius': 24,
        'circle-color': c.accent,
        'circle-opacity': 0.22,
        'circle-stroke-color': c.accent,
        'circle-stroke-width': 3,
      },
    },
    {
      id: CELLS,
      type: 'circle',
      ...source,
      maxzoom: 11,
      filter: several,
      layout: { 'circle-sort-key': count },
      paint: {
        'circle-radius': radius,
        'circle-color': c.ink,
        'circle-stroke-color': familyColour(c),
        'circle-stroke-width': 3.5,
        'circle-opacity': 0.94,
      },
    },
    {
      id: 'lot-counts',
      type: 'symbol',
      ...source,
      maxzoom: 11,
      filter: several,
      layout: {
        'text-field': written(locale),
        'text-font': [TEXT_FONT],
        // room kept for the disc: names of towns step aside
        'text-allow-overlap': true,
        'text-padding': 9,
        'text-size': ['interpolate', ['linear'], ['log10', count], 0, 12.5, 2, 14.5, 5, 19],
        'symbol-sort-key': count,
      },
      paint: { 'text-color': c.paper, 'text-halo-color': c.paper, 'text-halo-width': 0.35 },
    },
    {
      id: PLACES,
      type: 'symbol',
      ...source,
      filter: ['any', ['>=', ['zoom'], 11], ['==', count, 1]],
      layout: {
        'icon-image': ['concat', 'family-', family],
        'icon-allow-overlap': true,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 5, 0.62, 9, 0.8, 12, 1],
        'symbol-sort-key': count,
      },
    },
    {
      id: 'lot-place-badge',
      type: 'circle',
      ...source,
      minzoom: 11,
      filter: several,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['log10', count], 0, 9, 1, 10, 2, 13, 4, 18],
        'circle-color': c.ink,
        'circle-stroke-color': c.paper,
        'circle-stroke-width': 1.5,
        'circle-translate': [14, -14],
      },
    },
    {
      id: 'lot-place-count',
      type: 'symbol',
      ...source,
      minzoom: 11,
      filter: several,
      layout: {
        'text-field': written(locale),
        'text-font': [TEXT_FONT],
        'text-size': 12,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': c.paper,
        'text-halo-color': c.paper,
        'text-halo-width': 0.3,
        'text-translate': [14, -14],
      },
    },
  ];
}
