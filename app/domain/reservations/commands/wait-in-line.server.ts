import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { type RefusalCode, refuse } from '#app/domain/refusal.ts';
import { refuseUnfitRecipient } from '../gift.server.ts';
import type { JoinInput, TakeInput } from '../schema.ts';
import type { WaitingState } from '../vocabulary.ts';

export interface Place {
  publicId: string;
  state: WaitingState;
  /** 1 is the next to be offered something; null for who does not wait */
  place: number | null;
}

const BESIDE: Partial<Record<RefusalCode, string>> = {
  'bad-quantity': 'quantity',
  'enough-left': 'quantity',
  'per-taker': 'quantity',
  'commune-unknown': 'communeCode',
  'conditions-needed': 'conditions',
  'conditions-changed': 'conditions',
};

/** The acting organisation joins the waitlist of a lot that has less left than it needs. */
export async function joinWaitlist(
  ctx: Ctx,
  lotPublicId: string,
  { key, input }: { key: string; input: JoinInput },
): Promise<Place> {
  const organisation = ctx.actor.organisation;
  if (!organisation) return refuse('sign-in-needed');
  if (organisation.role === 'analyst') return refuse('forbidden');
  const [lot] = await ctx.db.execute<{
    id: number;
    unit: string;
    acceptMode: 'ask' | 'at_once';
    home: string | null;
  }>(sql`
    select l.id, l.unit, accept_mode_of(l) as "acceptMode", o.commune_code as home
      from visible_lots(${organisation.id}::bigint) l, organisation o
     where l.public_id = ${lotPublicId}::uuid and o.id = ${organisation.id}`);
  if (!lot) return refuse('not-found');
  await refuseUnfitRecipient(ctx, lot, organisation.id);
  const call = sql`ledger.join(${acting(ctx, key)}, ${lot.id}::bigint, ${input.quantity}::bigint, ${input.acceptLess}::boolean,
    ${input.purpose}::text, ${input.substitution ?? null}::text, ${input.communeCode ?? lot.home}::text, ${input.conditions ?? null}::text)`;
  return placeOf(ctx, call, { unit: lot.unit });
}

/** The place behind a public id, for the organisation that waits there only. */
async function placeToAct(ctx: Ctx, publicId: string): Promise<SQL> {
  const { organisation, onBehalf } = ctx.actor;
  if (!organisation || organisation.role === 'analyst' || onBehalf) return refuse('not-found');
  const [row] = await ctx.db.execute<{ id: number }>(sql`
    select id from ledger.waiting where public_id = ${publicId}::uuid and taker_organisation_id = ${organisation.id}`);
  return row ? sql`${row.id}::bigint` : refuse('not-found');
}

async function placeOf(ctx: Ctx, call: SQL, facts: Record<string, unknown> = {}): Promise<Place> {
  const answer = await throughTheDoor<{ public_id: string; state: WaitingState; place: number | null }>(
    ctx,
    call,
    { beside: BESIDE, facts },
  );
  return { publicId: answer.public_id, state: answer.state, place: answer.place };
}

export interface Taken {
  /** the reservation that the offer has become */
  publicId: string;
  state: 'requested' | 'accepted';
  expiresAt: string;
}

/** What is offered is taken: a request of this moment, or accepted at once where the lot is. */
export async function takeOffer(
  ctx: Ctx,
  publicId: string,
  { key, input }: { key: string; input: TakeInput },
): Promise<Taken> {
  const place = await placeToAct(ctx, publicId);
  const answer = await throughTheDoor<{
    public_id: string;
    state: 'requested' | 'accepted';
    expires_at: string;
  }>(
    ctx,
    sql`ledger.take(${acting(ctx, key)}, ${place}, ${input.conditions ?? null}::text, ${input.note ?? null}::text)`,
    { beside: BESIDE },
  );
  return { publicId: answer.public_id, state: answer.state, expiresAt: answer.expires_at };
}

/** What is offered goes to the next; who waits for the whole and was offered a part keeps its place. */
export const declineOffer = async (ctx: Ctx, publicId: string, { key }: { key: string }): Promise<Place> =>
  placeOf(ctx, sql`ledger.decline(${acting(ctx, key)}, ${await placeToAct(ctx, publicId)})`);

export const leaveWaitlist = async (ctx: Ctx, publicId: string, { key }: { key: string }): Promise<Place> =>
  placeOf(ctx, sql`ledger.leave(${acting(ctx, key)}, ${await placeToAct(ctx, publicId)})`);
