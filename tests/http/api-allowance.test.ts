import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { countRequest } from '#app/http/api/allowance.server.ts';
import { limits } from '#app/platform/rate-limit.server.ts';
import { testDatabase } from '#tests/support/database.ts';

it('counts every request though the database is asked for many at once', async () => {
  const { db, owner } = await testDatabase();
  const key = randomUUID();
  const [before] =
    await owner`select coalesce(sum(points), 0)::int as points from rate_limit where key like 'api-token%'`;
  const counted = await Promise.all(Array.from({ length: 120 }, () => countRequest(db, 'api-token', key)));
  const remaining = counted
    .map(({ headers }) => Number(headers['RateLimit-Remaining']))
    .sort((a, b) => b - a);
  const { points } = limits['api-token'];
  expect(remaining).toEqual(Array.from({ length: 120 }, (_, index) => points - 1 - index));
  const [after] =
    await owner`select coalesce(sum(points), 0)::int as points from rate_limit where key like 'api-token%'`;
  expect(after?.points - before?.points).toBe(150);
});

it('refuses until the minute is over, and says when', async () => {
  const { db, owner } = await testDatabase();
  const key = randomUUID();
  for (let i = 0; i < 50; i++) expect((await countRequest(db, 'api-address', key)).ok).toBe(true);
  await owner`update rate_limit set points = ${limits['api-address'].points} where key like 'api-address%'`;
  const { ok, headers } = await countRequest(db, 'api-address', key);
  expect([ok, headers['RateLimit-Remaining']]).toEqual([false, '0']);
  expect(Number(headers['Retry-After'])).toBeGreaterThan(0);
  expect(Number(headers['Retry-After'])).toBeLessThanOrEqual(60);
});
