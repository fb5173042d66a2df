import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import type { MissedKind } from '../vocabulary.ts';

/**
 * The side that was there says that the other was not: `nobody_came` by the holder ends what was held, `site_closed` by
 * the taker keeps it and asks for another hour. For everything of that taker at that hour.
 */
export async function declareMissed(
  ctx: Ctx,
  publicId: string,
  { key, kind }: { key: string; kind: MissedKind },
): Promise<void> {
  const { id } = await reservationToAct(ctx, publicId);
  await throughTheDoor(ctx, sql`ledger.declare_missed(${acting(ctx, key)}, ${id}::bigint, ${kind}::text)`);
}

/** The other side says it was not so: it stays shown, and no longer counts. `missed`: its public id. */
export async function contestMissed(
  ctx: Ctx,
  publicId: string,
  { key, missed }: { key: string; missed: string },
): Promise<void> {
  const { id } = await reservationToAct(ctx, publicId);
  const [row] = await ctx.db.execute<{ id: number }>(
    sql`select id from ledger.missed where public_id = ${missed}::uuid and ${id}::bigint = any (reservations)`,
  );
  if (!row) return refuse('not-found');
  await throughTheDoor(ctx, sql`ledger.contest_missed(${acting(ctx, key)}, ${row.id}::bigint)`);
}
