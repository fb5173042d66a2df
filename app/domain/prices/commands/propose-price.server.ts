import { sql } from 'drizzle-orm';
import { keyWithin } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { privately } from '#app/domain/reservations/commands/privately.server.ts';
import { type Reserved, reserveLot } from '#app/domain/reservations/commands/reserve-lot.server.ts';
import type { ReserveInput } from '#app/domain/reservations/schema.ts';
import { isUnlikely } from '../rules.ts';

export interface Proposal {
  /** what the taker would pay for what the price is for, tax included */
  cents: number;
  /** it was asked whether it is no slip of the finger */
  sure: boolean;
}

const beside = {
  'bad-proposal': 'proposal',
  'price-firm': 'proposal',
  'gift-stays-gift': 'proposal',
} as const;

/** The taker proposes another price, once, while its request waits. */
export async function proposePrice(
  ctx: Ctx,
  publicId: string,
  { key, cents, sure }: { key: string } & Proposal,
): Promise<{ cents: number }> {
  const { id } = await reservationToAct(ctx, publicId);
  const [row] = await ctx.db.execute<{ announced: number | null }>(
    sql`select announced_price_cents as announced from ledger.reservation where id = ${id}`,
  );
  if (!sure && isUnlikely(row?.announced ?? null, cents))
    return refuse('proposal-unlikely', { field: 'sure' });
  return throughTheDoor(
    ctx,
    sql`ledger.propose_price(${acting(ctx, key)}, ${id}::bigint, ${cents}::bigint)`,
    { beside },
  );
}

/** A request with another price than the announced one: both are made, or neither. */
export function reserveAtPrice(
  ctx: Ctx,
  lotPublicId: string,
  { key, input, proposal }: { key: string; input: ReserveInput; proposal: Proposal },
): Promise<Reserved> {
  return ctx.db.transaction(async (db) => {
    const tx: Ctx = { ...ctx, db };
    const made = await reserveLot(tx, lotPublicId, { key, input });
    await proposePrice(tx, made.publicId, { key: keyWithin(key, 'price'), ...proposal });
    return made;
  });
}

/** The same by somebody who acts for no organisation, in their own name. */
export const reserveAtPricePrivately = (
  ctx: Ctx,
  lotPublicId: string,
  { sessionId, ...asked }: { key: string; input: ReserveInput; proposal: Proposal; sessionId: string },
): Promise<Reserved> => privately(ctx, sessionId, (own) => reserveAtPrice(own, lotPublicId, asked));
