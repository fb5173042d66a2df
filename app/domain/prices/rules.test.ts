import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { amountOf, isOpenToPrice, isUnlikely } from './rules.ts';

describe('what a quantity costs', () => {
  it('is rounded once, halves up', () => {
    expect(amountOf(1250, 6000, 1000)).toBe(7500);
    expect(amountOf(333, 1500, 1000)).toBe(500); // 499.5
    expect(amountOf(1, 499, 1000)).toBe(0);
    expect(amountOf(10_000, 4000, 12_000)).toBe(3333);
    expect(amountOf(0, 6000, 1000)).toBe(0);
  });

  const cents = fc.integer({ min: 0, max: 100_000_00 });
  const milli = fc.integer({ min: 0, max: 1_000_000_000 });
  test.prop([cents, milli])(
    'never differs by more than half a cent from the exact product',
    (price, quantity) => {
      const exact = (price * quantity) / 1000;
      if (exact > 2 ** 50) return;
      expect(Math.abs(amountOf(price, quantity, 1000) - exact)).toBeLessThanOrEqual(0.5 + 1e-3);
    },
  );
  test.prop([cents, milli, milli])('never goes down with the quantity', (price, a, b) => {
    const [less, more] = a < b ? [a, b] : [b, a];
    expect(amountOf(price, less, 1000)).toBeLessThanOrEqual(amountOf(price, more, 1000));
  });
  test.prop([cents, fc.integer({ min: 1, max: 1_000_000_000 })])(
    'of the whole is the price of the whole',
    (price, whole) => {
      expect(amountOf(price, whole, whole)).toBe(price);
    },
  );
});

describe('a proposed price', () => {
  it('is possible on what is negotiable or on request, never on a gift or a firm price', () => {
    expect(isOpenToPrice(1000, true)).toBe(true);
    expect(isOpenToPrice(null, false)).toBe(true);
    expect(isOpenToPrice(1000, false)).toBe(false);
    expect(isOpenToPrice(0, true)).toBe(false);
  });
  it('is questioned under a fifth of what is announced', () => {
    expect(isUnlikely(1000, 199)).toBe(true);
    expect(isUnlikely(1000, 200)).toBe(false);
    expect(isUnlikely(null, 999_999)).toBe(false);
    expect(isUnlikely(null, 1_000_000)).toBe(true);
  });
});
