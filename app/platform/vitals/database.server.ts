import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';

export interface DatabaseVitals {
  version: string;
  bytes: number;
  connections: number;
  connectionsMost: number;
  /** Of the transaction open for the longest time, in seconds; 0 when there is none. */
  oldestTransaction: number;
  /** Servers that copy this one, with the seconds by which the last one is late where the server lets us read it. */
  replicas: number;
  replicaLate: number | null;
}

/** What the database says of itself, as the serving role may read it. Its own time: the machine's, not the product's. */
export async function databaseVitals(db: Database): Promise<DatabaseVitals> {
  const [row] = await db.execute<DatabaseVitals & Record<string, unknown>>(sql`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
           (select count(*) from pg_stat_activity where datname = current_database()) as connections,
           current_setting('max_connections')::int as "connectionsMost",
           coalesce((select extract(epoch from max(clock_timestamp() - xact_start))::bigint from pg_stat_activity
                      where datname = current_database() and pid <> pg_backend_pid()), 0) as "oldestTransaction",
           (select count(*) from pg_stat_replication) as replicas,
           (select extract(epoch from max(replay_lag))::float from pg_stat_replication) as "replicaLate"`);
  if (!row) throw new Error('the database says nothing of itself');
  return row;
}
