import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { mayReadTakers, sideOf } from '#app/domain/reservations/policy.ts';
import type { TicketPhoto } from './ticket.ts';

/** Photos of the tickets of a reservation that are of the mass their side still says; the caller has read it as one of its sides. */
export async function ticketsOf(ctx: Ctx, reservationId: number): Promise<TicketPhoto[]> {
  return [
    ...(await ctx.db.execute<TicketPhoto & Record<string, unknown>>(sql`
      select t.public_id as "publicId", t.side, t.width, t.height from handover_ticket t join ledger.handover d on d.id = t.handover_id
       where d.reservation_id = ${reservationId} and d.state <> 'cancelled'
         and t.mass_g = case t.side when 'holder' then d.holder_mass_g else d.taker_mass_g end order by t.id`)),
  ];
}

/** Where the pixels of one photo lie, for the two sides and for whoever holds title; null for everyone else. */
export async function ticketPhoto(
  ctx: Ctx,
  call: { reservation: string; photo: string },
): Promise<{ widths: number[] } | null> {
  const { organisation } = ctx.actor;
  const [row] = await ctx.db.execute<{
    holderOrganisationId: number;
    takerOrganisationId: number;
    siteId: number;
    titled: boolean;
    widths: number[];
  }>(sql`
    select r.holder_organisation_id as "holderOrganisationId", r.taker_organisation_id as "takerOrganisationId", l.site_id as "siteId", t.widths,
           exists (select from document x where x.reservation_id = r.id and x.kind <> 'slip'
                     and x.title_organisation_id = ${organisation?.id ?? null}::bigint) as titled
      from handover_ticket t join ledger.handover d on d.id = t.handover_id join ledger.reservation r on r.id = d.reservation_id
      join lot l on l.id = r.lot_id
     where t.public_id = ${call.photo}::uuid and r.public_id = ${call.reservation}::uuid`);
  if (!row || !mayReadTakers(ctx.actor)) return null;
  const titled = row.titled && organisation?.role !== 'analyst';
  return sideOf(ctx.actor, row) || titled ? { widths: row.widths } : null;
}
