import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { operatorAct } from '#app/domain/operator/operator-act.server.ts';
import { REASON_MOST } from '#app/domain/operator/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { apply, type CaseRow, undo } from '../measures.server.ts';
import type { DecisionInput } from '../schema.ts';
import { MEASURES_OF, type Measure } from '../vocabulary.ts';

/**
 * The operator decides of a case, once; on appeal a second time, for good, and by somebody else when there is one. The
 * measure, what it undoes, the statement of reasons and its line in the log are one transaction; letters follow.
 */
export async function decideCase(
  ctx: Ctx,
  publicId: string,
  { key, input }: { key: string; input: DecisionInput },
): Promise<void> {
  const { intent: _, ...decision } = input;
  const { instance, measure, facts, reasons } = decision;
  await operatorAct(
    ctx,
    {
      act: instance === 1 ? 'decide-case' : 'decide-appeal',
      subject: { kind: 'case', id: publicId },
      reason: reasons.slice(0, REASON_MOST),
      ...{ key, input: decision, ownLetter: true },
    },
    async (tx, add) => {
      const one = await caseRow(tx, publicId);
      const waits = instance === 1 ? 'open' : 'appealed';
      if (one.state !== waits) return refuse('case-decided');
      if (!MEASURES_OF[one.kind].includes(measure)) return refuse('invalid-input', { field: 'measure' });
      if (instance === 2) await bySomebodyElse(tx, one);
      const before = instance === 2 ? await firstMeasure(tx, one.id) : 'none';
      await tx.db.execute(sql`
        insert into case_decision (case_id, instance, decided_by, measure, ground, clause, facts, reasons)
        values (${one.id}, ${instance}, ${tx.actor.person?.id ?? null}, ${measure}, ${decision.ground}, ${decision.clause ?? null}, ${facts}, ${reasons})`);
      if (measure !== before) {
        await undo(tx, one, before);
        await apply(tx, one, measure, reasons);
      }
      await tx.db.execute(sql`
        update report_case set state = ${instance === 1 ? 'decided' : 'final'}, decided_at = ledger.clock(),
               appeal_until = case when ${instance === 1} then ledger.clock() + (select case_appeal from ledger.delay) else ledger.clock() end
         where id = ${one.id}`);
      await record(tx, 'case.decided', { case: one.id, instance });
      add({
        concerns: { organisation: one.organisationId, person: one.personId },
        details: { number: one.number, kind: one.kind, measure, ...(instance === 2 ? { before } : {}) },
      });
    },
  );
}

/** Locked: of two decisions at once the second finds it decided. */
export async function caseRow(ctx: Ctx, publicId: string): Promise<CaseRow> {
  const [row] = await ctx.db.execute<CaseRow>(sql`
    select id, public_id as "publicId", number, subject_kind as kind, subject_id as "subjectId", organisation_id as "organisationId",
           person_id as "personId", lot_id as "lotId", message_id as "messageId", state
      from report_case where public_id = ${publicId}::uuid for no key update`);
  return row ?? refuse('not-found');
}

async function firstMeasure(ctx: Ctx, id: number): Promise<Measure> {
  const [row] = await ctx.db.execute<{ measure: Measure }>(
    sql`select measure from case_decision where case_id = ${id} and instance = 1`,
  );
  return row?.measure ?? 'none';
}

async function bySomebodyElse(ctx: Ctx, { id }: CaseRow): Promise<void> {
  const [row] = await ctx.db.execute<{ mine: boolean; others: boolean }>(sql`
    select d.decided_by = ${ctx.actor.person?.id ?? null} as mine,
           exists (select from person p where p.platform_admin and p.id <> d.decided_by and p.suspended_at is null
                    and p.email_verified_at is not null) as others
      from case_decision d where d.case_id = ${id} and d.instance = 1`);
  if (row?.mine && row.others) refuse('another-operator');
}
