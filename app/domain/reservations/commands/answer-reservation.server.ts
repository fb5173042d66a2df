import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { type RefusalCode, refuse } from '#app/domain/refusal.ts';
import { keepGiftBasis } from '../gift.server.ts';
import type { GiftInput } from '../gift-schema.ts';
import { canActOnReservation, sideOf } from '../policy.ts';
import type { ReservationState } from '../vocabulary.ts';

interface Found {
  id: number;
  lotId: number;
  holderOrganisationId: number;
  takerOrganisationId: number;
  siteId: number;
}

/** The reservation behind a public id, for one of its two sides only. */
export async function reservationToAct(
  ctx: Ctx,
  publicId: string,
  scope: 'answer' | 'handover' = 'answer',
): Promise<Found & { side: 'holder' | 'taker' }> {
  const [row] = await ctx.db.execute<Found & Record<string, unknown>>(sql`
    select r.id, r.lot_id as "lotId", r.holder_organisation_id as "holderOrganisationId",
           r.taker_organisation_id as "takerOrganisationId", l.site_id as "siteId"
      from ledger.reservation r join lot l on l.id = r.lot_id where r.public_id = ${publicId}::uuid`);
  const side = row ? sideOf(ctx.actor, row) : null;
  if (!row || !side) return refuse('not-found');
  if (!canActOnReservation(ctx.actor, row, scope)) return refuse('forbidden');
  return { ...row, side };
}

export interface Answered {
  publicId: string;
  state: ReservationState;
  expiresAt: string;
  /** thousandths of the lot's unit free after this answer, when it gave some back */
  left: number | null;
}

async function act(
  ctx: Ctx,
  publicId: string,
  call: (id: SQL) => SQL,
  beside: Partial<Record<RefusalCode, string>> = {},
): Promise<Answered & { replayed: boolean }> {
  const { id } = await reservationToAct(ctx, publicId);
  const answer = await throughTheDoor<{
    public_id: string;
    state: ReservationState;
    expires_at: string;
    left?: number;
  }>(ctx, call(sql`${id}::bigint`), { beside });
  return {
    publicId: answer.public_id,
    state: answer.state,
    expiresAt: answer.expires_at,
    left: answer.left ?? null,
    replayed: answer.replayed,
  };
}

/**
 * The holder agrees: the pick-up deadline starts and the place is shown to the taker. A public owner's gift also says,
 * in the same transaction, under which case of the law or why it is made. `price`: which one, when the taker proposed another.
 */
export async function acceptReservation(
  ctx: Ctx,
  publicId: string,
  { key, gift, price }: { key: string; gift?: GiftInput; price?: 'proposed' | 'announced' },
): Promise<Answered> {
  const reservation = await reservationToAct(ctx, publicId);
  return ctx.db.transaction(async (db) => {
    const tx: Ctx = { ...ctx, db };
    const { replayed, ...answered } = await act(
      tx,
      publicId,
      (id) => sql`ledger.accept(${acting(tx, key)}, ${id}, null::text, ${price ?? null}::text)`,
      { 'price-not-answered': 'price' },
    );
    if (!replayed) await keepGiftBasis(tx, reservation, gift);
    return answered;
  });
}

/** The holder declines a request: what it held is free again. `reason`: free text for the other side. */
export const refuseReservation = (
  ctx: Ctx,
  publicId: string,
  { key, reason }: { key: string; reason?: string },
) =>
  act(
    ctx,
    publicId,
    (id) => sql`ledger.refuse(${acting(ctx, key)}, ${id}, null::text, ${reason ?? null}::text)`,
  );

/** Either side gives up: what was held is free again. */
export const cancelReservation = (
  ctx: Ctx,
  publicId: string,
  { key, reason }: { key: string; reason?: string },
) =>
  act(
    ctx,
    publicId,
    (id) => sql`ledger.cancel(${acting(ctx, key)}, ${id}, null::text, ${reason ?? null}::text)`,
  );

/** The holder gives more time, until the evening of a day later than the deadline. `until`: YYYY-MM-DD in the site's zone, or an instant. */
export const extendReservation = (
  ctx: Ctx,
  publicId: string,
  { key, until }: { key: string; until: string | Date },
) =>
  act(
    ctx,
    publicId,
    (id) =>
      until instanceof Date
        ? sql`ledger.extend(${acting(ctx, key)}, ${id}, ${until.toISOString()}::timestamptz)`
        : sql`ledger.extend(${acting(ctx, key)}, ${id}, (
        select (${until}::date + d.day_ends) at time zone zone_of(c.departement_code)
          from ledger.delay d, ledger.reservation r join lot l on l.id = r.lot_id join commune c on c.code = l.commune_code
         where r.id = ${id}))`,
    { 'bad-deadline': 'until' },
  );
