import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  LEAST_HOLDERS,
  LEAST_PRICES,
  mayBeTold,
  type PriceSeen,
  rounded,
  summaryOf,
} from './price-context.ts';

const here = { departement: '35', region: '53' };
const price = (cents: number, holder: number, departement = '35', region = '53'): PriceSeen => ({
  cents,
  holder,
  departement,
  region,
});

describe('the prices around a lot', () => {
  it('are told from five prices of three holders, as near as may be', () => {
    const near = [1000, 1200, 1500, 1800, 2000].map((cents, at) => price(cents, at % 3));
    expect(summaryOf(near, here)).toEqual({
      level: 'departement',
      median: 1500,
      low: 1200,
      high: 1800,
      atLeast: 5,
    });
    const [one, ...others] = near as [PriceSeen, ...PriceSeen[]];
    expect(summaryOf([{ ...one, departement: '22' }, ...others], here)?.level).toBe('region');
    expect(summaryOf([{ ...one, departement: '97', region: '04' }, ...others], here)?.level).toBe('france');
    expect(summaryOf(others, here)).toBeNull();
  });

  it('are not told when two holders have them all, nor when one has more than half', () => {
    expect(
      summaryOf(
        Array.from({ length: 40 }, (_, at) => price(100 * at + 100, at % 2)),
        here,
      ),
    ).toBeNull();
    const oneRules = [1, 1, 1, 1, 2, 3, 4].map((holder, at) => price(1000 + at, holder));
    expect(summaryOf(oneRules, here)).toBeNull();
  });

  it('are rounded to two digits and to ten cents', () => {
    expect([12, 4, 137, 1249, 99_900, 123_456].map(rounded)).toEqual([10, 10, 140, 1200, 100_000, 120_000]);
  });
});

const seen = fc.record({
  cents: fc.integer({ min: 1, max: 5_000_00 }),
  holder: fc.integer({ min: 1, max: 6 }),
  departement: fc.constantFrom('35', '22', '75'),
  region: fc.constantFrom('53', '11'),
});

describe('no holder’s own price', () => {
  test.prop([fc.array(seen, { maxLength: 30 })])('comes out below five prices, three holders', (prices) => {
    const told = summaryOf(prices, here);
    if (!told) return;
    const counted = prices.filter(
      (one) =>
        told.level === 'france' ||
        (told.level === 'region' ? one.region === here.region : one.departement === here.departement),
    );
    expect(counted.length).toBeGreaterThanOrEqual(Math.max(LEAST_PRICES, told.atLeast));
    expect(new Set(counted.map((one) => one.holder)).size).toBeGreaterThanOrEqual(LEAST_HOLDERS);
    expect(mayBeTold(counted)).toBe(true);
    expect(told.low).toBeLessThanOrEqual(told.median);
    expect(told.median).toBeLessThanOrEqual(told.high);
  });

  // what is told is the same for other prices of that holder: nobody can say which one it was
  test.prop([fc.array(seen, { minLength: 5, maxLength: 20 }), fc.nat()])(
    'can be told from what is shown',
    (prices, pick) => {
      const told = summaryOf(prices, here);
      const mine = prices[pick % prices.length];
      if (!told || !mine) return;
      const others = [-4, -3, -2, -1, 1, 2, 3, 4]
        .map((cents) => ({ ...mine, cents: mine.cents + cents }))
        .filter(({ cents }) => cents > 0)
        .map((changed) =>
          summaryOf(
            prices.map((one) => (one === mine ? changed : one)),
            here,
          ),
        );
      expect(others).toContainEqual(told);
    },
  );
});
