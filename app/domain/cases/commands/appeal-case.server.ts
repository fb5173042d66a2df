import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { type Party, reportOf } from '../party.ts';

/** One of the two sides contests a decision, once, until the day its letter said. The other may still add its own. */
export async function appealCase(
  ctx: Ctx,
  party: Party,
  { key, body }: { key: string; body: string },
): Promise<void> {
  // whoever is suspended appeals by the link of its letter: for nobody but that case
  const alone = { ...ctx, actor: { ...ctx.actor, organisation: null, person: null } };
  await inCommand(alone, { name: 'appeal-case', key, input: { party, body } }, async (tx) => {
    const [one] = await tx.db.execute<{ id: number; state: string; over: boolean }>(sql`
      select id, state, coalesce(appeal_until <= ledger.clock(), false) as over from report_case
       where ${party.side === 'holder' ? sql`public_id = ${party.case}::uuid` : sql`id = (select case_id from report where public_id = ${party.report}::uuid)`}
         for no key update`);
    if (!one) return refuse('not-found');
    if (one.state === 'open') return refuse('wrong-state', { state: one.state });
    if (one.state === 'final') return refuse('case-decided');
    if (one.over) return refuse('appeal-over');
    const [made] = await tx.db.execute<{ id: number }>(sql`
      insert into case_appeal (case_id, side, report_id, body)
      values (${one.id}, ${party.side}, (select id from report where public_id = ${reportOf(party)}::uuid), ${body})
      on conflict (case_id, side) do nothing returning id`);
    if (!made) return refuse('already-done');
    await tx.db.execute(sql`update report_case set state = 'appealed' where id = ${one.id}`);
    await record(tx, 'case.appealed', { case: one.id, appeal: made.id });
  });
}
