import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';

const me = (ctx: Ctx): number => ctx.actor.person?.id ?? refuse('sign-in-needed');

const mark = (ctx: Ctx, which: SQL) =>
  ctx.db.execute<{ path: string }>(sql`
    update notification set read_at = coalesce(read_at, ledger.clock()) where person_id = ${me(ctx)} and ${which} returning path`);

/** Where what it tells of is. A notification of somebody else is `not-found`. */
export async function openNotification(ctx: Ctx, publicId: string): Promise<string> {
  const [row] = await mark(ctx, sql`public_id = ${publicId}::uuid`);
  return row?.path ?? refuse('not-found');
}

export async function readAll(ctx: Ctx): Promise<void> {
  await mark(ctx, sql`read_at is null`);
}

/** What was told of a reservation's messages is read with them. */
export async function readOfReservation(ctx: Ctx, reservationId: number, kind: string): Promise<void> {
  await mark(ctx, sql`read_at is null and reservation_id = ${reservationId} and kind = ${kind}`);
}
