import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

/** What `app/jobs` reacts to. Facts about stock, reservations and hand-overs are recorded by the ledger's own functions. */
export type EventKind = `${string}.${string}`;

/** Ids and plain values only: an event outlives the erasure of a person. */
export type EventPayload = Record<string, string | number | boolean | null>;

/**
 * Records a fact in the transaction of `ctx.db`: if that rolls back, nobody hears of it. What can be undone has no
 * consequence before it no longer can, and nothing has any before `after`.
 */
export async function record(
  ctx: Ctx,
  kind: EventKind,
  payload: EventPayload = {},
  { undoable = false, after = null }: { undoable?: boolean; after?: Date | null } = {},
): Promise<void> {
  const organisation = ctx.actor.organisation?.id ?? null;
  const person = ctx.actor.person?.id ?? null;
  await ctx.db.execute(sql`
    insert into event (kind, payload, organisation_id, person_id, not_before)
    values (${kind}, ${JSON.stringify(payload)}::jsonb, ${organisation}, ${person},
            case when ${undoable} then ledger.clock() + (select undo from ledger.delay) else ${after?.toISOString() ?? null}::timestamptz end)`);
}
