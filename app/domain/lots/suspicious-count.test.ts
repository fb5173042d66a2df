import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { doubtOf } from './suspicious-count.ts';

describe('a count that looks like a slip', () => {
  it.each([
    [42, 60, 'more'],
    [42, 420, 'ten-times'],
    [420, 42, 'ten-times'],
    [42, 24, 'swapped'],
    [418, 481, 'swapped'],
    [12.5, 15.2, 'swapped'],
    [12.5, 12.05, 'swapped'],
    [12.5, 13.5, null],
    [12.25, 12.52, 'swapped'],
    [42, 20, 'less'],
    [42, 21, null],
    [42, 0, 'less'],
    [42, 41, null],
    [42, 45, null],
    [42, 56, null],
    [42, 57, 'more'],
    [42, 42, null],
    [0, 60, null],
    [120, 210, 'swapped'],
    [100, 1000, 'ten-times'],
  ])('%d there, %d typed: %s', (there, typed, doubt) => {
    expect(doubtOf(Math.round(there * 1000), Math.round(typed * 1000))).toBe(doubt);
  });

  test.prop([fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 1e9 })])(
    'never questions the same figure, always one beyond half or a third more',
    (there, typed) => {
      expect(doubtOf(there, there)).toBeNull();
      if (typed * 2 < there || typed * 3 > there * 4) expect(doubtOf(there, typed)).not.toBeNull();
    },
  );
});
