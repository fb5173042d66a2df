import type { ExpressionSpecification } from 'maplibre-gl';

export const TEXT_FONT = 'Atkinson';
export const TITLE_FONT = 'Bricolage';

/** A value that goes from stop to stop with the zoom: zoom, value, zoom, value… */
export const byZoom = (...stops: (number | ExpressionSpecification)[]) =>
  ['interpolate', ['linear'], ['zoom'], ...stops] as unknown as ExpressionSpecification;
export const kind = (name: string): ExpressionSpecification => ['==', ['get', 'kind'], name];
export const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
