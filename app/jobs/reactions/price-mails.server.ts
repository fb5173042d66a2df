import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { AnnouncedPrice } from '#app/domain/lots/price-words.ts';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';
import { reservationStory } from '#app/jobs/reservation-facts.server.ts';
import { writeToSides } from '#app/jobs/write-to-sides.server.ts';
import type { PriceLetters } from '#app/platform/mail/letters/price.ts';
import type { Side } from '#app/platform/mail/letters/reservation.ts';

/** A proposed price is told to the holder, its answer to the taker; who takes one back tells nobody: it asks nothing any more. */
const tell =
  (kind: keyof PriceLetters, side: Side): Reaction =>
  async (ctx, event) => {
    const id = idIn(event, 'reservation');
    const story = await reservationStory(ctx, id, null);
    const { proposedCents, ...price } = await proposalOf(ctx, id);
    await writeToSides(ctx, {
      ...{ kind, event, story, sides: [side] },
      letter: (about) => ({ ...about, price, proposedCents }),
    });
  };

export const priceMails: Record<string, Reaction> = {
  'price.proposed': tell('price.proposed', 'holder'),
  'price.accepted': tell('price.accepted', 'taker'),
  'price.refused': tell('price.refused', 'taker'),
};

async function proposalOf(
  ctx: Ctx,
  reservation: number,
): Promise<AnnouncedPrice & { proposedCents: number }> {
  const [row] = await ctx.db.execute<
    AnnouncedPrice & { proposedCents: number } & Record<string, unknown>
  >(sql`
    select r.announced_price_cents as "priceCents", r.price_basis as "priceBasis", r.price_tax as "priceTax",
           r.vat_permille as "vatPermille", r.price_negotiable as negotiable, l.unit, p.cents as "proposedCents"
      from ledger.reservation r join lot l on l.id = r.lot_id join ledger.price_proposal p on p.reservation_id = r.id
     where r.id = ${reservation}`);
  if (!row) throw new Error(`the proposal of reservation ${reservation} is not there`);
  return row;
}
