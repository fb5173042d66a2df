import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { ownDiagnosis } from '../own-diagnosis.server.ts';

/** Stops a reading, or an acceptance before its transaction ends: the job finds out at its next sign of life. */
export async function cancelDiagnosis(ctx: Ctx, publicId: string, { key }: { key: string }): Promise<void> {
  await inCommand(ctx, { name: 'cancel-diagnosis', key, input: { publicId } }, async (tx) => {
    const mine = await ownDiagnosis(tx, publicId, ['waiting', 'reading', 'accepting']);
    const state = mine.state === 'accepting' ? 'read' : 'cancelled';
    await tx.db.execute(sql`
      update diagnosis set state = ${state}, runner = null, read_at = ledger.clock(), accepted_by = null where id = ${mine.id}`);
  });
}
