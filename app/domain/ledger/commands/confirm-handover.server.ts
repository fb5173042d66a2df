import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { BESIDE, claimOf, type HandoverClaim, refusedOf } from '../claim.server.ts';

export type HandoverAnswer = {
  state: 'waiting-other-side' | 'confirmed' | 'disputed' | 'not-collected';
  /** thousandths of the lot's unit free afterwards */
  left: number;
};

/**
 * One side says what was really taken. The first waits for the other; an equal second one moves the stock and counts the
 * mass, in one statement; a different one is a dispute that either may end by saying the other's words. `saidAt`: when it was
 * said on a phone without signal.
 */
export async function confirmHandover(
  ctx: Ctx,
  reservationPublicId: string,
  { key, input, saidAt }: { key: string; input: HandoverClaim; saidAt?: string | undefined },
): Promise<HandoverAnswer> {
  const { id } = await reservationToAct(ctx, reservationPublicId, 'handover');
  const { graded, unit } = await claimOf(ctx, id, input);
  return throughTheDoor<HandoverAnswer>(
    ctx,
    sql`ledger.confirm_handover(${acting(ctx, key)}, ${id}::bigint, ${input.quantity}::bigint, ${graded}, null::text,
        ${input.pickedUpOn ?? null}::date, ${input.identicalUse ?? null}::boolean, ${refusedOf(input)}, ${saidAt ?? null}::timestamptz)`,
    { beside: BESIDE, facts: { unit } },
  );
}
