import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { ownDiagnosis } from '../own-diagnosis.server.ts';

/** Asks that the lots an import created are taken back. Refused once one of them was ever reserved. */
export async function withdrawDiagnosis(ctx: Ctx, publicId: string, { key }: { key: string }): Promise<void> {
  await inCommand(ctx, { name: 'withdraw-diagnosis', key, input: { publicId } }, async (tx) => {
    const mine = await ownDiagnosis(tx, publicId, ['accepted']);
    const [bound] = await tx.db.execute<{ lots: number }>(
      sql`select diagnosis_bound_lots(${mine.id})::int as lots`,
    );
    if ((bound?.lots ?? 0) > 0) return refuse('import-reserved', { left: bound?.lots });
    await tx.db.execute(sql`
      update diagnosis set state = 'withdrawing', runner = null, beat_at = ledger.clock(), problem = null, per_mille = 0,
             withdrawn_by = ${ctx.actor.person?.id ?? null} where id = ${mine.id}`);
  });
}
