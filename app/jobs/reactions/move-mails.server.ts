import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { CancelReason } from '#app/domain/slots/vocabulary.ts';
import { notify, soonest } from '#app/jobs/notify.server.ts';
import { idIn, type Reaction, type RecordedEvent } from '#app/jobs/reaction.ts';
import { byReader } from '#app/jobs/readers.server.ts';
import type { Letters } from '#app/platform/mail/letters/letters.ts';
import type { MovedLine, MoveLetters } from '#app/platform/mail/letters/moves.ts';

interface Line extends Record<string, unknown> {
  publicId: string;
  lot: string;
  quantityMilli: number;
  unit: MovedLine['unit'];
  accepted: boolean;
  before: string | null;
  deadline: string;
  answerBy: string | null;
  startsAt: string | null;
  endsAt: string | null;
  takerPersonId: number | null;
  /** a place in a waitlist, no reservation */
  waits: boolean;
}

type About = Omit<MoveLetters['site.closed'], 'waited'>;
type Site = Pick<About, 'site' | 'sitePublicId' | 'holder' | 'zone'>;

function idsIn(event: RecordedEvent, name: string): number[] {
  const ids = event.payload[name];
  if (!Array.isArray(ids)) throw new TypeError(`event ${event.id} ${event.kind} has no ${name}`);
  return ids.map(Number);
}

async function siteOf(ctx: Ctx, id: number): Promise<Site> {
  const [row] = await ctx.db.execute<Site & Record<string, unknown>>(sql`
    select s.name as site, s.public_id as "sitePublicId", o.name as holder, zone_of(c.departement_code) as zone
      from site s join organisation o on o.id = s.organisation_id join commune c on c.code = s.commune_code where s.id = ${id}`);
  if (!row) throw new Error(`site ${id} is not there`);
  return row;
}

/** What is said of each reservation: as it was asked about in this act, or as it now is. */
async function linesOf(ctx: Ctx, which: { asks: number[] } | { reservations: number[] }): Promise<Line[]> {
  const asked = 'asks' in which;
  const ids = sql.param(`{${(asked ? which.asks : which.reservations).join(',')}}`);
  const rows = await ctx.db.execute<Line>(sql`
    select r.public_id as "publicId", l.title as lot, coalesce(q.new_qty, r.qty) as "quantityMilli", l.unit, r.accepted_at is not null as accepted,
           q.old_expires_at as before, coalesce(q.new_expires_at, r.expires_at) as deadline, q.answer_by as "answerBy",
           p.starts_at as "startsAt", p.ends_at as "endsAt", r.taker_person_id as "takerPersonId", false as waits
      from ledger.reservation r join lot l on l.id = r.lot_id
      left join ledger.ask q on q.reservation_id = r.id and ${asked} and q.id = any (${ids}::bigint[])
      left join site_slot p on p.id = r.slot_id and p.cancelled_at is null
     where case when ${asked} then q.id is not null else r.id = any (${ids}::bigint[]) end order by r.id`);
  return [...rows];
}

/** Places in waitlists, as they were. */
async function placesOf(ctx: Ctx, ids: number[]): Promise<Line[]> {
  const rows = await ctx.db.execute<Line>(sql`
    select w.public_id as "publicId", l.title as lot, w.qty as "quantityMilli", l.unit, false as accepted, null as before, w.joined_at as deadline,
           null as "answerBy", null as "startsAt", null as "endsAt", w.taker_person_id as "takerPersonId", true as waits
      from ledger.waiting w join lot l on l.id = w.lot_id where w.id = any (${sql.param(`{${ids.join(',')}}`)}::bigint[]) order by w.id`);
  return [...rows];
}

const toLine = ({ startsAt, endsAt, before, deadline, ...line }: Line): MovedLine => ({
  publicId: line.publicId,
  lot: line.lot,
  quantityMilli: line.quantityMilli,
  unit: line.unit,
  accepted: line.accepted,
  before: before ? new Date(before) : null,
  deadline: new Date(deadline),
  slot: startsAt && endsAt ? { startsAt: new Date(startsAt), endsAt: new Date(endsAt) } : null,
});

/** One letter to each reader of the taker, with all the lines this act touched. */
async function tell<Kind extends keyof MoveLetters>(
  ctx: Ctx,
  event: RecordedEvent,
  kind: Kind,
  lines: readonly Line[],
  paramsOf: (about: About, lines: readonly Line[]) => Letters[Kind],
): Promise<void> {
  const site = await siteOf(ctx, idIn(event, 'site'));
  for (const [reader, theirs] of await byReader(ctx, idIn(event, 'taker'), lines)) {
    const held = theirs.filter(({ waits }) => !waits).map(toLine);
    await notify(ctx, {
      ...{ kind, reader, side: 'taker', reservation: held[0]?.publicId },
      neededBy: soonest(theirs.map(({ answerBy, before, deadline }) => answerBy ?? before ?? deadline)),
      dedupKey: `event:${event.id}:${reader.id}`,
      thread: `site:${site.sitePublicId}`,
      params: paramsOf({ ...site, name: reader.name, readerZone: reader.zone, lines: held }, theirs),
    });
  }
}

export const moveMails: Record<string, Reaction> = {
  'site.moved': async (ctx, event) => {
    const lines = await linesOf(ctx, { asks: idsIn(event, 'asks') });
    await tell(ctx, event, 'site.moved', lines, (about, theirs) => ({
      ...about,
      days: Number(event.payload.days),
      // the first to be answered
      answerBy: new Date(Math.min(...theirs.map(({ answerBy }) => new Date(answerBy ?? 0).getTime()))),
    }));
  },
  'site.day-cancelled': async (ctx, event) => {
    const lines = await linesOf(ctx, { reservations: idsIn(event, 'reservations') });
    const cause = event.payload.cause as CancelReason;
    await tell(ctx, event, 'site.day-cancelled', lines, (about) => ({
      ...about,
      day: String(event.payload.day),
      cause,
    }));
  },
  'site.closed': async (ctx, event) => {
    const held = await linesOf(ctx, { reservations: idsIn(event, 'reservations') });
    const lines = [...held, ...(await placesOf(ctx, idsIn(event, 'waiting')))];
    await tell(ctx, event, 'site.closed', lines, (about, theirs) => ({
      ...about,
      waited: theirs.filter(({ waits }) => waits).map(toLine),
    }));
  },
};
