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

/** Holds part of a lot for the acting organisation, at once, until its deadline. `lotPublicId` as in the address. */
export async function reserveLot(
  ctx: Ctx,
  lotPublicId: string,
  { key, input }: { key: string; input: Omit<ReserveInput, 'quantity'> & { quantity: number } },
): Promise<Reserved> {
  const organisation = ctx.actor.organisation;
  if (!organisation) return refuse('sign-in-needed');
  if (organisation.role === 'analyst') return refuse('forbidden');
  const [lot] = await ctx.db.execute<{
    id: number;
    unit: Unit;
    acceptMode: 'ask' | 'at_once';
    seen: boolean;
    home: string | null;
  }>(sql`
    select l.id, l.unit, l.accept_mode as "acceptMode",
           exists (select from visible_lots(${organisation.id}::bigint) v where v.id = l.id) as seen, (select commune_code from organisation where id = ${organisation.id}) as home
      from lot l where l.public_id = ${lotPublicId}::uuid`);
  if (!lot?.seen) return refuse('not-found');
  await refuseUnfitRecipient(ctx, lot, organisation.id);
  const destination = input.communeCode ?? lot.home;
  const answer = await throughTheDoor<{
    public_id: string;
    state: 'requested' | 'accepted';
    left: number | null;
    expires_at: string;
  }>(
    ctx,
    sql`ledger.reserve(${acting(ctx, key)}, ${lot.id}::bigint, ${input.quantity}::bigint, ${input.purpose}::text,
        ${input.substitution ?? null}::text, ${destination}::text, ${input.note ?? null}::text,
        ${input.conditions ?? null}::text)`,
    {
      beside: {
        'not-enough-left': 'quantity',
        'bad-quantity': 'quantity',
        'commune-unknown': 'communeCode',
        'conditions-needed': 'conditions',
        'conditions-changed': 'conditions',
      },
      facts: { unit: lot.unit },
    },
  );
  return {
    publicId: answer.public_id,
    state: answer.state,
    unit: lot.unit,
    left: answer.left,
    expiresAt: answer.expires_at,
    replayed: answer.replayed,
  };
}
