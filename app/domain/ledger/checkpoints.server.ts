import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { leafHash, pathOf, RUN, splitRuns } from './merkle.server.ts';
import { type NoteKey, verifierKey } from './signed-note.server.ts';

export const CHECKPOINTS_PAGE = 100;
const LEAVES_AT_ONCE = 5 * RUN;

export interface CheckpointLine {
  /** YYYY-MM-DD, UTC */
  day: string;
  /** lots covered */
  size: number;
  /** lots that had moved since the one before */
  moved: number;
  root: string;
}

export interface Checkpoint {
  id: number;
  day: string;
  size: number;
  note: string;
  runs: Buffer;
}

type World = Pick<Ctx, 'db'>;

/** Newest first, before `before` (a day), `CHECKPOINTS_PAGE` at most. */
export async function checkpointList(ctx: World, before: string | null = null): Promise<CheckpointLine[]> {
  return [
    ...(await ctx.db.execute<CheckpointLine & Record<string, unknown>>(sql`
      select to_char(c.day, 'YYYY-MM-DD') as day, c.size, encode(c.root, 'base64') as root,
             (select count(*) from ledger.checkpoint_head h where h.checkpoint_id = c.id) as moved
        from ledger.checkpoint c where (${before}::date is null or c.day < ${before}::date)
       order by c.day desc limit ${CHECKPOINTS_PAGE}`)),
  ];
}

/** The note of a day, or the last one for `latest`. */
export async function checkpointOf(ctx: World, day: string): Promise<Checkpoint | null> {
  const [row] = await ctx.db.execute<Checkpoint & Record<string, unknown>>(sql`
    select id, to_char(day, 'YYYY-MM-DD') as day, size, note, runs from ledger.checkpoint
     where ${day === 'latest' ? sql`true` : sql`day = ${day}::date`} order by id desc limit 1`);
  return row ?? null;
}

/** Leaves from number `from` on, as they are hashed: public id of the lot, number of its last line, hash of that line. */
export async function leavesOf(
  ctx: World,
  checkpointId: number,
  from: number,
  count = LEAVES_AT_ONCE,
): Promise<string[]> {
  const rows = await ctx.db.execute<{ line: string }>(sql`
    select distinct on (h.leaf) l.public_id || ' ' || h.seq || ' ' || encode(h.hash, 'hex') as line
      from ledger.checkpoint_head h join lot l on l.id = h.lot_id
     where h.leaf >= ${from} and h.leaf < ${from + count} and h.checkpoint_id <= ${checkpointId}
     order by h.leaf, h.checkpoint_id desc`);
  return rows.map(({ line }) => line);
}

/** Proof that a checkpoint covers a lot (c2sp.org/tlog-proof): its leaf, what to hash it with, the note. Null when it does not. */
export async function inclusionProof(
  ctx: World,
  { id, note, runs }: Checkpoint,
  lotPublicId: string,
): Promise<string | null> {
  const [head] = await ctx.db.execute<{ leaf: number }>(sql`
    select h.leaf from ledger.checkpoint_head h join lot l on l.id = h.lot_id
     where l.public_id = ${lotPublicId}::uuid and h.checkpoint_id <= ${id} order by h.checkpoint_id limit 1`);
  if (!head) return null;
  const within = head.leaf % RUN;
  const lines = await leavesOf(ctx, id, head.leaf - within, RUN);
  const path = [
    ...pathOf(lines.map(leafHash), within),
    ...pathOf(splitRuns(runs), Math.floor(head.leaf / RUN)),
  ];
  const leaf = Buffer.from(lines[within] ?? '', 'utf8').toString('base64');
  const hashes = path.map((hash) => `${hash.toString('base64')}\n`).join('');
  return `c2sp.org/tlog-proof@v1\nextra ${leaf}\nindex ${head.leaf}\n${hashes}\n${note}`;
}

/** Keys that signed checkpoints, the first first, as verifiers of notes take them. */
export async function checkpointKeys(ctx: World): Promise<string[]> {
  const rows = await ctx.db.execute<NoteKey & Record<string, unknown>>(
    sql`select name, public_key as "publicKey" from ledger.checkpoint_key order by id`,
  );
  return rows.map(verifierKey);
}
