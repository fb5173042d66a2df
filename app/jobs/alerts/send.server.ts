import { sql } from 'drizzle-orm';
import { peopleDue, takeDigest } from '#app/domain/alerts/digest.server.ts';
import type { Digest } from '#app/domain/alerts/views.ts';
import type { Ctx } from '#app/domain/context.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';
import { signId } from '#app/platform/signed-id.server.ts';
import type { Database } from '#db/client.ts';
import { eachPerson } from '../each-person.server.ts';

/** Asks for what is due to be sent as soon as the transaction of `ctx` is over. */
export async function wakeSending(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`
    select graphile_worker.add_job('send-alerts', '{}'::json, job_key => 'send-alerts', max_attempts => 3)`);
}

/** One mail to each person with something due. */
export const sendAlerts = (db: Database): Promise<number> =>
  eachPerson(db, peopleDue, async (ctx, person) => {
    const digest = await takeDigest(ctx, person);
    return digest ? queueMail(ctx, letterOf(digest, ctx.now)) : false;
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
