import { type AddressInfo, connect, createServer } from 'node:net';
import { sql as expression } from 'drizzle-orm';
import { bigint, jsonb, numeric, pgTable, timestamp } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { patchedDriver } from '#app/platform/database/driver.server.ts';
import { testDatabase } from '#tests/support/database.ts';

const sample = pgTable('sample', {
  id: bigint('id', { mode: 'number' }),
  at: timestamp('at', { withTimezone: true }),
  amount: numeric('amount'),
  note: jsonb('note').$type<{ a: string }>(),
});

describe('a session', () => {
  it('has the settings every query relies on', async () => {
    const { sql } = await testDatabase();
    const rows = await sql`select name, setting from pg_settings where name in
      ('TimeZone', 'random_page_cost', 'jit', 'lock_timeout', 'statement_timeout', 'application_name') order by name`;
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      TimeZone: 'UTC',
      random_page_cost: '1.1',
      jit: 'off',
      lock_timeout: '3000',
      statement_timeout: '5000',
      application_name: 'gisement',
    });
  });

  it('carries values the same way through the driver and through drizzle', async () => {
    const { sql, owner, db } = await testDatabase();
    await owner`create table if not exists public.sample (id bigint, at timestamptz, amount numeric, note jsonb)`;
    await owner`grant select, insert on public.sample to gisement_app`;
    const at = new Date('2026-03-29T01:30:00.123Z');
    await sql`insert into public.sample values (${9_007_199_254_740_991}, ${at}, ${'1.10'}, ${sql.json({ a: 'é' })})`;
    await db.insert(sample).values({ id: 2, at, amount: '1.10', note: { a: 'é' } });
    const rows = await sql`select * from public.sample order by id`;
    expect(rows).toEqual([
      { id: 2, at, amount: '1.10', note: { a: 'é' } },
      { id: 9_007_199_254_740_991, at, amount: '1.10', note: { a: 'é' } },
    ]);
    expect(await db.select().from(sample).orderBy(sample.id)).toEqual(rows.map((row) => ({ ...row })));
    expect(
      await db.execute(expression`select '2026-03-29'::date as day, array[1, 2]::bigint[] as ids`),
    ).toEqual([{ day: '2026-03-29', ids: [1, 2] }]);
    await expect(sql`select 9007199254740993::bigint as beyond`).rejects.toThrow(/beyond 2\^53/);
    // other files of this worker find the database as it was
    await owner`drop table public.sample`;
  });
});

/** A line to the database that is cut when the driver asks for the names of types, so many times. */
async function cutAtTypes(url: string, times: number) {
  const to = new URL(url);
  const { port, hostname } = to;
  let left = times;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const end = () => {
      near.destroy();
      far.destroy();
    };
    near.on('data', (bytes) => {
      if (left > 0 && bytes.includes('pg_catalog.pg_type')) {
        left--;
        near.resetAndDestroy();
        far.destroy();
      } else far.write(bytes);
    });
    far.on('data', (bytes) => near.write(bytes));
    for (const one of [near, far]) one.on('error', end).on('close', end);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  to.hostname = '127.0.0.1';
  to.port = String((server.address() as AddressInfo).port);
  return { url: to.href, cuts: () => times - left, close: () => server.close() };
}

it('a line that is cut while a session begins fails the statement that waits for it, and nothing else', async () => {
  const stray: unknown[] = [];
  const hear = (reason: unknown) => stray.push(reason);
  process.on('unhandledRejection', hear);
  const line = await cutAtTypes((await testDatabase()).url, 1);
  const { sql, close } = openDatabase(line.url, { max: 1 });
  await expect(sql`select 1 as one`).rejects.toThrow();
  expect(await sql`select array[1, 2] as two`).toEqual([{ two: [1, 2] }]);
  expect(line.cuts()).toBe(1);
  await close();
  line.close();
  process.off('unhandledRejection', hear);
  expect(stray).toEqual([]);
});

it('a driver without the patch is refused', () => {
  expect(() => patchedDriver()).not.toThrow();
  expect(() => patchedDriver({})).toThrow(/npx patch-package/);
});
