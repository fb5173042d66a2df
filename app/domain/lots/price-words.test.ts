import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { asPrice, share, withoutVat, withVat } from './price-words.ts';

const cents = fc.integer({ min: 0, max: 99_999_999_999 });

describe('a price typed without tax', () => {
  it('is what the taker pays, rounded once', () => {
    expect(withVat(1000, 200)).toBe(1200);
    expect(withVat(833, 200)).toBe(1000);
    expect(withVat(1, 55)).toBe(1);
    expect(withVat(99, 21)).toBe(101);
  });
  test.prop([cents, fc.integer({ min: 1, max: 500 })])('comes back to the cent', (typed, permille) => {
    expect(withoutVat(withVat(typed, permille), permille)).toBe(typed);
  });
  test.prop([cents, fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 1, max: 1e12 })])(
    'is never more than half a cent from the exact share',
    // up to 2^53 cents: ninety thousand billion euros
    (amount, by, of) => {
      fc.pre((amount * by) / of < Number.MAX_SAFE_INTEGER);
      const twice = 2n * (BigInt(share(amount, by, of)) * BigInt(of) - BigInt(amount) * BigInt(by));
      expect(twice <= BigInt(of)).toBe(true);
      expect(twice > -BigInt(of)).toBe(true);
    },
  );
  it('is said with both figures', () => {
    const lot = { priceBasis: 'unit', unit: 'm2', negotiable: true } as const;
    expect(asPrice({ ...lot, priceCents: 1200, priceTax: 'excluded', vatPermille: 200 })).toMatchObject({
      cents: 1200,
      net: 1000,
    });
    expect(asPrice({ ...lot, priceCents: 1200, priceTax: 'included', vatPermille: null }).net).toBeNull();
  });
});
