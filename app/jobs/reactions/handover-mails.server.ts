import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';
import { readersOf } from '#app/jobs/readers.server.ts';
import { type ReservationStory, reservationStory } from '#app/jobs/reservation-facts.server.ts';
import { writeToSides } from '#app/jobs/write-to-sides.server.ts';
import type { HandoverFacts, HandoverLetters, Statement } from '#app/platform/mail/letters/handover.ts';
import type { Side } from '#app/platform/mail/letters/reservation.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';
import { signId } from '#app/platform/signed-id.server.ts';

type Sides = (story: ReservationStory, actingOrganisation: number | null) => Side[];

function tell(
  kind: Exclude<keyof HandoverLetters, 'handover.reminder' | 'handover.on-device'>,
  sides: Sides,
): Reaction {
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

/** Both sides confirmed. A taker who did it on the holder's device reads how, and may say that it was not them. */
const confirmed: Reaction = async (ctx, event, world) => {
  const by = MEANS.find((one) => one === event.payload.taker_by);
  await tell('handover.confirmed', () => (by ? ['holder'] : ['holder', 'taker']))(ctx, event, world);
  if (!by) return;
  const story = await reservationStory(ctx, idIn(event, 'reservation'), null);
  const { facts } = story;
  const id = idIn(event, 'handover');
  const [row] = await ctx.db.execute<{ publicId: string; until: string }>(sql`
    select public_id as "publicId", confirmed_at + (select not_me from ledger.delay) as until from ledger.handover where id = ${id}`);
  if (!row) throw new Error(`hand-over ${id} is not there`);
  const handover = await handoverFacts(ctx, id);
  for (const reader of await readersOf(ctx, story, 'taker')) {
    // its link has an end: whatever rhythm the reader chose, it leaves at once
    await queueMail(ctx, {
      kind: 'handover.on-device',
      ...{ to: reader.email, locale: reader.locale, personId: reader.id },
      dedupKey: `event:${event.id}:taker:${reader.id}`,
      thread: `reservation:${facts.publicId}`,
      params: {
        ...{ name: reader.name, zone: reader.zone, side: 'taker', facts, handover, by },
        ...{ token: signId('not-me', row.publicId), until: new Date(row.until) },
      },
    });
  }
};
const MEANS = ['code', 'signature'] as const;

/** Only while one still waits: who has spoken since is reminded of nothing. */
const reminder: Reaction = async (ctx, event) => {
  const story = await reservationStory(ctx, idIn(event, 'reservation'), null);
  const handover = await handoverFacts(ctx, idIn(event, 'handover'));
  if (handover.holder && handover.taker) return;
  await writeToSides(ctx, {
    ...{ kind: 'handover.reminder', event, story },
    sides: [handover.holder ? 'taker' : 'holder'],
    letter: (about) => ({ ...about, handover, last: event.payload.nth === 3 }),
  });
};

export const handoverMails: Record<string, Reaction> = {
  'handover.waiting': tell('handover.waiting', ({ holderOrganisationId }, acting) => [
    acting === holderOrganisationId ? 'taker' : 'holder',
  ]),
  'handover.confirmed': confirmed,
  'handover.disputed': tell('handover.disputed', () => ['holder', 'taker']),
  'handover.reminder': reminder,
  'handover.contested': tell('handover.contested', () => ['holder', 'taker']),
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
