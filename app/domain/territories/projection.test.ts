import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { codesOf, interleave, mortonOf, placeInTile, tileAt, toMetres, toPosition } from './projection.ts';

const position = fc.record({
  lon: fc.double({ min: -179.9, max: 179.9, noNaN: true }),
  lat: fc.double({ min: -84, max: 84, noNaN: true }),
});

describe('projection', () => {
  it('agrees with EPSG:3857', () => {
    const { x, y } = toMetres({ lon: -2, lat: 45 });
    expect(x).toBeCloseTo(-222_638.98158654713, 6);
    expect(y).toBeCloseTo(5_621_521.486192066, 6);
    expect(tileAt({ lon: -1.6778, lat: 48.1173 }, 8)).toEqual({ z: 8, x: 126, y: 88 });
  });

  it('keeps the poles and the antimeridian on the grid', () => {
    expect(mortonOf(toMetres({ lon: -180, lat: 90 }))).toBe(0);
    expect(mortonOf(toMetres({ lon: 180, lat: -90 }))).toBe(2 ** 44 - 1);
  });

  it('interleaves y above x', () => {
    expect(interleave(1, 0)).toBe(1);
    expect(interleave(0, 1)).toBe(2);
    expect(interleave(2 ** 21, 2 ** 21)).toBe(3 * 2 ** 42);
  });

  test.prop([position])('goes to metres and back', (there) => {
    const back = toPosition(toMetres(there));
    expect(back.lon).toBeCloseTo(there.lon, 9);
    expect(back.lat).toBeCloseTo(there.lat, 9);
  });

  test.prop([position, fc.integer({ min: 0, max: 16 })])(
    'a point is in the codes of its tile and of no neighbour',
    (there, z) => {
      const code = mortonOf(toMetres(there));
      const tile = tileAt(there, z);
      const { from, to } = codesOf(tile);
      expect(code >= from && code < to).toBe(true);
      const next = codesOf({ ...tile, x: tile.x + 1 < 2 ** z ? tile.x + 1 : 0 });
      if (z > 0) expect(code >= next.from && code < next.to).toBe(false);
      const place = placeInTile(toMetres(there), tile, 4096);
      expect(place.x >= 0 && place.x < 4096 && place.y >= 0 && place.y < 4096).toBe(true);
    },
  );
});
