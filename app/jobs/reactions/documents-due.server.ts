import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { idIn, type Reaction, type RecordedEvent } from '#app/jobs/reaction.ts';

/** Reservations an event is about: named one by one, the lines of a visit, or what a taker has to come on a site. */
async function reservationsIn(ctx: Ctx, { payload }: RecordedEvent): Promise<number[]> {
  const { reservation, reservations, visit, site, taker } = payload;
  if (typeof reservation === 'number') return [reservation];
  if (Array.isArray(reservations))
    return reservations.map((one) => (typeof one === 'number' ? one : Number(one?.reservation)));
  const lines = await ctx.db.execute<{ id: number }>(
    typeof visit === 'number'
      ? sql`select id from ledger.reservation where visit_id = ${visit} order by id`
      : sql`select r.id from ledger.reservation r join lot l on l.id = r.lot_id where l.site_id = ${site ?? null}::bigint
             and r.taker_organisation_id = ${taker ?? null}::bigint and r.state in ('accepted', 'scheduled') order by r.id`,
  );
  return [...lines].map(({ id }) => id);
}

/** One job a reservation, asked for in the transaction that marks the event: it looks at what is true when it runs. */
const makeForReservations: Reaction = async (ctx, event) => {
  for (const reservation of await reservationsIn(ctx, event))
    await ctx.db.execute(sql`
      select graphile_worker.add_job('make-document', json_build_object('reservation', ${reservation}::bigint),
        job_key => ${`documents:${reservation}`})`);
};

const makeStatement: Reaction = async (ctx, event) => {
  const [organisation, year] = [idIn(event, 'organisation'), idIn(event, 'year')];
  await ctx.db.execute(sql`
    select graphile_worker.add_job('make-document', json_build_object('organisation', ${organisation}::bigint, 'year', ${year}::int),
      job_key => ${`statement:${organisation}:${year}`})`);
};

const RESERVATION_CHANGES = [
  ...[
    'reservation.accepted',
    'reservation.requested',
    'reservation.extended',
    'visit.requested',
    'visit.answered',
  ],
  ...['slot.booked', 'slot.moved', 'slot.left', 'slot.cancelled', 'ask.answered', 'ask.lapsed'],
  ...['count.reduced', 'count.restored', 'site.moved', 'waiting.taken'],
  ...['handover.confirmed', 'correction.consented', 'outcome.said', 'documents.asked'],
] as const;

export const documentsDue: Record<string, Reaction> = {
  ...Object.fromEntries(RESERVATION_CHANGES.map((kind) => [kind, makeForReservations])),
  'statement.asked': makeStatement,
};
