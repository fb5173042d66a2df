import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { settlement } from '#db/tables/prices.ts';
import { priceOfReservation } from '../price.server.ts';
import type { SettlementInput } from '../schema.ts';

/** The seller notes what became of the payment; what it noted before stays readable by both sides. */
export async function noteSettlement(
  ctx: Ctx,
  publicId: string,
  { key, input }: { key: string; input: SettlementInput },
): Promise<{ settled: boolean }> {
  return inCommand(ctx, { name: 'note-settlement', key, input: { publicId, ...input } }, async (tx) => {
    const { id, side } = await reservationToAct(tx, publicId);
    if (side !== 'holder') return refuse('forbidden');
    const price = await priceOfReservation(tx, publicId);
    if (!price?.may.settle) return refuse('wrong-state');
    const { settled, method, settledOn, invoiceNumber } = input;
    await tx.db.insert(settlement).values({
      ...{ reservationId: id, settled, method, settledOn, invoiceNumber },
      organisationId: tx.actor.organisation?.id ?? refuse('not-found'),
      personId: tx.actor.person?.id ?? null,
    });
    return { settled };
  });
}
