import { eq, sql } from 'drizzle-orm';
import type { Actor, Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationDraft } from '#db/tables/lots.ts';
import type { Purpose, Substitution } from '../vocabulary.ts';
import { hashOfToken } from './request-as-guest.server.ts';
import { type Reserved, reserveLot } from './reserve-lot.server.ts';

export interface DraftView {
  publicId: string;
  lot: { publicId: string; title: string; unit: string; leftMilli: number };
  quantityMilli: number;
  name: string;
  email: string;
  confirmed: boolean;
  expired: boolean;
}

/** What the link's page shows before the button is pressed: following a link changes nothing by itself. */
export async function draftOf(ctx: Ctx, token: string): Promise<DraftView | null> {
  const [row] = await ctx.db.execute<DraftView & Record<string, unknown>>(sql`
    select d.public_id as "publicId", d.quantity_milli as "quantityMilli", d.name, d.email,
           d.confirmed_at is not null as confirmed, d.expires_at <= ledger.clock() as expired,
           json_build_object('publicId', l.public_id, 'title', l.title, 'unit', l.unit, 'leftMilli', ledger.left_of(l.id)) as lot
      from reservation_draft d join lot l on l.id = d.lot_id where d.token_hash = ${hashOfToken(token)}`);
  return row ?? null;
}

/** Makes the person known (no password) and answers who now acts; given by the accounts module. */
export type Welcome = (
  ctx: Ctx,
  person: { name: string; email: string; phone: string | null; communeCode: string; locale: 'fr' | 'en' },
) => Promise<Actor>;

/**
 * The mail's link was followed and its button pressed: the person becomes known and the request leaves. The draft's own
 * public id is the idempotency key, so that pressing twice, or in two tabs, makes one reservation.
 */
export async function confirmGuestRequest(
  ctx: Ctx,
  token: string,
  welcome: Welcome,
): Promise<{ reserved: Reserved; actor: Actor }> {
  const [draft] = await ctx.db
    .select()
    .from(reservationDraft)
    .where(eq(reservationDraft.tokenHash, hashOfToken(token)));
  if (!draft) return refuse('link-expired');
  if (!draft.confirmedAt && draft.expiresAt <= ctx.now) return refuse('link-expired');
  const [lot] = await ctx.db.execute<{ publicId: string }>(
    sql`select public_id as "publicId" from lot where id = ${draft.lotId}`,
  );
  const { name, email, phone, communeCode, locale } = draft;
  const actor = await welcome(ctx, { name, email, phone, communeCode, locale });
  const reserved = await reserveLot({ ...ctx, actor }, lot?.publicId ?? '', {
    key: draft.publicId,
    input: {
      quantity: draft.quantityMilli,
      purpose: draft.purpose as Purpose,
      substitution: (draft.substitution as Substitution | null) ?? undefined,
      note: draft.note ?? undefined,
      communeCode,
    },
  });
  await ctx.db.execute(sql`
    update reservation_draft set confirmed_at = ledger.clock() where id = ${draft.id} and confirmed_at is null`);
  return { reserved, actor };
}
