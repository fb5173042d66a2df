import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { confirmHandover } from '#app/domain/ledger/commands/confirm-handover.server.ts';
import type { HandoverInput } from '#app/domain/ledger/handover-schema.ts';
import { isRefusal, refuse } from '#app/domain/refusal.ts';
import { type SeenHandOver, sameHandOver } from '../entries.ts';
import { fieldHandOver } from '../queries.server.ts';
import type { FieldHandOver } from '../views.ts';

/**
 * Confirms a hand-over said on a phone some time ago. Refuses `changed-meanwhile` when the reservation ended, or when the
 * other side or a colleague has said something else since: those words are shown before a dispute is opened. What was said
 * before the deadline (`saidAt`) is honoured after it, unless the units are promised to somebody else: `units-promised`.
 */
export async function confirmSeenHandover(
  ctx: Ctx,
  reservation: string,
  {
    key,
    seen,
    input,
    saidAt,
  }: { key: string; seen: SeenHandOver; input: HandoverInput; saidAt?: string | undefined },
): Promise<void> {
  const now = await fieldHandOver(ctx, reservation);
  // its own first sending changed it too: that one finds its answer under its key
  const changed = now !== null && !sameSinceSaid(seen, now, saidAt) && !(await alreadyAnswered(ctx, key));
  if (changed && !saysTheSame(now.theirs, input)) return refuse('changed-meanwhile');
  try {
    await confirmHandover(ctx, reservation, { key, input, saidAt });
  } catch (error) {
    const ended = isRefusal(error) && (error.code === 'wrong-state' || error.code === 'reservation-expired');
    return ended ? refuse('changed-meanwhile') : Promise.reject(error);
  }
}

/** The same but for time: a deadline that passed after it was said changes nothing by itself, the ledger decides. */
function sameSinceSaid(seen: SeenHandOver, now: FieldHandOver, saidAt: string | undefined): boolean {
  const lapsedSince =
    saidAt !== undefined &&
    Date.parse(saidAt) <= Date.parse(now.expiresAt) &&
    (now.lapsed || now.state === 'not_collected');
  return lapsedSince
    ? sameHandOver(seen, { ...now, state: seen.state, lapsed: false })
    : sameHandOver(seen, now);
}

/** The other side spoke meanwhile, and in the same words: nothing to ask. */
function saysTheSame(theirs: SeenHandOver['theirs'], input: HandoverInput): boolean {
  if (theirs === null || theirs.weighed !== (input.method === 'weighed')) return false;
  if (theirs.weighed && theirs.massG !== (input.massKg ?? null)) return false;
  return (
    theirs.quantityMilli === input.quantity &&
    theirs.pickedUpOn === (input.pickedUpOn ?? theirs.pickedUpOn) &&
    (theirs.identicalUse ?? input.identicalUse) === input.identicalUse
  );
}

async function alreadyAnswered(ctx: Ctx, key: string): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    select 1 from command where organisation_id = ${ctx.actor.organisation?.id ?? 0} and key = ${key}::uuid`);
  return rows.length > 0;
}
