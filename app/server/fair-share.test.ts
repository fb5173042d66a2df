import { expect, it } from 'vitest';
import { FairShare } from './fair-share.ts';

it('an address has so many milliseconds a second, whatever the others take', () => {
  const share = new FairShare(100);
  share.spend('a', 60, 5_000);
  expect(share.allows('a', 5_100)).toBe(true);
  share.spend('a', 60, 5_200);
  expect(share.allows('a', 5_900)).toBe(false);
  expect(share.allows('b', 5_900)).toBe(true);
  expect(share.allows('a', 6_000)).toBe(true);
});

it('remembers a bounded number of addresses', () => {
  const share = new FairShare(1);
  for (let i = 0; i < 30_000; i++) share.spend(`a${i}`, 5, 1_000);
  expect(share.allows('a1', 1_000)).toBe(false);
  expect(share.allows('a29999', 1_000)).toBe(true);
});
