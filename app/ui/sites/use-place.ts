import { useState } from 'react';
import { type Position, parsePosition } from '#app/domain/sites/position.ts';
import { POSITION_SOURCES, type PositionSource } from '#app/domain/sites/vocabulary.ts';
import type { FieldLike } from '#app/ui/kit/fields.ts';

interface Fields {
  lon: FieldLike;
  lat: FieldLike;
  positionSource: FieldLike;
  pastedPosition: FieldLike;
}

const degrees = ({ initialValue }: FieldLike): number | null => {
  const value = Number(initialValue || Number.NaN);
  return Number.isFinite(value) ? value : null;
};

const sourceOf = ({ initialValue }: FieldLike): PositionSource =>
  POSITION_SOURCES.find((one) => one === initialValue) ?? 'commune';

/** Where the site is, as the form will send it: the commune's point until a person says better. */
export function usePlace(fields: Fields) {
  const [at, setAt] = useState<Position | null>(() => {
    const [lon, lat] = [degrees(fields.lon), degrees(fields.lat)];
    return lon === null || lat === null ? null : { lon, lat };
  });
  const [source, setSource] = useState<PositionSource>(() => sourceOf(fields.positionSource));
  const [failed, setFailed] = useState(false);

  const put = (next: Position | null, from: PositionSource) => {
    setAt(next);
    setSource(from);
    setFailed(false);
    // a pin put otherwise replaces the coordinates pasted before
    const pasted = document.getElementById(fields.pastedPosition.id);
    if (from !== 'pasted' && pasted instanceof HTMLInputElement) pasted.value = '';
  };

  return {
    at,
    source,
    failed,
    onCommune: ({ lon, lat }: { lon: number | null; lat: number | null }) =>
      put(lon === null || lat === null ? null : { lon, lat }, 'commune'),
    onDrag: (next: Position) => put(next, 'drag'),
    onPaste: (typed: string) => {
      const next = parsePosition(typed);
      if (next) put(next, 'pasted');
    },
    forget: () => put(null, 'commune'),
    locate: () =>
      navigator.geolocation.getCurrentPosition(
        ({ coords }) =>
          put(
            { lon: Number(coords.longitude.toFixed(6)), lat: Number(coords.latitude.toFixed(6)) },
            'device',
          ),
        () => setFailed(true),
        { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
      ),
  };
}
