import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { operatorAct } from '#app/domain/operator/operator-act.server.ts';
import { refuse } from '#app/domain/refusal.ts';

interface Answer {
  key: string;
  /** public id */
  review: string;
  decision: 'approved' | 'refused';
  reason: string;
}

/** Lets everybody see a lot that waited, or not. No movement: its holder published it. Answered meanwhile: 'already-done'. */
export async function answerReview(
  ctx: Ctx,
  { key, review, decision, reason }: Answer,
): Promise<{ decision: 'approved' | 'refused' }> {
  const act = decision === 'approved' ? 'approve-lot' : 'refuse-lot';
  const said = { act, subject: { kind: 'lot', id: null }, reason } as const;
  return operatorAct(ctx, { ...said, key, input: { review }, ownLetter: true }, async (tx, add) => {
    const [row] = await tx.db.execute<{ id: number; organisation: number; lot: string }>(sql`
      select r.id, l.organisation_id as organisation, l.public_id as lot from lot_review r join lot l on l.id = r.lot_id
       where r.public_id = ${review}::uuid`);
    if (!row) return refuse('not-found');
    const [done] = await tx.db.execute<{ answered: boolean }>(
      sql`select answer_review(${row.id}, ${decision === 'approved'}, ${reason}) as answered`,
    );
    if (!done?.answered) return refuse('already-done');
    await record(tx, 'lot.reviewed', { review: row.id });
    add({ subjectId: row.lot, concerns: { organisation: row.organisation } });
    return { decision };
  });
}
