import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { cellsOf } from '../cells.ts';
import { interpret } from '../interpret.ts';
import { updateLots } from '../lots-again.server.ts';
import { createLots } from '../lots-in.server.ts';
import { referenceOf } from '../reference.server.ts';
import { atLength } from '../rows.server.ts';
import { Overtaken, type Run } from '../run.server.ts';
import type { Cells, Draft } from '../views.ts';

const CHUNK = 2000;

/** A line that becomes a lot. */
export interface Taken {
  line: number;
  ref: string;
  draft: Draft;
}

interface Row extends Record<string, unknown> {
  line: number;
  ref: string;
  cells: Cells;
  typeCode: string;
}

/**
 * The lines nobody refused become draft lots, or bring up to date the lots that already bear their reference: one
 * transaction for the file, a few thousand lines a statement. Progress is told from outside of it.
 */
export async function carryOutAcceptance(ctx: Ctx, run: Run): Promise<void> {
  const { work } = run;
  const world = await referenceOf(ctx, work.siteId);
  await run.alive(0, { now: true });
  await atLength(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    // two files of one site at once would each find the other's references missing
    await db.execute(sql`select pg_advisory_xact_lock(7260, (${work.siteId} % 2147483647)::int)`);
    const again = world.known.size > 0 || (await hasLots(tx, work.siteId));
    let last = 0;
    let done = 0;
    for (;;) {
      const rows = await rowsAfter(tx, work.id, last);
      if (rows.length === 0) break;
      const taken = rows.flatMap(({ line, ref, cells, typeCode }): Taken[] => {
        const { draft } = interpret(cellsOf(cells), world, { ref, chosen: typeCode });
        return draft ? [{ line, ref, draft }] : [];
      });
      const fresh = again ? await updateLots(tx, run, taken, world) : taken;
      await createLots(tx, run, fresh);
      last = rows.at(-1)?.line ?? last;
      done += rows.length;
      await run.alive(done / Math.max(1, work.rows), { now: true });
    }
    const kept = await db.execute(sql`
      update diagnosis set state = 'accepted', problem = null, accepted_at = ledger.clock(), runner = null, per_mille = 1000
       where ${run.mine} returning 1`);
    if (kept.length === 0) throw new Overtaken();
    await record(tx, 'diagnosis.accepted', { diagnosis: work.publicId, lines: done });
  });
}

async function hasLots({ db }: Ctx, siteId: number): Promise<boolean> {
  const found = await db.execute(
    sql`select 1 from lot where site_id = ${siteId} and pemd_ref is not null limit 1`,
  );
  return found.length > 0;
}

async function rowsAfter({ db }: Ctx, id: number, line: number): Promise<Row[]> {
  const rows = await db.execute<Row>(sql`
    select line, ref, cells, type_code as "typeCode" from diagnosis_row
     where diagnosis_id = ${id} and line > ${line} and verdict <> 'refused' and type_by not in ('guess', 'none')
     order by line limit ${CHUNK}`);
  return [...rows];
}
