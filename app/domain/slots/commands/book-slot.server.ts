import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { arrayOf } from '../sites.server.ts';

export interface Booked extends Record<string, unknown> {
  startsAt: string;
  endsAt: string;
  /** another hour was given up for it */
  moved: boolean;
  /** the first of these reservations to end, if nobody comes */
  expiresAt: string;
}

async function idsToAct(ctx: Ctx, reservations: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const one of new Set(reservations)) ids.push((await reservationToAct(ctx, one)).id);
  return ids;
}

/** The taker, or the holder for it, books an hour for reservations that come together, or moves them to it. */
export async function bookSlot(
  ctx: Ctx,
  { key, slot, reservations }: { key: string; slot: string; reservations: readonly string[] },
): Promise<Booked> {
  const ids = await idsToAct(ctx, reservations);
  const [found] = await ctx.db.execute<{ id: number }>(
    sql`select id from site_slot where public_id = ${slot}::uuid`,
  );
  if (!found) return refuse('not-found', { field: 'slot' });
  const answer = await throughTheDoor<{
    starts_at: string;
    ends_at: string;
    moved: boolean;
    expires_at: string;
  }>(ctx, sql`ledger.book_slot(${acting(ctx, key)}, ${arrayOf(ids, 'bigint')}, ${found.id}::bigint)`, {
    beside: {
      'slot-full': 'slot',
      'slot-past': 'slot',
      'slot-cancelled': 'slot',
      'slot-outside-window': 'slot',
    },
  });
  return {
    startsAt: answer.starts_at,
    endsAt: answer.ends_at,
    moved: answer.moved,
    expiresAt: answer.expires_at,
  };
}

/** Gives the hour back; what is held stays held. */
export async function leaveSlot(
  ctx: Ctx,
  { key, reservations }: { key: string; reservations: readonly string[] },
): Promise<{ expiresAt: string }> {
  const ids = await idsToAct(ctx, reservations);
  const { expires_at } = await throughTheDoor<{ expires_at: string }>(
    ctx,
    sql`ledger.leave_slot(${acting(ctx, key)}, ${arrayOf(ids, 'bigint')})`,
  );
  return { expiresAt: expires_at };
}
