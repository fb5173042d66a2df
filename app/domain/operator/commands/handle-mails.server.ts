import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { operatorAct } from '../operator-act.server.ts';

interface Asked {
  /** public ids */
  mails: readonly string[];
  reason: string;
  key: string;
}

/** One act for the mails chosen: sent again, under the same Message-ID, or given up. How many it was done to. */
export async function handleMails(
  ctx: Ctx,
  intent: 'retry' | 'discard',
  { mails, reason, key }: Asked,
): Promise<number> {
  const retry = intent === 'retry';
  const subject = { kind: 'queue', id: null } as const;
  const act = retry ? 'retry-mails' : 'discard-mails';
  return operatorAct(ctx, { act, subject, reason, key, input: mails }, async ({ db }, add) => {
    const changed = await db.execute<{ id: number; kind: string; publicId: string }>(sql`
      update mail set status = ${retry ? 'waiting' : 'dropped'}
       where status in ('failed', 'refused') and public_id in (select jsonb_array_elements_text(${JSON.stringify(mails)}::jsonb)::uuid)
      returning id, kind, public_id as "publicId"`);
    if (changed.length === 0) refuse('nothing-changed');
    for (const { id } of changed) {
      if (retry)
        await db.execute(sql`
          select graphile_worker.add_job('send-mail', json_build_object('mail', ${id}::bigint),
            job_key => 'mail:' || ${id}::bigint, max_attempts => 12)`);
      else await db.execute(sql`select graphile_worker.remove_job('mail:' || ${id}::bigint)`);
    }
    add({
      details: { mails: Object.fromEntries([...changed].map(({ publicId, kind }) => [publicId, kind])) },
    });
    return changed.length;
  });
}
