import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type GradedSum, intervalOf } from './interval.ts';

const sum = (typeCode: string, evidence: string, massG: number, lowG: number, highG: number): GradedSum => ({
  typeCode,
  evidence,
  massG,
  lowG,
  highG,
});

describe('the interval of a set of totals', () => {
  test('nothing is nothing', () => expect(intervalOf([])).toEqual({ massG: 0, lowG: 0, highG: 0 }));

  test('within one type and grade, errors add up', () => {
    const months = [sum('MEN-01', 'D', 1000, 600, 1500), sum('MEN-01', 'D', 2000, 1200, 3000)];
    expect(intervalOf(months)).toEqual({ massG: 3000, lowG: 1800, highG: 4500 });
  });

  test('across types or grades, they combine in quadrature', () => {
    expect(
      intervalOf([sum('MEN-01', 'B', 10_000, 9_700, 10_300), sum('STR-01', 'B', 10_000, 9_600, 10_400)]),
    ).toEqual({
      massG: 20_000,
      lowG: 19_500,
      highG: 20_500,
    });
    expect(
      intervalOf([sum('MEN-01', 'A', 10_000, 9_700, 10_300), sum('MEN-01', 'B', 10_000, 9_600, 10_400)]).lowG,
    ).toBe(19_500);
  });

  test('masses beyond what a double squares exactly stay exact', () => {
    const big = 4_000_000_000_000_001;
    expect(intervalOf([sum('MEN-01', 'D', big, 1, big)])).toEqual({ massG: big, lowG: 1, highG: big });
  });
});

const sums = fc.array(
  fc
    .tuple(
      fc.constantFrom('A-1', 'B-2', 'C-3'),
      fc.constantFrom('A', 'B', 'C', 'D'),
      fc.nat(1e9),
      fc.nat(1e6),
      fc.nat(1e6),
    )
    .map(([type, evidence, mass, below, above]) =>
      sum(type, evidence, mass, Math.max(0, mass - below), mass + above),
    ),
  { maxLength: 30 },
);

property.prop([sums, fc.nat(30)])(
  'order and splitting never change it; it lies inside the linear sum',
  (rows, cut) => {
    const whole = intervalOf(rows);
    expect(intervalOf([...rows.slice(cut), ...rows.slice(0, cut)])).toEqual(whole);
    const linear = rows.reduce((low, row) => low + row.lowG, 0);
    expect(whole.lowG).toBeGreaterThanOrEqual(linear);
    expect(whole.lowG).toBeLessThanOrEqual(whole.massG);
    expect(whole.highG).toBeGreaterThanOrEqual(whole.massG);
  },
);
