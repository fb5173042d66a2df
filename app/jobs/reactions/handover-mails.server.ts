import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';
import { type ReservationStory, reservationStory } from '#app/jobs/reservation-facts.server.ts';
import { writeToSides } from '#app/jobs/write-to-sides.server.ts';
import type { HandoverFacts, HandoverLetters, Statement } from '#app/platform/mail/letters/handover.ts';
import type { Side } from '#app/platform/mail/letters/reservation.ts';

type Sides = (story: ReservationStory, actingOrganisation: number | null) => Side[];

function tell(kind: keyof HandoverLetters, sides: Sides): Reaction {
  return async (ctx, event) => {
    const story = await reservationStory(ctx, idIn(event, 'reservation'), null);
    const handover = await handoverFacts(ctx, idIn(event, 'handover'));
    await writeToSides(ctx, {
      ...{ kind, event, story },
      sides: sides(story, event.organisationId),
      letter: (about) => ({ ...about, handover }),
    });
  };
}

export const handoverMails: Record<string, Reaction> = {
  'handover.waiting': tell('handover.waiting', ({ holderOrganisationId }, acting) => [
    acting === holderOrganisationId ? 'taker' : 'holder',
  ]),
  'handover.confirmed': tell('handover.confirmed', () => ['holder', 'taker']),
  'handover.disputed': tell('handover.disputed', () => ['holder', 'taker']),
};

interface Row extends Record<string, unknown> {
  holder: Statement | null;
  taker: Statement | null;
  mass: number | null;
  evidence: HandoverFacts['evidence'];
  counts: boolean;
  territory: HandoverFacts['territory'];
}

async function handoverFacts(ctx: Ctx, id: number): Promise<HandoverFacts> {
  const [row] = await ctx.db.execute<Row>(sql`
    select case when d.holder_at is not null
                then json_build_object('quantityMilli', d.holder_qty, 'day', d.holder_picked_up_on) end as holder,
           case when d.taker_at is not null
                then json_build_object('quantityMilli', d.taker_qty, 'day', d.taker_picked_up_on) end as taker,
           coalesce(m.mass_g, d.holder_mass_g, d.taker_mass_g) as mass,
           coalesce(m.evidence, d.holder_evidence, d.taker_evidence) as evidence,
           coalesce(m.counts, false) as counts,
           case when e.siren is null then json_build_object('level', 'commune', 'code', c.code, 'name', c.name)
                else json_build_object('level', 'epci', 'code', e.siren, 'name', e.name) end as territory
      from ledger.handover d
      join lot l on l.id = d.lot_id
      join commune c on c.code = l.origin_commune_code
      left join epci e on e.siren = c.epci_siren
      left join lateral (select sum(v.mass_g)::bigint as mass_g, min(v.evidence) as evidence, bool_or(v.counts) as counts
                           from ledger.movement v where v.handover_id = d.id and v.kind = 'collect') m on true
     where d.id = ${id}`);
  if (!row) throw new Error(`hand-over ${id} is not there`);
  const { holder, taker, mass, evidence, counts, territory } = row;
  return { holder, taker, massG: mass, evidence, counts, territory };
}
