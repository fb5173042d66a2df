import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import type { ProposalState } from '../vocabulary.ts';

/** The holder answers the proposed price before the reservation, or the taker takes it back. */
export async function answerPrice(
  ctx: Ctx,
  publicId: string,
  { key, answer }: { key: string; answer: Exclude<ProposalState, 'open'> },
): Promise<{ state: ProposalState }> {
  const { id } = await reservationToAct(ctx, publicId);
  return throughTheDoor(ctx, sql`ledger.answer_price(${acting(ctx, key)}, ${id}::bigint, ${answer}::text)`);
}
