import { sql } from 'drizzle-orm';
import { carryOutAcceptance } from '#app/domain/diagnoses/commands/carry-out-acceptance.server.ts';
import { carryOutWithdrawal } from '#app/domain/diagnoses/commands/carry-out-withdrawal.server.ts';
import { Overtaken, Run } from '#app/domain/diagnoses/run.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import type { Database } from '#db/client.ts';
import { jobCtx } from '../job-context.server.ts';
import { readFile } from './read-file.server.ts';

interface World {
  db: Database;
  storage: Storage;
}

/** One at a time in this process: the other jobs (mails, pictures) keep their turn. */
let busy = false;

/** What a diagnosis waits for: its reading, its acceptance or its withdrawal. Run twice, it works once. */
export async function carryOutDiagnosis(world: World, id: number, lastAttempt = false): Promise<void> {
  if (busy) return askAgain(world.db, id);
  busy = true;
  try {
    await carryOut(world, id, lastAttempt);
  } finally {
    busy = false;
  }
}

async function carryOut({ db, storage }: World, id: number, lastAttempt: boolean): Promise<void> {
  const run = await Run.claim(db, id);
  if (!run) return;
  const ctx = await jobCtx(db);
  try {
    if (run.work.state === 'reading') await readFile(run, ctx, storage);
    else if (run.work.state === 'accepting') await carryOutAcceptance(ctx, run);
    else await carryOutWithdrawal(ctx, run);
  } catch (error) {
    if (error instanceof Overtaken) return;
    if (lastAttempt) await giveUp(run);
    else await run.release();
    throw error;
  }
}

/** After the last attempt the page says so, and the person may ask again. */
async function giveUp(run: Run): Promise<void> {
  const back = { reading: 'refused', accepting: 'read', withdrawing: 'accepted' }[run.work.state];
  await run.db.execute(sql`
    update diagnosis set state = ${back}, problem = 'failed', problem_facts = null, runner = null where ${run.mine}`);
}

async function askAgain(db: Database, id: number): Promise<void> {
  await db.execute(sql`
    select graphile_worker.add_job('diagnosis', json_build_object('diagnosis', ${id}::bigint),
      run_at => now() + interval '1 second', max_attempts => 5)`);
}
