import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { isOperator } from './policy.ts';
import { type OperatorActName, REASON_LEAST, REASON_MOST, type SubjectKind } from './vocabulary.ts';

interface Concerns {
  /** ids of the database */
  organisation?: number | null;
  person?: number | null;
}

export interface Act {
  act: OperatorActName;
  subject: { kind: SubjectKind; id: string | null };
  reason: string;
  concerns?: Concerns;
  /** What changed, from what to what: codes and figures, never a name or an address. */
  details?: Record<string, unknown>;
}

/** What is only known once the work is done. */
type Add = (more: Pick<Act, 'concerns' | 'details'> & { subjectId?: string }) => void;

interface Options {
  key: string;
  /** What else was asked besides what the act says: part of what the key stands for. */
  input?: unknown;
  /** The slice writes to those concerned itself. */
  ownLetter?: boolean;
}

/**
 * The one way the operator acts at the desk: one transaction with its line in the log, its reason, and the letter to those
 * it concerns. `work` acts for no organisation. Refuses 'not-found' to whoever is no operator.
 */
export async function operatorAct<Answer>(
  ctx: Ctx,
  { key, input, ownLetter = false, ...said }: Act & Options,
  work: (ctx: Ctx, add: Add) => Promise<Answer>,
): Promise<Answer> {
  if (!isOperator(ctx.actor)) return refuse('not-found');
  const reason = said.reason.trim();
  if (reason.length < REASON_LEAST || reason.length > REASON_MOST)
    refuse('invalid-input', { field: 'reason' });
  const alone = { ...ctx, actor: { ...ctx.actor, organisation: null } };
  const { act, subject } = said;
  return inCommand(alone, { name: `operator:${act}`, key, input: { subject, reason, input } }, async (tx) => {
    let full: Act = { ...said, reason };
    const answer = await work(tx, ({ subjectId, concerns, details }) => {
      full = {
        ...full,
        subject: { ...full.subject, id: subjectId ?? full.subject.id },
        concerns: { ...full.concerns, ...concerns },
        details: { ...full.details, ...details },
      };
    });
    await logAct(tx, full, { letter: !ownLetter });
    return answer;
  });
}

/** One line of the log, in the transaction of `ctx.db`; `script` is the login of the machine that ran one. */
export async function logAct(
  ctx: Ctx,
  { act, subject, reason, concerns = {}, details = {} }: Act,
  { script = null, letter = true }: { script?: string | null; letter?: boolean } = {},
): Promise<void> {
  const person = script === null ? (ctx.actor.person?.id ?? null) : null;
  const [row] = await ctx.db.execute<{ id: number }>(sql`
    insert into operator_act (person_id, script_login, act, subject_kind, subject_id, reason, details,
                              concerns_organisation_id, concerns_person_id)
    values (${person}, ${script}, ${act}, ${subject.kind}, ${subject.id}, ${reason}, ${JSON.stringify(details)}::jsonb,
            ${concerns.organisation ?? null}, ${concerns.person ?? null}) returning id`);
  if (row && letter) await record(ctx, 'operator.acted', { act: row.id });
}
