import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { ownDiagnosis } from '../own-diagnosis.server.ts';

/** Asks that every line nobody refused becomes a draft lot. Every guess was confirmed first. */
export async function acceptDiagnosis(ctx: Ctx, publicId: string, { key }: { key: string }): Promise<void> {
  await inCommand(ctx, { name: 'accept-diagnosis', key, input: { publicId } }, async (tx) => {
    const mine = await ownDiagnosis(tx, publicId, ['read']);
    const [left] = await tx.db.execute<{ guesses: number; lines: number }>(sql`
      select count(*) filter (where type_by = 'guess')::int as guesses, count(*)::int as lines
        from diagnosis_row where diagnosis_id = ${mine.id} and verdict <> 'refused'`);
    if (!left || left.lines === 0) return refuse('nothing-to-accept');
    if (left.guesses > 0) return refuse('types-unconfirmed', { left: left.guesses });
    await tx.db.execute(sql`
      update diagnosis set state = 'accepting', runner = null, beat_at = ledger.clock(), problem = null, per_mille = 0,
             accepted_by = ${ctx.actor.person?.id ?? null} where id = ${mine.id}`);
  });
}
