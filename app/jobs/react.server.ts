import { sql } from 'drizzle-orm';
import type { JobWorld, Reaction, RecordedEvent } from '#app/jobs/reaction.ts';
import { alertMatches } from '#app/jobs/reactions/alert-matches.server.ts';
import { attendanceMails } from '#app/jobs/reactions/attendance-mails.server.ts';
import { correctionMails } from '#app/jobs/reactions/correction-mails.server.ts';
import { countMails } from '#app/jobs/reactions/count-mails.server.ts';
import { documentsDue } from '#app/jobs/reactions/documents-due.server.ts';
import { documentReactions } from '#app/jobs/reactions/drop-document.server.ts';
import { photoReactions } from '#app/jobs/reactions/drop-photo.server.ts';
import { handoverMails } from '#app/jobs/reactions/handover-mails.server.ts';
import { mandateMails } from '#app/jobs/reactions/mandate-mails.server.ts';
import { messageMails } from '#app/jobs/reactions/message-mails.server.ts';
import { moveMails } from '#app/jobs/reactions/move-mails.server.ts';
import { operatorMails } from '#app/jobs/reactions/operator-mails.server.ts';
import { organisationMails } from '#app/jobs/reactions/organisation-mails.server.ts';
import { outcomeMails } from '#app/jobs/reactions/outcome-mails.server.ts';
import { priceMails } from '#app/jobs/reactions/price-mails.server.ts';
import { publishedMails } from '#app/jobs/reactions/published-mails.server.ts';
import { reservationMails } from '#app/jobs/reactions/reservation-mails.server.ts';
import { slotMails } from '#app/jobs/reactions/slot-mails.server.ts';
import { visitMails } from '#app/jobs/reactions/visit-mails.server.ts';
import { waitingMails } from '#app/jobs/reactions/waiting-mails.server.ts';
import type { Database } from '#db/client.ts';
import { asJob } from './job-context.server.ts';

/** What happens after each kind of fact, in this order. A kind that is in none calls for nothing. */
const reactions: Record<string, Reaction>[] = [
  reservationMails,
  waitingMails,
  visitMails,
  handoverMails,
  countMails,
  correctionMails,
  outcomeMails,
  priceMails,
  mandateMails,
  moveMails,
  slotMails,
  attendanceMails,
  messageMails,
  operatorMails,
  organisationMails,
  photoReactions,
  documentReactions,
  documentsDue,
  publishedMails,
  alertMatches,
];

/** A job that comes before its time asks to be woken again. */
async function laterOrNever(db: Database, eventId: number): Promise<'nothing'> {
  await db.execute(sql`
    select wake_for(id, not_before) from event where id = ${eventId} and handled_at is null and not_before > ledger.clock()`);
  return 'nothing';
}

interface Row extends Record<string, unknown> {
  id: number;
  kind: string;
  payload: Record<string, unknown>;
  organisation_id: number | null;
  person_id: number | null;
  now: string;
}

/** Reacts to one event, once: its row stays locked until it is marked, so a job that runs twice finds it handled. */
export async function react(db: Database, world: JobWorld, eventId: number): Promise<'handled' | 'nothing'> {
  return db.transaction(async (tx) => {
    const [row] = await tx.execute<Row>(sql`
      select id, kind, payload, organisation_id, person_id, ledger.clock() as now
        from event where id = ${eventId} and handled_at is null and (not_before is null or not_before <= ledger.clock())
         for no key update`);
    if (!row) return laterOrNever(tx, eventId);
    const event: RecordedEvent = {
      id: row.id,
      kind: row.kind,
      payload: row.payload,
      organisationId: row.organisation_id,
      personId: row.person_id,
    };
    const ctx = asJob(tx, new Date(row.now));
    for (const some of reactions) await some[event.kind]?.(ctx, event, world);
    await tx.execute(sql`update event set handled_at = ledger.clock() where id = ${eventId}`);
    return 'handled';
  });
}
