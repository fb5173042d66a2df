import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { dueAgain } from './pause-alert.server.ts';

/**
 * Stops the alerts of one mail, or one of them, for whoever holds its signed link: the caller has checked the signature.
 * Said twice it does no more. Only pauses: the person finds them again in their list.
 */
export async function stopByMail(
  ctx: Ctx,
  mailPublicId: string,
  { alert }: { alert?: string | undefined } = {},
): Promise<{ stopped: number }> {
  return ctx.db.transaction(async (tx) => {
    const mail = await mailOf({ ...ctx, db: tx }, mailPublicId);
    const rows = await tx.execute(sql`
      update alert set paused_at = ledger.clock(), stopped_by = ${mail.id}, due_at = null, updated_at = ledger.clock()
       where id in (select id from alert where id = any(${mail.alerts}::bigint[]) and person_id = ${mail.personId}
                       and ${alert ? sql`public_id = ${alert}::uuid` : sql`true`} and paused_at is null and removed_at is null order by id for no key update)
      returning 1`);
    return { stopped: rows.length };
  });
}

/** Takes back what this mail stopped, and nothing else. */
export async function resumeByMail(ctx: Ctx, mailPublicId: string): Promise<{ resumed: number }> {
  return ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const mail = await mailOf(inside, mailPublicId);
    const rows = await tx.execute<{ id: number }>(sql`
      update alert set paused_at = null, stopped_by = null, updated_at = ledger.clock()
       where id in (select id from alert where stopped_by = ${mail.id} and person_id = ${mail.personId} and removed_at is null
                     order by id for no key update) returning id`);
    for (const { id } of rows) await dueAgain(inside, id);
    return { resumed: rows.length };
  });
}

interface MailRow extends Record<string, unknown> {
  id: number;
  personId: number;
  alerts: string;
}

async function mailOf(ctx: Ctx, publicId: string): Promise<MailRow> {
  const [mail] = await ctx.db.execute<MailRow>(sql`
    select id, person_id as "personId", alert_ids::text as alerts from alert_mail where public_id = ${publicId}::uuid`);
  return mail ?? refuse('not-found');
}
