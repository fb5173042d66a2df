import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { ownDiagnosis } from '../own-diagnosis.server.ts';

/**
 * Stops a reading, or an acceptance before its transaction ends: the job finds out at its next sign of life. Of a reading
 * stopped in the middle no line is kept: half a file looks like a whole one.
 */
export async function cancelDiagnosis(ctx: Ctx, publicId: string, { key }: { key: string }): Promise<void> {
  await inCommand(ctx, { name: 'cancel-diagnosis', key, input: { publicId } }, async (tx) => {
    const mine = await ownDiagnosis(tx, publicId, ['waiting', 'reading', 'accepting']);
    const state = mine.state === 'accepting' ? 'read' : 'cancelled';
    if (state === 'cancelled') {
      await tx.db.execute(sql`set local statement_timeout = '60s'`);
      await tx.db.execute(sql`delete from diagnosis_row where diagnosis_id = ${mine.id}`);
    }
    await tx.db.execute(sql`
      update diagnosis set state = ${state}, runner = null, read_at = ledger.clock(), accepted_by = null,
             rows = case when ${state} = 'cancelled' then 0 else rows end where id = ${mine.id}`);
  });
}
