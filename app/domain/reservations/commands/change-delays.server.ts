import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { operatorAct } from '#app/domain/operator/operator-act.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { DELAY_SETTINGS, type DelayInput } from '../delay-input.ts';
import { delaysNow } from '../delay-settings.server.ts';
import { type DelaySetting, delayValue } from '../delays.ts';

/**
 * Changes what differs from the settings in force, within their bounds; what was and what is are in the log. Deadlines already
 * given stay as they were told. How many changed.
 */
export async function changeDelays(ctx: Ctx, { reason, ...asked }: DelayInput, key: string): Promise<number> {
  const subject = { kind: 'setting', id: 'delays' } as const;
  return operatorAct(ctx, { act: 'change-delays', subject, reason, key, input: asked }, async (tx, add) => {
    const before = await delaysNow(tx);
    const changed = DELAY_SETTINGS.filter((name) => asked[name] !== before[name]);
    if (changed.length === 0) refuse('nothing-changed');
    const only = (from: Record<DelaySetting, string>) =>
      Object.fromEntries(changed.map((name) => [name, from[name]]));
    const values = Object.fromEntries(changed.map((name) => [name, delayValue(name, asked[name])]));
    await tx.db
      .execute(
        sql`select change_delays(${tx.actor.person?.id ?? null}::bigint, ${JSON.stringify(values)}::jsonb)`,
      )
      .catch(outOfBounds);
    add({ details: { before: only(before), after: only(await delaysNow(tx)) } });
    return changed.length;
  });
}

/** Two settings that do not go together, such as a day of answers shorter than four hours. */
function outOfBounds(error: unknown): never {
  const seen = error as { code?: string; cause?: { code?: string } } | null;
  if ((seen?.cause?.code ?? seen?.code) === '23514') refuse('delays-disagree');
  throw error;
}
