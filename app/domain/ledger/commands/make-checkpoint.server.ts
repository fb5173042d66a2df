import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { leavesOf } from '../checkpoints.server.ts';
import { leafHash, RUN, rootOf } from '../merkle.server.ts';
import { type NoteSigner, signNote } from '../signed-note.server.ts';

/**
 * Makes today's checkpoint (UTC) unless it exists: asked often, done once a day, by one process, also after an outage. The
 * day of an outage has none: nothing moved while nothing ran. Returns its day, or null.
 */
export async function makeCheckpoint(db: Database, signer: NoteSigner): Promise<string | null> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    const [row] = await tx.execute<{
      begun: { checkpoint: number; day: string; previous: string | null } | null;
    }>(
      sql`select case when not public.demonstration_is_playing() then ledger.begin_checkpoint() end as begun`,
    );
    if (!row?.begun) return null;
    const { checkpoint, day, previous } = row.begun;
    const runs: Buffer[] = [];
    let size = 0;
    for (;;) {
      const lines = await leavesOf({ db: tx }, checkpoint, size);
      for (let at = 0; at < lines.length; at += RUN) {
        runs.push(rootOf(lines.slice(at, at + RUN).map(leafHash)));
      }
      size += lines.length;
      if (lines.length === 0 || lines.length % RUN !== 0) break;
    }
    const root = rootOf(runs);
    const text = [
      signer.name,
      size,
      root.toString('base64'),
      `day ${day}`,
      ...(previous ? [`previous ${previous}`] : []),
      '',
    ].join('\n');
    await tx.execute(sql`
      select ledger.keep_checkpoint(${checkpoint}::bigint, ${size}::bigint, ${root}, ${Buffer.concat(runs)},
                                    ${signer.name}, ${signer.publicKey}, ${signNote(text, signer)})`);
    return day;
  });
}
