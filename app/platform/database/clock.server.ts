import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';

const MEASURED_FOR_MS = 60_000;
const measured = new WeakMap<Database, { offsetMs: number; at: number }>();

/**
 * The database's time (`ledger.clock()`) without a question for each request: its distance from this process's clock,
 * measured once a minute. For display and for deciding what to show; whatever is written or refused asks SQL.
 */
export async function clockOf(db: Database): Promise<Date> {
  const known = measured.get(db);
  if (known && performance.now() - known.at < MEASURED_FOR_MS) return new Date(Date.now() + known.offsetMs);
  const sent = Date.now();
  const [row] = await db.execute<{ now: Date | string }>(sql`select ledger.clock() as now`);
  const offsetMs = new Date(row?.now ?? sent).getTime() - (sent + Date.now()) / 2;
  measured.set(db, { offsetMs, at: performance.now() });
  return new Date(Date.now() + offsetMs);
}

/** After the demonstration's or a test's clock was moved. */
export function forgetClock(db: Database): void {
  measured.delete(db);
}
