import type postgres from 'postgres';
import { DatabaseUnusable } from '#app/platform/database/unusable.ts';

/** One clock per process: the server and the pages' bundle each hold their own copy of this module. */
interface Clock {
  offsetMs: number;
  timer?: NodeJS.Timeout;
}
const NAME = Symbol.for('gisement.clock');
const holder = globalThis as typeof globalThis & { [NAME]?: Clock };
holder[NAME] ??= { offsetMs: 0 };
const clock: Clock = holder[NAME];

/** The time the product lives in: real time, moved by the offset of a demonstration or test database. */
export function now(): Date {
  return new Date(Date.now() + clock.offsetMs);
}

/**
 * Reads the database's offset now and, outside production where it may move, again every second.
 * Returns how to stop; a failed reading keeps the last offset.
 */
export async function followClock(
  sql: postgres.Sql<{ bigint: number }>,
  everyMs = 1_000,
): Promise<() => void> {
  const environment = await readOffset(sql);
  clearInterval(clock.timer);
  if (environment === 'production') return () => {};
  const timer = setInterval(() => readOffset(sql).catch(() => {}), everyMs);
  timer.unref();
  clock.timer = timer;
  return () => clearInterval(timer);
}

async function readOffset(sql: postgres.Sql): Promise<string> {
  const [row] = await sql`
    select environment, (extract(epoch from now() + clock_offset) - extract(epoch from now())) * 1000 as ms
    from ledger.setting`;
  if (!row) throw new DatabaseUnusable('The database has no ledger.setting row: it is not migrated.');
  clock.offsetMs = Math.round(Number(row.ms));
  return row.environment;
}
