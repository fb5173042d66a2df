import { expect, it } from 'vitest';
import { addMonths, isMonth, monthOf, monthsBetween } from './period.ts';

it('counts months across years, both ways', () => {
  expect(addMonths('2026-11', 2)).toBe('2027-01');
  expect(addMonths('2026-01', -23)).toBe('2024-02');
  expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(monthsBetween('2026-02', '2025-11')).toEqual([]);
});

it('knows a month', () => {
  expect(isMonth('2026-12')).toBe(true);
  expect(isMonth('2026-13')).toBe(false);
  expect(isMonth('2026-1')).toBe(false);
});

it('is in Paris by default', () => {
  expect(monthOf(new Date('2026-03-31T22:30:00Z'))).toBe('2026-04');
});
