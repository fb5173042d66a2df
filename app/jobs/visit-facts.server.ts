import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { type ReservationStory, reservationStory } from '#app/jobs/reservation-facts.server.ts';
import type { VisitFacts } from '#app/platform/mail/letters/visit.ts';

export interface VisitStory {
  facts: VisitFacts;
  /** of its first line: whom to write to */
  line: ReservationStory;
}

interface Row extends Record<string, unknown> {
  publicId: string;
  sitePublicId: string;
  site: string;
  lines: (VisitFacts['lines'][number] & { id: number; expiresAt: string; shown: boolean })[];
}

/** Which lines a letter is about: all, those with these ids, or those that ended at the same instant as this one. */
type Which = { all: true } | { ids: readonly number[] } | { endedWith: number };

function chosen(lines: Row['lines'], which: Which): Row['lines'] {
  if ('ids' in which) return lines.filter(({ id }) => which.ids.includes(id));
  if ('all' in which) return lines;
  const until = lines.find(({ id }) => id === which.endedWith)?.expiresAt;
  return lines.filter(
    ({ expiresAt, state }) => expiresAt === until && (state === 'expired' || state === 'not_collected'),
  );
}

/** What mails say of a visit. `noteKind` is the free text that goes with this step, by whether a line is accepted in it. */
export async function visitStory(
  ctx: Ctx,
  visitId: number,
  { which, noteKind }: { which: Which; noteKind: (accepted: boolean) => string | null },
): Promise<VisitStory> {
  const [row] = await ctx.db.execute<Row>(sql`
    select v.public_id as "publicId", s.public_id as "sitePublicId", s.name as site,
           (select json_agg(json_build_object('id', r.id, 'lot', l.title, 'quantityMilli', r.qty, 'unit', l.unit, 'state', r.state,
                     'expiresAt', r.expires_at, 'shown', w.taker_reads) order by r.id)
              from ledger.reservation r join lot l on l.id = r.lot_id join ledger.reservation_place w on w.reservation_id = r.id where r.visit_id = v.id) as lines
      from ledger.visit v join site s on s.id = v.site_id where v.id = ${visitId}`);
  const lines = row ? chosen(row.lines, which) : [];
  const [first] = lines;
  if (!row || !first) throw new Error(`visit ${visitId} has no such line`);
  const awaited = lines.filter(({ state }) => state === 'requested');
  const coming = lines.filter(({ state }) => state === 'accepted' || state === 'scheduled');
  // the place is told with the first line that shows it
  const line = await reservationStory(
    ctx,
    (coming.find(({ shown }) => shown) ?? coming[0] ?? first).id,
    noteKind(coming.length > 0),
  );
  const { holder, taker, commune, zone, note, pickUp } = line.facts;
  const running = [awaited, coming, lines].find(({ length }) => length > 0) ?? lines;
  const deadlines = running.map(({ expiresAt }) => new Date(expiresAt).getTime());
  return {
    line,
    facts: {
      ...{ publicId: row.publicId, site: row.site, sitePublicId: row.sitePublicId },
      ...{ holder, taker, commune, zone, note },
      pickUp,
      all: row.lines.length,
      lines: lines.map(({ lot, quantityMilli, unit, state }) => ({ lot, quantityMilli, unit, state })),
      deadline: new Date(Math.min(...deadlines)),
    },
  };
}

/** The visit a reservation is a line of. */
export async function visitOf(ctx: Ctx, reservation: number): Promise<number | null> {
  const [row] = await ctx.db.execute<{ id: number | null }>(
    sql`select visit_id as id from ledger.reservation where id = ${reservation}`,
  );
  return row?.id ?? null;
}
