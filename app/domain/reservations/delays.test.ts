import { describe, expect, it, test } from 'vitest';
import { readDelayWords, secondsOf, shortDelay } from './delays.ts';

describe('what the operator types', () => {
  it('is read in seconds, minutes, hours and days', () =>
    expect(['30s', '90min', '48h', '10d'].map(secondsOf)).toEqual([30, 5400, 172_800, 864_000]));

  it('is written back as short as it was typed', () =>
    expect([30, 5400, 172_800, 864_000, 259_200].map(shortDelay)).toEqual([
      '30s',
      '90min',
      '48h',
      '10d',
      '72h',
    ]));

  it('may change several at once', () =>
    expect(readDelayWords(['request=48h', 'day_starts=09:00', 'open_unproven=5'])).toEqual({
      request: '172800 seconds',
      day_starts: '09:00',
      open_unproven: 5,
    }));

  test.each([
    ['request', 'write name=value'],
    ['request=', 'write name=value'],
    ['request=soon', 'write a delay'],
    ['request=-3h', 'write a delay'],
    ['request=30min', 'between 1h and 60d'],
    ['pick_up=400d', 'between 1d and 365d'],
    ['day_starts=25:00', 'write an hour'],
    ['open_unproven=0', 'write a number'],
    ['waiting_most=1001', 'from 1 to 1000'],
    ['colour=red', 'no such setting'],
  ])('%s is refused in words', (word, said) => expect(() => readDelayWords([word])).toThrow(said));

  it('never twice the same', () =>
    expect(() => readDelayWords(['request=48h', 'request=24h'])).toThrow('given twice'));
});
