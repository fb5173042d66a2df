import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { operatorAct } from '../operator-act.server.ts';

interface Asked {
  jobs: readonly string[];
  reason: string;
  key: string;
}

/** One act for the jobs chosen, through the queue's own functions; one under way is left alone. How many it was done to. */
export async function handleJobs(
  ctx: Ctx,
  intent: 'retry' | 'discard',
  { jobs, reason, key }: Asked,
): Promise<number> {
  const act = intent === 'retry' ? 'retry-jobs' : 'discard-jobs';
  const subject = { kind: 'queue', id: null } as const;
  return operatorAct(ctx, { act, subject, reason, key, input: jobs }, async ({ db }, add) => {
    const tasks = await db.execute<{ id: string; task: string }>(
      sql`
      select id::text, task_identifier as task from graphile_worker.jobs where locked_at is null and last_error is not null
         and id in (select jsonb_array_elements_text(${JSON.stringify(jobs)}::jsonb)::bigint) order by id`,
    );
    if (tasks.length === 0) refuse('nothing-changed');
    const chosen = sql`array(select jsonb_array_elements_text(${JSON.stringify([...tasks].map(({ id }) => id))}::jsonb)::bigint)`;
    if (intent === 'retry')
      await db.execute(
        sql`select from graphile_worker.reschedule_jobs(${chosen}, run_at => clock_timestamp(), attempts => 0)`,
      );
    else await db.execute(sql`select from graphile_worker.complete_jobs(${chosen})`);
    add({ details: { jobs: Object.fromEntries([...tasks].map(({ id, task }) => [id, task])) } });
    return tasks.length;
  });
}
