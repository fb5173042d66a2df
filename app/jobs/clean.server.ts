import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';

/** Rows a statement: none holds its locks for long. What is beyond the last batch waits for the next day. */
const BATCH = { rows: 1_000, times: 200 };

/** Rows of `table` whose `column` is older than `age`, oldest first. */
const older = (table: string, key: string, column: string, age: string) => (most: number) =>
  sql`
  with gone as (
    delete from ${sql.identifier(table)} where ${sql.identifier(key)} in (
      select ${sql.identifier(key)} from ${sql.identifier(table)}
       where ${sql.identifier(column)} < (select ledger.clock()) - ${age}::interval
       order by ${sql.identifier(column)} limit ${most}) returning 1)
  select count(*)::int as gone from gone`;

const sweeps: Record<string, (most: number) => SQL> = {
  sessions: older('session', 'id', 'expires_at', '1 day'),
  crews: older('crew_session', 'id', 'expires_at', '1 day'),
  // a used or dead link is kept a week, to say "already used" rather than "unknown"
  links: older('token', 'id', 'expires_at', '7 days'),
  drafts: older('reservation_draft', 'id', 'expires_at', '7 days'),
  // limits are counted by the process's own clock
  limits: (most) => sql`
    with gone as (delete from rate_limit where key in (
      select key from rate_limit where expire < clock_timestamp() - interval '1 hour' limit ${most}) returning 1)
    select count(*)::int as gone from gone`,
  commands: (most) => sql`select forget_commands(${most}) as gone`,
  mails: (most) => sql`select forget_mails(${most}) as gone`,
  notifications: (most) => sql`select forget_notifications(${most}) as gone`,
  messages: (most) => sql`select forget_messages(${most}) as gone`,
  'changes of the market': (most) => sql`select forget_market_changes(${most}) as gone`,
  alerts: (most) => sql`select forget_alerts(${most}) as gone`,
};

/** Removes what nothing needs any more. Each batch is its own transaction, so that stopping half-way loses nothing. */
export async function clean(db: Database, batch = BATCH): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  for (const [name, sweep] of Object.entries(sweeps)) {
    removed[name] = 0;
    for (let turn = 0; turn < batch.times; turn++) {
      const [row] = await db.execute<{ gone: number }>(sweep(batch.rows));
      removed[name] += row?.gone ?? 0;
      if ((row?.gone ?? 0) < batch.rows) break;
    }
  }
  return removed;
}
