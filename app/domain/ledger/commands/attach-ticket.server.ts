import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import type { SmallPhotoFacts } from '#app/domain/lots/photos.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { TICKET_PHOTOS } from '../ticket.ts';

interface Call {
  key: string;
  reservation: string;
  photos: readonly SmallPhotoFacts[];
}

/**
 * Photos of the weighing ticket, beside the mass that the acting side said it weighed. `keepFiles` stores them before the rows say that
 * they are there. Refuses `not-found` to who is of neither side, `forbidden` to who may not hand over, `ticket-not-weighed`,
 * `too-many-tickets`.
 */
export async function attachTicket(
  ctx: Ctx,
  { key, reservation, photos }: Call,
  keepFiles: () => Promise<void> = async () => undefined,
): Promise<void> {
  await inCommand(ctx, { name: 'attach-ticket', key, input: { reservation, photos } }, async (tx) => {
    const { id, side } = await reservationToAct(tx, reservation, 'handover');
    // one at a time a reservation, so that they are counted
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('ticket:' || ${id}::text, 0))`);
    const said = sql.raw(side);
    const [words] = await tx.db.execute<{ handover: number; massG: number; there: number }>(sql`
      select d.id as handover, d.${said}_mass_g as "massG", (select count(*)::int from handover_ticket t
               where t.handover_id = d.id and t.side = ${side} and t.mass_g = d.${said}_mass_g) as there
        from ledger.handover d where d.reservation_id = ${id} and d.state <> 'cancelled' and d.${said}_evidence = 'A'`);
    if (!words) return refuse('ticket-not-weighed', { field: 'ticket' });
    const { handover, massG, there } = words;
    if (there + photos.length > TICKET_PHOTOS)
      return refuse('too-many-tickets', { field: 'ticket', limit: TICKET_PHOTOS });
    await keepFiles();
    for (const [index, { publicId, width, height, thumbhash, widths }] of photos.entries())
      await tx.db.execute(sql`
        insert into handover_ticket (public_id, handover_id, side, mass_g, nth, width, height, thumbhash, widths, person_id)
        values (${publicId}, ${handover}, ${side}, ${massG}, ${there + index + 1}, ${width}, ${height}, ${thumbhash},
                ${sql.param(`{${widths.join(',')}}`)}::integer[], ${tx.actor.person?.id ?? null})`);
  });
}
