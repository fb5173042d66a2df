import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { Database } from '#db/client.ts';

/** What a job acts as: nobody, at an instant of the database's clock. */
export const asJob = (db: Database, now: Date): Ctx => ({
  db,
  actor: { person: null, organisation: null, via: 'job' },
  now,
  locale: 'fr',
});

/** The same, at this instant. */
export async function jobCtx(db: Database): Promise<Ctx> {
  const [clock] = await db.execute<{ now: string }>(sql`select ledger.clock() as now`);
  return asJob(db, new Date(clock?.now ?? Date.now()));
}
