import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { formatMilli, isWholeSteps, massOf, parsePrice, parseQuantity, stepOf } from './quantity.ts';

const milli = fc.integer({ min: 1, max: 999_999_999_999 });

describe('a quantity', () => {
  test.prop([milli])('written is read back the same, with a point or a comma', (value) => {
    expect(parseQuantity(formatMilli(value))).toBe(value);
    expect(parseQuantity(formatMilli(value).replace('.', ','))).toBe(value);
  });

  it.each([
    ['12,5', 12_500],
    ['1 234', 1_234_000],
    ['1\u202f234,5', 1_234_500],
    ['0.001', 1],
    ['0', null],
    ['-1', null],
    ['12,1234', null],
    ['1e3', null],
    ['douze', null],
    ['', null],
    ['9999999999', null],
  ])('"%s" is read as %s', (typed, value) => expect(parseQuantity(typed)).toBe(value));

  it('goes by whole steps of its unit', () => {
    expect([stepOf('u'), stepOf('kg'), stepOf('pallet'), stepOf('m2'), stepOf('t')]).toEqual([
      1000, 1000, 1000, 10, 10,
    ]);
    expect(isWholeSteps(12_500, 1000)).toBe(false);
    expect(isWholeSteps(12_500, 10)).toBe(true);
    expect(isWholeSteps(0, 10)).toBe(false);
  });
});

describe('the mass of a quantity', () => {
  it('is exact, rounded half up to the gram', () => {
    expect(massOf(6000, 28_000)).toBe(168_000);
    expect(massOf(1, 500)).toBe(1);
    expect(massOf(1, 499)).toBe(0);
    expect(massOf(999_999_999_999, 999)).toBe(998_999_999_999);
  });

  test.prop([milli, milli, fc.integer({ min: 1, max: 100_000 })])(
    'of two parts is that of the whole, within a gram',
    (a, b, unitMass) => {
      fc.pre(a + b < 1e12);
      const parts = massOf(a, unitMass) + massOf(b, unitMass);
      expect(Math.abs(massOf(a + b, unitMass) - parts)).toBeLessThanOrEqual(1);
    },
  );
});

describe('a price', () => {
  it.each([
    ['15,50', 1550],
    ['15.5 €', 1550],
    ['0', 0],
    ['1 200', 120_000],
    ['15,505', null],
    ['-1', null],
    ['', null],
  ])('"%s" is read as %s cents', (typed, cents) => expect(parsePrice(typed)).toBe(cents));
});
