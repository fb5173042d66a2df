import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { ownAlert } from '../own-alert.server.ts';
import { MOST_ALERTS } from '../vocabulary.ts';
import { dueAgain } from './pause-alert.server.ts';

/** Puts an alert away. For a month it can be had back as it was. */
export async function removeAlert(
  ctx: Ctx,
  publicId: string,
  { key }: { key: string },
): Promise<{ publicId: string; name: string }> {
  return inCommand(ctx, { name: 'remove-alert', key, input: { publicId } }, async (tx) => {
    const { id, name } = await ownAlert(tx, publicId);
    await tx.db.execute(sql`update alert set removed_at = ledger.clock(), due_at = null where id = ${id}`);
    return { publicId, name };
  });
}

/** Takes the removal back. */
export async function restoreAlert(
  ctx: Ctx,
  publicId: string,
  { key }: { key: string },
): Promise<{ publicId: string; name: string }> {
  return inCommand(ctx, { name: 'restore-alert', key, input: { publicId } }, async (tx) => {
    const { id, name, removed, personId } = await ownAlert(tx, publicId, { removed: true });
    if (!removed) return refuse('already-done');
    await tx.db.execute(sql`select from person where id = ${personId} for no key update`);
    const [kept] = await tx.db.execute<{ n: number }>(sql`
      select count(*)::int as n from alert where person_id = ${personId} and removed_at is null`);
    if ((kept?.n ?? 0) >= MOST_ALERTS) return refuse('too-many-alerts', { most: MOST_ALERTS });
    await tx.db.execute(
      sql`update alert set removed_at = null, updated_at = ledger.clock() where id = ${id}`,
    );
    await dueAgain(tx, id);
    return { publicId, name };
  });
}
