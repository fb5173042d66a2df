import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';

/**
 * The queue takes the job of a process that was killed for running, for four hours. No job runs for a quarter of one: from then on it
 * is done by whoever is there. The queue's time is the server's own, not the product's.
 */
export async function freeAbandoned(db: Database): Promise<void> {
  await db.execute(sql`
    select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker.jobs where locked_at < clock_timestamp() - interval '15 minutes'))`);
}
