import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canActOnReservation, sideOf } from '../policy.ts';

interface Found {
  id: number;
  holderOrganisationId: number;
  takerOrganisationId: number;
}

/** The reservation behind a public id, for one of its two sides only. */
export async function reservationToAct(
  ctx: Ctx,
  publicId: string,
): Promise<Found & { side: 'holder' | 'taker' }> {
  const [row] = await ctx.db.execute<Found & Record<string, unknown>>(sql`
    select id, holder_organisation_id as "holderOrganisationId", taker_organisation_id as "takerOrganisationId"
      from ledger.reservation where public_id = ${publicId}::uuid`);
  const side = row ? sideOf(ctx.actor, row) : null;
  if (!row || !side) return refuse('not-found');
  if (!canActOnReservation(ctx.actor, row)) return refuse('forbidden');
  return { ...row, side };
}

async function act(ctx: Ctx, publicId: string, call: (id: SQL) => SQL): Promise<void> {
  const { id } = await reservationToAct(ctx, publicId);
  await throughTheDoor(ctx, call(sql`${id}::bigint`));
}

/** The holder agrees: the pick-up deadline starts and the place is shown to the taker. */
export const acceptReservation = (ctx: Ctx, publicId: string, { key }: { key: string }) =>
  act(ctx, publicId, (id) => sql`ledger.accept(${acting(ctx, key)}, ${id})`);

/** The holder declines a request: what it held is free again. */
export const refuseReservation = (
  ctx: Ctx,
  publicId: string,
  { key, reason }: { key: string; reason?: string },
) => act(ctx, publicId, (id) => sql`ledger.refuse(${acting(ctx, key)}, ${id}, ${reason ?? null}::text)`);

/** Either side gives up: what was held is free again. */
export const cancelReservation = (
  ctx: Ctx,
  publicId: string,
  { key, reason }: { key: string; reason?: string },
) => act(ctx, publicId, (id) => sql`ledger.cancel(${acting(ctx, key)}, ${id}, ${reason ?? null}::text)`);

/** The holder gives more time. `until`: an instant. */
export const extendReservation = (ctx: Ctx, publicId: string, { key, until }: { key: string; until: Date }) =>
  act(
    ctx,
    publicId,
    (id) => sql`ledger.extend(${acting(ctx, key)}, ${id}, ${until.toISOString()}::timestamptz)`,
  );
