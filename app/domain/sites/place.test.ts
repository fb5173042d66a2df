import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { metresBetween } from '#app/domain/territories/distance.ts';
import { blurred } from './place.ts';
import { isInFrance, isPlausible, parsePosition } from './position.ts';

const rennes = { lon: -1.6778, lat: 48.1173 };

describe('the public point of a site', () => {
  test.prop([
    fc.record({
      lon: fc.double({ min: -63, max: 56, noNaN: true }),
      lat: fc.double({ min: -22, max: 51.3, noNaN: true }),
    }),
    fc.uuid(),
  ])('is 300 to 500 m away, and the same until the site moves', (at, id) => {
    const shown = blurred(at, id, 'secret');
    const metres = metresBetween(at, shown);
    expect(metres).toBeGreaterThanOrEqual(300);
    expect(metres).toBeLessThanOrEqual(500);
    expect(blurred(at, id, 'secret')).toEqual(shown);
  });

  it('cannot be drawn again without the secret, nor from another site', () => {
    const shown = blurred(rennes, 'a', 'secret');
    expect(blurred(rennes, 'a', 'other')).not.toEqual(shown);
    expect(blurred(rennes, 'b', 'secret')).not.toEqual(shown);
  });

  it('goes in every direction', () => {
    const east = Array.from({ length: 200 }, (_, n) => blurred(rennes, String(n), 'secret').lon > rennes.lon);
    const share = east.filter(Boolean).length / east.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
  });
});

describe('pasted coordinates', () => {
  it.each([
    '48.1173, -1.6778',
    '48.1173,-1.6778',
    ' 48.1173 -1.6778 ',
    '48,1173 ; -1,6778',
    '48,1173;-1,6778',
    '48,1173, -1,6778',
    '48.1173/-1.6778',
  ])('are read from "%s"', (typed) => expect(parsePosition(typed)).toEqual(rennes));

  it.each([
    '',
    'Rennes',
    '48.1173',
    '-1.6778, 48.1173',
    '48.1173, 12.5',
    '91, 0',
    '48,1173,-1,6778',
    '1e2, 3',
  ])('are not read from "%s"', (typed) => expect(parsePosition(typed)).toBeNull());

  it('may be overseas', () => {
    expect(parsePosition('-21.1, 55.5')).toEqual({ lon: 55.5, lat: -21.1 });
    expect(isInFrance({ lon: 0, lat: 0 })).toBe(false);
  });
});

describe('a place and its commune', () => {
  it('are at most 50 km apart on the mainland, more in the vast communes overseas', () => {
    expect(isPlausible({ lon: -1.2, lat: 48.1 }, { ...rennes, code: '35238' })).toBe(true);
    expect(isPlausible({ lon: 5.37, lat: 43.29 }, { ...rennes, code: '35238' })).toBe(false);
    expect(isPlausible({ lon: -53.2, lat: 2.6 }, { lon: -53.6, lat: 3.6, code: '97353' })).toBe(true);
  });
});
