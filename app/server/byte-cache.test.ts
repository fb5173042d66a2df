import { expect, it } from 'vitest';
import { type KeptTile, TileCache } from './tile-cache.ts';

const tile = (bytes: number): KeptTile => ({
  version: '1',
  needsText: false,
  etag: 'W/"x"',
  body: new Uint8Array(bytes),
  zipped: null,
});

it('keeps within its bytes, whatever is asked, the latest used', () => {
  const cache = new TileCache(100_000);
  cache.set('/often', tile(1_000));
  for (let i = 0; i < 1_000; i++) {
    cache.set(`/${i}`, tile(1_000));
    cache.get('/often');
    expect(cache.bytes).toBeLessThanOrEqual(100_000);
  }
  expect(cache.get('/often')).toBeDefined();
  expect(cache.get('/999')).toBeDefined();
  expect(cache.get('/1')).toBeUndefined();
});

it('keeps nothing under an address without end, nor a tile larger than itself', () => {
  const cache = new TileCache(10_000);
  cache.set(`/${'a'.repeat(5_000)}`, tile(10));
  cache.set('/large', tile(20_000));
  expect(cache.bytes).toBe(0);
});
