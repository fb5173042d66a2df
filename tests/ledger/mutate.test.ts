import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { testDatabase, withDatabase } from '#tests/support/database.ts';
import { accepted, call, handedOver, lot, party } from './world.ts';

test('of 1,000 random changes of one field of one line, none passes', { timeout: 60_000 }, async () => {
  const database = await testDatabase();
  const { sql } = database;
  const [holder, taker] = [await party(sql), await party(sql)];
  for (const basis of ['measured', 'declared', 'default'] as const) {
    const lotId = await lot(sql, holder, { basis });
    await handedOver(sql, holder, taker, await accepted(sql, holder, taker, lotId, 3000), 2000, 40_000);
    await call(sql, 'withdraw', holder, lotId, 1000, 'recycled', 'broken');
    await call(sql, 'reserve', taker, lotId, 2000, 'own_works', 'partly', '35278');
  }
  const { sql: admin, close } = openDatabase(
    withDatabase(inject('cluster').superUrl, new URL(database.url).pathname.slice(1)),
    { max: 1, statementTimeout: '60s' },
  );
  await admin.unsafe(readFileSync(new URL('./mutate.sql', import.meta.url), 'utf8'));
  const passed = await admin`select distinct field from outcome where accepted`;
  const [count] =
    await admin`select count(*) as n, count(distinct field) as fields, count(distinct by_constraint) as constraints from outcome`;
  await close();
  expect(passed).toEqual([]);
  expect(count).toMatchObject({ n: 1000 });
  expect(Number(count?.constraints)).toBeGreaterThan(10);
});
