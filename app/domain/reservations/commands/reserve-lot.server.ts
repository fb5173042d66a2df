import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { refuseUnfitRecipient } from '../gift.server.ts';
import type { ReserveInput } from '../schema.ts';

export interface Reserved extends Record<string, unknown> {
  publicId: string;
  state: 'requested' | 'accepted';
  unit: Unit;
  /** thousandths of the lot's unit still free after this request */
  left: number | null;
  expiresAt: string;
  replayed: boolean;
}

type Asked = { key: string; input: Omit<ReserveInput, 'quantity'> & { quantity: number } };

interface Answer extends Record<string, unknown> {
  public_id: string;
  state: 'requested' | 'accepted';
  unit: Unit;
  left: number | null;
  expires_at: string;
  /** A gift: nothing was done, its recipient is to be looked at first. */
  gift?: { id: number; acceptMode: 'ask' | 'at_once' };
}

/** Holds part of a lot for the acting organisation, at once, until its deadline. `lotPublicId` as in the address. */
export async function reserveLot(ctx: Ctx, lotPublicId: string, asked: Asked): Promise<Reserved> {
  const organisation = ctx.actor.organisation;
  if (!organisation) return refuse('sign-in-needed');
  if (organisation.role === 'analyst') return refuse('forbidden');
  let answer = await ask(ctx, organisation.id, lotPublicId, asked, { giftAllowed: false });
  if (answer.gift) {
    await refuseUnfitRecipient(ctx, answer.gift, organisation.id);
    answer = await ask(ctx, organisation.id, lotPublicId, asked, { giftAllowed: true });
  }
  const { public_id, state, unit, left, expires_at, replayed } = answer;
  return { publicId: public_id, state, unit, left, expiresAt: expires_at, replayed };
}

/** One statement, the lot looked up in it: on a busy lot a second one is what costs. */
function ask(
  ctx: Ctx,
  organisation: number,
  lotPublicId: string,
  { key, input }: Asked,
  { giftAllowed }: { giftAllowed: boolean },
) {
  return throughTheDoor<Answer>(
    ctx,
    sql`(select case when l.price_cents = 0 and not ${giftAllowed}::boolean
        then jsonb_build_object('outcome', 'ok', 'gift', jsonb_build_object('id', l.id, 'acceptMode', accept_mode_of(l)))
        else jsonb_build_object('unit', l.unit) || ledger.reserve(${acting(ctx, key)}, l.id, ${input.quantity}::bigint, ${input.purpose}::text,
          ${input.substitution ?? null}::text, coalesce(${input.communeCode ?? null}::text, (select commune_code from organisation where id = ${organisation})),
          ${input.note ?? null}::text, ${input.conditions ?? null}::text) end
      from visible_lots(${organisation}::bigint) l where l.public_id = ${lotPublicId}::uuid)`,
    {
      beside: {
        'not-enough-left': 'quantity',
        'per-taker': 'quantity',
        'bad-quantity': 'quantity',
        'commune-unknown': 'communeCode',
        'conditions-needed': 'conditions',
        'conditions-changed': 'conditions',
      },
    },
  );
}
