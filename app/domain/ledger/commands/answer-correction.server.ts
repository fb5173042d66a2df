import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canActOnReservation, sideOf } from '#app/domain/reservations/policy.ts';

interface Found extends Record<string, unknown> {
  id: number;
  siteId: number;
  holderOrganisationId: number;
  takerOrganisationId: number | null;
}

export type CorrectionAnswer = { state: 'consented' | 'declined' | 'retracted' };

/** The other side consents: the line is undone and written anew. Or it declines; whoever proposed takes it back. */
export async function answerCorrection(
  ctx: Ctx,
  publicId: string,
  { key, consent }: { key: string; consent: boolean },
): Promise<CorrectionAnswer> {
  const [found] = await ctx.db.execute<Found>(sql`
    select c.id, l.site_id as "siteId", m.holder_organisation_id as "holderOrganisationId", m.taker_organisation_id as "takerOrganisationId"
      from ledger.correction c join ledger.movement m on m.lot_id = c.lot_id and m.seq = c.seq join lot l on l.id = c.lot_id
     where c.public_id = ${publicId}::uuid`);
  const parties = found && {
    ...found,
    takerOrganisationId: found.takerOrganisationId ?? found.holderOrganisationId,
  };
  if (!found || !parties || !sideOf(ctx.actor, parties)) return refuse('not-found');
  if (!canActOnReservation(ctx.actor, parties, 'handover')) return refuse('forbidden');
  return throughTheDoor<CorrectionAnswer>(
    ctx,
    sql`ledger.answer_correction(${acting(ctx, key)}, ${found.id}::bigint, ${consent}::boolean)`,
  );
}
