import { expect, it } from 'vitest';
import { ByteCache } from './byte-cache.ts';

const cacheOf = (most: number) => new ByteCache<Uint8Array>(most, (bytes) => 2 * bytes.length);
const bytes = (length: number) => new Uint8Array(length);

it('keeps within its bytes, whatever is asked, the latest used', () => {
  const cache = cacheOf(100_000);
  cache.set('/often', bytes(1_000));
  for (let i = 0; i < 1_000; i++) {
    cache.set(`/${i}`, bytes(1_000));
    cache.get('/often');
    expect(cache.bytes).toBeLessThanOrEqual(100_000);
  }
  expect(cache.get('/often')).toBeDefined();
  expect(cache.get('/999')).toBeDefined();
  expect(cache.get('/1')).toBeUndefined();
});

it('keeps nothing under an address without end, nor what is larger than itself', () => {
  const cache = cacheOf(10_000);
  cache.set(`/${'a'.repeat(5_000)}`, bytes(10));
  cache.set('/large', bytes(20_000));
  expect(cache.bytes).toBe(0);
});

it('forgets everything at once', () => {
  const cache = cacheOf(10_000);
  cache.set('/a', bytes(10));
  cache.clear();
  expect(cache.bytes).toBe(0);
  expect(cache.get('/a')).toBeUndefined();
});
