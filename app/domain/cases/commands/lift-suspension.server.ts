import type { Ctx } from '#app/domain/context.ts';
import { operatorAct } from '#app/domain/operator/operator-act.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { lift } from '../measures.server.ts';
import { caseRow } from './decide-case.server.ts';

/** The operator ends a suspension that a case decided: lots are back at once, those concerned read why in the letter of the act. */
export async function liftSuspension(
  ctx: Ctx,
  publicId: string,
  { key, reason }: { key: string; reason: string },
): Promise<void> {
  const act = { act: 'lift-suspension', subject: { kind: 'case', id: publicId }, reason } as const;
  await operatorAct(ctx, { ...act, key }, async (tx, add) => {
    const one = await caseRow(tx, publicId);
    if (!(await lift(tx, one))) return refuse('already-done');
    add({
      concerns: { organisation: one.organisationId, person: one.personId },
      details: { number: one.number },
    });
  });
}
