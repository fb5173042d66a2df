import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { ownAlert } from '../own-alert.server.ts';

/** Stops an alert for a while, or starts it again. What was published meanwhile is not told. */
export async function pauseAlert(
  ctx: Ctx,
  publicId: string,
  { key, paused }: { key: string; paused: boolean },
): Promise<{ publicId: string; name: string }> {
  return inCommand(ctx, { name: 'pause-alert', key, input: { publicId, paused } }, async (tx) => {
    const alert = await ownAlert(tx, publicId);
    if (alert.paused === paused) return refuse('already-done');
    await tx.db.execute(sql`
      update alert set paused_at = case when ${paused} then ledger.clock() end, stopped_by = null, updated_at = ledger.clock()
       where id = ${alert.id}`);
    await dueAgain(tx, alert.id);
    return { publicId, name: alert.name };
  });
}

/** When what waits may leave, after its alert changed: never while it is paused. */
export async function dueAgain(tx: Ctx, id: number): Promise<void> {
  await tx.db.execute(sql`
    update alert a set due_at = case
      when a.paused_at is null and a.removed_at is null and exists (select from alert_lot w where w.alert_id = a.id and w.waiting)
      then alert_due(a.rhythm, zone_of_reader(a.person_id, a.organisation_id), (select ledger.clock())) end
     where a.id = ${id}`);
}
