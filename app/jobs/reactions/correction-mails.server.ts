import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';
import { reservationStory } from '#app/jobs/reservation-facts.server.ts';
import { writeToSides } from '#app/jobs/write-to-sides.server.ts';
import type { CorrectionFacts, CorrectionLetters } from '#app/platform/mail/letters/correction.ts';
import type { Side } from '#app/platform/mail/letters/reservation.ts';

/** Whoever did not act is told; both read that a line was written anew. A correction within one organisation is nobody's news. */
function tell(kind: keyof CorrectionLetters): Reaction {
  return async (ctx, event) => {
    // a withdrawal has one side, which corrected it itself
    if (typeof event.payload.reservation !== 'number') return;
    const story = await reservationStory(ctx, idIn(event, 'reservation'), null);
    if (story.holderOrganisationId === story.takerOrganisationId) return;
    // said by the link "this was not me": its own letter tells both
    if (kind === 'correction.proposed' && (await comesFromTheLink(ctx, idIn(event, 'correction')))) return;
    const correction = await correctionFacts(ctx, idIn(event, 'correction'));
    const other: Side = event.organisationId === story.holderOrganisationId ? 'taker' : 'holder';
    const told: Side[] = kind === 'correction.consented' ? ['holder', 'taker'] : [other];
    await writeToSides(ctx, {
      kind,
      event,
      story,
      sides: told,
      letter: (about) => ({ ...about, correction }),
    });
  };
}

export const correctionMails: Record<string, Reaction> = {
  'correction.proposed': tell('correction.proposed'),
  'correction.consented': tell('correction.consented'),
  'correction.declined': tell('correction.declined'),
};

async function comesFromTheLink(ctx: Ctx, correction: number): Promise<boolean> {
  const rows = await ctx.db.execute(sql`select 1 from ledger.contest where correction_id = ${correction}`);
  return rows.length > 0;
}

interface Row extends Record<string, unknown> {
  seq: number;
  qty: number;
  mass_g: number;
  new_qty: number;
  new_mass_g: number | null;
  month: string | null;
}

async function correctionFacts(ctx: Ctx, id: number): Promise<CorrectionFacts> {
  const [row] = await ctx.db.execute<Row>(sql`
    select c.seq, m.qty, m.mass_g, c.new_qty, c.new_mass_g,
           case when m.counts then to_char(coalesce(
             (select u.counted_on from ledger.movement u where u.correction_id = c.id limit 1),
             case when exists (select from ledger.closed_year y where y.year = extract(year from m.counted_on))
                  then (ledger.clock() at time zone f.zone)::date else m.counted_on end), 'YYYY-MM') end as month
      from ledger.correction c join ledger.movement m on m.lot_id = c.lot_id and m.seq = c.seq
      join ledger.lot_fact f on f.lot_id = c.lot_id where c.id = ${id}`);
  if (!row) throw new Error(`correction ${id} is not there`);
  return {
    seq: row.seq,
    was: { quantityMilli: row.qty, massG: row.mass_g },
    becomes: { quantityMilli: row.new_qty, massG: row.new_mass_g },
    month: row.month,
  };
}
