import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';

/**
 * The holder reached the taker on the number it reads: that number is verified for what this holder offers, as long as
 * the taker keeps it. Refuses `not-found` to others than the holder, `wrong-state` before acceptance, once it is
 * over or without a number.
 */
export async function reachByPhone(ctx: Ctx, publicId: string, { key }: { key: string }): Promise<void> {
  const { id, side, takerOrganisationId } = await reservationToAct(ctx, publicId);
  if (side !== 'holder') refuse('not-found');
  await inCommand(ctx, { name: 'reach-by-phone', key, input: { id } }, async (tx) => {
    const [row] = await tx.db.execute<{ reads: boolean; state: string; phone: string | null }>(sql`
      select w.holder_reads as reads, r.state, coalesce(p.phone, k.phone) as phone
        from ledger.reservation r join ledger.reservation_place w on w.reservation_id = r.id
        join organisation k on k.id = r.taker_organisation_id left join person p on p.id = who_follows(r.taker_organisation_id, r.taker_person_id) where r.id = ${id}`);
    if (!row?.reads || !row.phone) return refuse('wrong-state', { state: row?.state ?? '' });
    await tx.db.execute(sql`
      insert into phone_reached (taker_organisation_id, phone, organisation_id, person_id)
      values (${takerOrganisationId}, ${row.phone}, ${tx.actor.organisation?.id ?? null}, ${tx.actor.person?.id ?? null})
      on conflict do nothing`);
  });
}
