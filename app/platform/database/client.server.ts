import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { patchedDriver } from '#app/platform/database/driver.server.ts';
import type { Database } from '#db/client.ts';

export interface OpenDatabase {
  sql: postgres.Sql<{ bigint: number }>;
  db: Database;
  /** Lets running statements finish for five seconds, then closes every session. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Sessions at most; statements wait in line beyond. */
  max?: number;
  /** In the server's own words: '5s', '0' for no limit. */
  statementTimeout?: string;
  lockTimeout?: string;
  applicationName?: string;
  onnotice?: (notice: postgres.Notice) => void;
}

/**
 * A bounded pool. bigint arrives as number (every id and quantity is below 2^53; a bigger value throws), numeric and
 * date as strings, timestamptz as Date, both through drizzle and through `sql`.
 */
export function openDatabase(url: string, options: OpenOptions = {}): OpenDatabase {
  patchedDriver();
  const sql = postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 60,
    connect_timeout: 10,
    connection: sessionSettings(options),
    types: { bigint: bigintAsNumber },
    onnotice: options.onnotice ?? (() => {}),
  });
  const db = drizzle(sql);
  keepPlainTypes(sql);
  return { sql, db, close: () => sql.end({ timeout: 5 }) };
}

/** Texts, not numbers: the driver leaves a setting of 0 out, and 0 lifts a limit. */
function sessionSettings(options: OpenOptions): Record<string, string> {
  return {
    application_name: options.applicationName ?? 'gisement',
    TimeZone: 'UTC',
    random_page_cost: '1.1',
    jit: 'off',
    lock_timeout: options.lockTimeout ?? '3s',
    statement_timeout: options.statementTimeout ?? '5s',
  };
}

const bigintAsNumber = {
  to: 20,
  from: [20],
  serialize: (value: number) => String(value),
  parse: (text: string) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond 2^53`);
    return value;
  },
};

/** drizzle() switches the driver's own conversions off for the whole client; `sql` needs instants and JSON back. */
function keepPlainTypes(sql: postgres.Sql<{ bigint: number }>) {
  const { parsers, serializers } = sql.options;
  const instant = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
  const json = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  parsers[1184] = (text: string) => new Date(text);
  for (const oid of [1082, 1114, 1184]) serializers[oid] = instant;
  for (const oid of [114, 3802]) serializers[oid] = json;
}
