import { describe, expect, it } from 'vitest';
import { crowdedSquareOf, FINEST_KEPT, isCountedAhead, keptLevel, readTile, squareOf } from './rules.ts';

describe('tile addresses', () => {
  it('reads a tile of the pyramid', () => {
    expect(readTile('8', '126', '88')).toEqual({ ok: true, tile: { z: 8, x: 126, y: 88 } });
  });
  it.each([
    ['a', '0', '0'],
    ['1.5', '0', '0'],
    ['-1', '0', '0'],
    ['1', '', '0'],
    ['1', '0', '1e3'],
  ])('refuses %s/%s/%s as malformed', (z, x, y) =>
    expect(readTile(z, x, y)).toEqual({ ok: false, status: 400 }),
  );
  it.each([
    ['17', '0', '0'],
    ['3', '8', '0'],
    ['0', '0', '1'],
    ['999999999', '0', '0'],
  ])('knows no tile %s/%s/%s', (z, x, y) => expect(readTile(z, x, y)).toEqual({ ok: false, status: 404 }));
});

describe('what a feature gathers', () => {
  it('is a cell of an eighth of a tile up to zoom 10, a place beyond', () => {
    expect(squareOf({ z: 5, x: 0, y: 0 }).level).toBe(8);
    expect(squareOf({ z: 10, x: 0, y: 0 }).level).toBe(FINEST_KEPT);
    expect(squareOf({ z: 11, x: 0, y: 0 }).level).toBe(22);
    expect(crowdedSquareOf({ z: 11, x: 0, y: 0 }).level).toBe(16);
  });
  it('takes the kept level that is at least as fine', () => {
    expect([3, 4, 8, 13].map(keptLevel)).toEqual([3, 5, 9, 13]);
  });
  it('counts ahead only what needs no look at each lot', () => {
    expect(isCountedAhead({})).toBe(true);
    expect(isCountedAhead({ family: ['BOI'], sort: 'newest', limit: 20, near: { lon: 1, lat: 48 } })).toBe(
      true,
    );
    expect(isCountedAhead({ near: { lon: 1, lat: 48 }, radius_km: 10 })).toBe(false);
    expect(isCountedAhead({ free: true })).toBe(false);
    expect(isCountedAhead({ q: 'porte' })).toBe(false);
    expect(isCountedAhead({ territory: { level: 'commune', code: '35238' } })).toBe(false);
  });
});
