import { sql } from 'drizzle-orm';
import { SILENCE } from '#app/domain/diagnoses/run.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import { originalKey } from '#app/platform/tables/original.ts';
import type { Database } from '#db/client.ts';

/** A process that died in the middle of one leaves it silent: its job is asked for anew, and starts over. */
export async function reviveDiagnoses(db: Database): Promise<void> {
  await db.execute(sql`
    select graphile_worker.add_job('diagnosis', json_build_object('diagnosis', id), job_key => 'diagnosis:' || id, max_attempts => 5)
      from diagnosis
     where state in ('waiting', 'reading', 'accepting', 'withdrawing')
       and (beat_at is null and created_at < ledger.clock() - ${SILENCE}::interval or beat_at < ledger.clock() - ${SILENCE}::interval)`);
}

interface Old extends Record<string, unknown> {
  id: number;
  publicId: string;
  kind: 'csv' | 'xlsx';
  evidence: boolean;
}

const AT_ONCE = 50;

/**
 * Decision 27: what was accepted is evidence and stays 10 years, then its file leaves; the rest (dry runs, refused,
 * cancelled, withdrawn) leaves whole after 7 days.
 */
export async function dropOldDiagnoses(db: Database, storage: Storage): Promise<number> {
  const old = await db.execute<Old>(sql`
    select id, public_id as "publicId", kind, state = 'accepted' as evidence from diagnosis
     where dropped_at is null and (
       (state = 'accepted' and accepted_at < ledger.clock() - interval '10 years')
       or (state in ('read', 'refused', 'cancelled') and greatest(created_at, read_at) < ledger.clock() - interval '7 days')
       or (state = 'withdrawn' and withdrawn_at < ledger.clock() - interval '7 days'))
     order by id limit ${AT_ONCE}`);
  for (const { id, publicId, kind, evidence } of old) {
    await storage.delete(originalKey(publicId, kind));
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = '120s'`);
      if (evidence) {
        await tx.execute(sql`delete from diagnosis_row where diagnosis_id = ${id}`);
        await tx.execute(sql`update diagnosis set dropped_at = ledger.clock() where id = ${id}`);
      } else await tx.execute(sql`delete from diagnosis where id = ${id}`);
    });
  }
  return old.length === AT_ONCE ? old.length + (await dropOldDiagnoses(db, storage)) : old.length;
}
