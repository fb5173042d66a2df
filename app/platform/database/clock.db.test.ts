import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { followClock, now } from '#app/platform/database/clock.server.ts';
import { freshDatabase } from '#tests/support/database.ts';

it('the application lives in the time of its database', async () => {
  const { sql, owner } = await freshDatabase();
  const away = () => Math.abs(now().getTime() - Date.now());
  await owner`update ledger.setting set clock_offset = '-40 days 2 hours'`;
  const stop = await followClock(sql, 20);
  expect(away() / 3_600_000).toBeCloseTo(40 * 24 - 2, 2);
  const [row] = await sql`select ledger.clock() as at`;
  expect(Math.abs(now().getTime() - row?.at.getTime())).toBeLessThan(1_000);
  await owner`update ledger.setting set clock_offset = '0'`;
  await sleep(200);
  expect(away()).toBeLessThan(10);
  stop();
});
