import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { ReservationState } from '../vocabulary.ts';
import { type Answered, reservationToAct } from './answer-reservation.server.ts';

/** The taker keeps the reservation as it now is, or leaves: what it held is free again. `ask`: public id of the question. */
export async function answerAsk(
  ctx: Ctx,
  publicId: string,
  { key, ask, stays }: { key: string; ask: string; stays: boolean },
): Promise<Answered> {
  const { id } = await reservationToAct(ctx, publicId);
  const [row] = await ctx.db.execute<{ id: number }>(
    sql`select id from ledger.ask where public_id = ${ask}::uuid and reservation_id = ${id}::bigint`,
  );
  if (!row) return refuse('not-found');
  const answer = await throughTheDoor<{
    public_id: string;
    state: ReservationState;
    expires_at: string;
    left?: number;
  }>(ctx, sql`ledger.answer_ask(${acting(ctx, key)}, ${row.id}::bigint, ${stays}::boolean)`);
  return {
    publicId: answer.public_id,
    state: answer.state,
    expiresAt: answer.expires_at,
    left: answer.left ?? null,
  };
}
