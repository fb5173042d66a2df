import { expect, inject, it, vi } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { startWorker } from '#app/platform/jobs/worker.server.ts';
import { freshDatabase, withDatabase } from '#tests/support/database.ts';
import { freeAbandoned } from './abandoned.server.ts';

it('what a killed process was doing is done by another a quarter of an hour later, and nothing that is being done', async () => {
  const { db, sql, url } = await freshDatabase();
  const root = openDatabase(withDatabase(inject('cluster').superUrl, new URL(url).pathname.slice(1)), {
    max: 1,
  });
  await sql`select graphile_worker.add_job('probe', ${sql.json({ n: 1 })}::json, queue_name => 'killed')`;
  await sql`select graphile_worker.add_job('probe', ${sql.json({ n: 2 })}::json)`;
  const lock = (n: number, minutes: number) => root.sql`
    update graphile_worker._private_jobs set locked_by = ${`worker-${n}`}, locked_at = clock_timestamp() - make_interval(mins => ${minutes})
     where payload ->> 'n' = ${String(n)}`;
  await lock(1, 16);
  await lock(2, 14);
  await root.sql`update graphile_worker._private_job_queues set locked_by = 'worker-1', locked_at = clock_timestamp() - interval '16 minutes'`;
  await root.close();
  await freeAbandoned(db);
  const seen: unknown[] = [];
  const tasks = { probe: async (payload: unknown) => void seen.push(payload) };
  const worker = await startWorker({ connectionString: url, tasks });
  await vi.waitFor(() => expect(seen).not.toEqual([]), { timeout: 10_000 });
  await worker.stop();
  expect(seen).toEqual([{ n: 1 }]);
});
