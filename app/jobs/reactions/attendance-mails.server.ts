import { sql } from 'drizzle-orm';
import type { MissedKind } from '#app/domain/attendance/vocabulary.ts';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';
import { reservationStory } from '#app/jobs/reservation-facts.server.ts';
import { writeToSides } from '#app/jobs/write-to-sides.server.ts';
import type { AttendanceLetters } from '#app/platform/mail/letters/attendance.ts';

interface Row extends Record<string, unknown> {
  kind: MissedKind;
  startsAt: string;
  endsAt: string;
  contestUntil: string;
}

/** Both sides read it: who said it, that it is kept; the other, until when it may be contested. */
const tell =
  (kind: keyof AttendanceLetters): Reaction =>
  async (ctx, event) => {
    const [row] = await ctx.db.execute<Row>(sql`
      select kind, starts_at as "startsAt", ends_at as "endsAt", contest_until as "contestUntil" from ledger.missed where id = ${idIn(event, 'missed')}`);
    if (!row) throw new Error(`event ${event.id}: what was missed is not there`);
    const story = await reservationStory(ctx, idIn(event, 'reservation'), null);
    const missed = {
      kind: row.kind,
      startsAt: new Date(row.startsAt),
      endsAt: new Date(row.endsAt),
      contestUntil: new Date(row.contestUntil),
    };
    await writeToSides(ctx, {
      ...{ kind, event, story, sides: ['holder', 'taker'] },
      letter: (about) => ({ ...about, missed }),
    });
  };

export const attendanceMails: Record<string, Reaction> = {
  'visit.missed': tell('attendance.missed'),
  'visit.contested': tell('attendance.contested'),
};
