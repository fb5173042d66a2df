import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Carried, fitOf, loadOf, volumeOf } from './load.ts';

const nothing = { unitMassG: null, lengthMm: null, widthMm: null, thicknessMm: null };
const door: Carried = {
  ...{ unit: 'u', quantityMilli: 1000, unitMassG: 20_000 },
  ...{ lengthMm: 2040, widthMm: 830, thicknessMm: 40 },
};

describe('the volume of a quantity', () => {
  it('counts pieces, lengths, surfaces and volumes', () => {
    expect(volumeOf(door)).toBe(67_728);
    expect(volumeOf({ ...door, unit: 'm', quantityMilli: 10_000, widthMm: 100, thicknessMm: 50 })).toBe(
      50_000,
    );
    expect(volumeOf({ ...door, unit: 'm2', quantityMilli: 10_000, thicknessMm: 20 })).toBe(200_000);
    expect(volumeOf({ ...door, unit: 'm3', quantityMilli: 500 })).toBe(500_000);
  });

  it('is unknown when a dimension is missing, and of what is only weighed', () => {
    expect(volumeOf({ ...door, thicknessMm: null })).toBeNull();
    expect(volumeOf({ ...door, unit: 'kg' })).toBeNull();
    expect(volumeOf({ ...door, unit: 'pallet' })).toBeNull();
  });
});

describe('in what it goes', () => {
  const goes = (...all: Carried[]) => fitOf(loadOf(all));

  it('a car, a van, trips of a van, or something longer', () => {
    const shelf = { ...door, lengthMm: 1200 };
    expect(goes({ ...shelf, quantityMilli: 5000 })).toEqual({ in: 'car' });
    expect(goes(door)).toEqual({ in: 'van' });
    expect(goes({ ...shelf, quantityMilli: 20_000 })).toEqual({ in: 'van' });
    expect(goes({ ...door, quantityMilli: 50_000 })).toEqual({ in: 'van' });
    expect(goes({ ...door, quantityMilli: 51_000 })).toEqual({ in: 'trips', trips: 2 });
    expect(goes({ ...door, lengthMm: 4500 })).toEqual({ in: 'longer' });
  });

  it('says how many lots it knows nothing of', () => {
    const bare: Carried = { ...nothing, unit: 'kg', quantityMilli: 5000 };
    expect(goes(bare)).toBeNull();
    expect(loadOf([bare, door])).toMatchObject({ lots: 2, massG: 20_000, massUnknown: 1, volumeUnknown: 1 });
  });

  it('never takes fewer trips for more', () => {
    const trips = (milli: number) => {
      const found = goes({ ...door, quantityMilli: milli });
      return found?.in === 'trips' ? found.trips : 1;
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (few, more) => {
        expect(trips(few + more)).toBeGreaterThanOrEqual(trips(few));
      }),
    );
  });
});
