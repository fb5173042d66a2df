import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { atLength } from '../rows.server.ts';
import { Overtaken, type Run } from '../run.server.ts';

/** Takes back what an import created, in one transaction. Something reserved meanwhile keeps all of it. */
export async function carryOutWithdrawal(ctx: Ctx, run: Run): Promise<void> {
  const { id, withdrawnBy, publicId } = run.work;
  await run.alive(0, { now: true });
  await atLength(ctx.db, async (tx) => {
    const [row] = await tx.execute<{ answer: { outcome: string; lots?: number } }>(
      sql`select diagnosis_withdraw(${id}, ${withdrawnBy}) as answer`,
    );
    const bound = row?.answer.outcome === 'import-reserved';
    const kept = await tx.execute(
      bound
        ? sql`update diagnosis set state = 'accepted', problem = 'import-reserved', runner = null, withdrawn_by = null
               where ${run.mine} returning 1`
        : sql`update diagnosis set state = 'withdrawn', problem = null, runner = null, withdrawn_at = ledger.clock()
               where ${run.mine} returning 1`,
    );
    if (kept.length === 0) throw new Overtaken();
    if (!bound) await record({ ...ctx, db: tx }, 'diagnosis.withdrawn', { diagnosis: publicId });
  });
}
