import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { ReserveInput } from '../schema.ts';

export interface Reserved extends Record<string, unknown> {
  publicId: string;
  state: 'requested' | 'accepted';
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
  const [lot] = await ctx.db.execute<{ id: number; home: string | null }>(sql`
    select l.id, (select commune_code from organisation where id = ${organisation.id}) as home
      from lot l where l.public_id = ${lotPublicId}::uuid`);
  if (!lot) return refuse('not-found');
  const destination = await knownCommune(ctx, input.communeCode ?? lot.home);
  const answer = await throughTheDoor<{
    public_id: string;
    state: 'requested' | 'accepted';
    left: number | null;
    expires_at: string;
  }>(
    ctx,
    sql`ledger.reserve(${acting(ctx, key)}, ${lot.id}::bigint, ${input.quantity}::bigint, ${input.purpose}::text,
        ${input.substitution ?? null}::text, ${destination}::text, ${input.note ?? null}::text)`,
  );
  return {
    publicId: answer.public_id,
    state: answer.state,
    left: answer.left,
    expiresAt: answer.expires_at,
    replayed: answer.replayed,
  };
}

/** The current code of a commune, former codes resolved; null stays null. */
export async function knownCommune(ctx: Ctx, code: string | null | undefined): Promise<string | null> {
  if (!code) return null;
  const [row] = await ctx.db.execute<{ code: string }>(sql`
    select code from commune where code = coalesce((select f.code from commune_former f where f.former_code = ${code}), ${code})`);
  return row?.code ?? refuse('commune-unknown', { field: 'communeCode' });
}
