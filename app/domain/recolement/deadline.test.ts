import { expect, it } from 'vitest';
import { deadlineOf } from './deadline.ts';

it('is ninety days after the works, in every season', () => {
  expect(deadlineOf('2026-11-30', '2026-11-22')).toEqual({
    ...{ worksEnd: '2026-11-30', lastDay: '2027-02-28', left: 98, state: 'works' },
  });
  expect(deadlineOf('2026-01-31', '2026-03-29')).toMatchObject({
    lastDay: '2026-05-01',
    left: 33,
    state: 'running',
  });
});

it('runs from the day after the end, to its last day included', () => {
  expect(deadlineOf('2026-01-31', '2026-01-31')?.state).toBe('works');
  expect(deadlineOf('2026-01-31', '2026-05-01')).toMatchObject({ left: 0, state: 'running' });
  expect(deadlineOf('2026-01-31', '2026-05-02')).toMatchObject({ left: -1, state: 'late' });
  expect(deadlineOf(null, '2026-05-02')).toBeNull();
});
