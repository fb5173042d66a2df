import { sql } from 'drizzle-orm';
import { matchLots } from '#app/domain/alerts/match.server.ts';
import { wakeSending } from '#app/jobs/alerts/send.server.ts';
import type { Database } from '#db/client.ts';
import { asJob } from '../job-context.server.ts';

/** Openings looked at in one turn; those of the last instant are all there. */
const MOST = 5000;

interface Row extends Record<string, unknown> {
  id: number;
  opens: string;
}

/**
 * Lots published beforehand whose audience has opened since the last look: alerts hear of them now. An opening that was
 * changed a moment ago and can be undone waits for the end of that delay, when `lots.edited` is told.
 */
export async function matchOpenings(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const [watch] = await tx.execute<{ since: string; until: string }>(sql`
      select opened_until::text as since, ledger.clock()::text as until from alert_watch for update`);
    if (!watch) throw new Error('alert_watch has lost its row');
    const rows = [
      ...(await tx.execute<Row>(sql`
        select l.id, a.opens_at::text as opens from lot_audience a join lot l on l.id = a.lot_id
         where a.opens_at > ${watch.since}::timestamptz and a.opens_at <= ${watch.until}::timestamptz and l.status = 'published'
           and a.opens_at > l.published_at
           and not exists (select from lot_batch_item i join lot_batch b on b.id = i.batch_id
                            where i.lot_id = l.id and not i.undone and b.kind = 'edit' and b.undoable_until > ledger.clock())
         order by a.opens_at fetch first ${MOST} rows with ties`)),
    ];
    const until = rows.length < MOST ? watch.until : rows.at(-1)?.opens;
    const ctx = asJob(tx, new Date(watch.until));
    const touched = await matchLots(
      ctx,
      rows.map(({ id }) => id),
    );
    await tx.execute(
      sql`update alert_watch set opened_until = greatest(opened_until, ${until ?? watch.until}::timestamptz)`,
    );
    if (touched > 0) await wakeSending(ctx);
    return touched;
  });
}
