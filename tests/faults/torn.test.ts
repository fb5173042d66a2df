import postgres from 'postgres';
import { expect, inject, it } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { tearTransactions } from '#tests/faults/torn.ts';
import { testDatabase, withDatabase } from '#tests/support/database.ts';

it('transactions stay whole while the server closes sessions (20 s)', { timeout: 40_000 }, async () => {
  const { url } = await testDatabase();
  const killer = openDatabase(withDatabase(inject('cluster').superUrl, new URL(url).pathname.slice(1)), {
    max: 1,
  });
  try {
    const report = await tearTransactions(postgres, url, killer.sql, 20);
    expect(report.killed).toBeGreaterThan(20);
    expect(report.transactions).toBeGreaterThan(500);
    expect(report).toMatchObject({ torn: 0, risen: 0, lost: 0, neverSettled: 0 });
  } finally {
    await killer.close();
  }
});
