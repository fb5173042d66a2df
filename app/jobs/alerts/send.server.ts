import { sql } from 'drizzle-orm';
import { peopleDue, takeDigest } from '#app/domain/alerts/digest.server.ts';
import type { Digest } from '#app/domain/alerts/views.ts';
import type { Ctx } from '#app/domain/context.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';
import { signId } from '#app/platform/signed-id.server.ts';
import type { Database } from '#db/client.ts';

const PEOPLE = 200;

/** Asks for what is due to be sent as soon as the transaction of `ctx` is over. */
export async function wakeSending(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`
    select graphile_worker.add_job('send-alerts', '{}'::json, job_key => 'send-alerts', max_attempts => 3)`);
}

/**
 * Writes one mail to each person with something due. What is marked as sent and the mail are one transaction: a crash
 * loses both or none. One person's failure does not keep the others waiting; it fails the job, which comes again.
 */
export async function sendAlerts(db: Database): Promise<number> {
  const ctx = jobCtx(db);
  const failures: unknown[] = [];
  const tried = new Set<number>();
  let sent = 0;
  for (;;) {
    const people = (await peopleDue(ctx, PEOPLE + failures.length)).filter((person) => !tried.has(person));
    if (people.length === 0) break;
    for (const person of people) {
      tried.add(person);
      await sendTo(db, person).then(
        (wrote) => {
          sent += wrote ? 1 : 0;
        },
        (error: unknown) => failures.push(error),
      );
    }
  }
  if (failures.length > 0) throw failures[0];
  return sent;
}

async function sendTo(db: Database, person: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx.execute<{ now: string }>(sql`select ledger.clock() as now`);
    const digest = await takeDigest({ ...jobCtx(tx), now: new Date(row?.now ?? 0) }, person);
    if (!digest) return false;
    return queueMail({ db: tx }, letterOf(digest, new Date(row?.now ?? 0)));
  });
}

const jobCtx = (db: Database): Ctx => ({
  db,
  actor: { person: null, organisation: null, via: 'job' },
  now: new Date(),
  locale: 'fr',
});

function letterOf({ publicId, person, alerts, total }: Digest, now: Date) {
  return {
    kind: 'alerts.found' as const,
    to: person.email,
    locale: person.locale,
    personId: person.id,
    dedupKey: `alerts:${publicId}`,
    params: { name: person.name, token: signId('alerts', publicId), now, total, alerts },
  };
}
