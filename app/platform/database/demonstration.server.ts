import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';

export interface DemonstrationProgress {
  done: number;
  total: number;
}

/** How far the demonstration of this database has been played, and nothing once it is whole or where there is none. */
export async function demonstrationProgress(db: Database): Promise<DemonstrationProgress | null> {
  const [row] = await db.execute<{ done: number; total: number }>(sql`
    select done, total from demonstration where finished_at is null`);
  return row ? { done: row.done, total: row.total } : null;
}

/** Whether this database holds a demonstration, whole or begun. */
export async function holdsDemonstration(db: Database): Promise<boolean> {
  const rows = await db.execute(sql`select from demonstration`);
  return rows.length > 0;
}

export interface DemonstrationStory {
  seed: string;
  /** The story's today, fixed at its first playing. */
  anchor: Date;
  finished: boolean;
}

/** The story of this database: the one begun before, else a new one whose today is now. */
export async function beginDemonstration(db: Database, seed: string): Promise<DemonstrationStory> {
  await db.execute(sql`
    insert into demonstration (seed, anchored_at) values (${seed}, date_trunc('minute', ledger.clock()))
    on conflict do nothing`);
  const [row] = await db.execute<{ seed: string; anchor: string; finished: boolean }>(sql`
    select seed, anchored_at as anchor, finished_at is not null as finished from demonstration`);
  if (!row) throw new Error('a demonstration just begun is missing');
  return { ...row, anchor: new Date(row.anchor) };
}

/** Says how far it is. While this is fresh, the sweeper leaves the holds of the past alone. */
export async function advanceDemonstration(db: Database, done: number, total: number): Promise<void> {
  await db.execute(sql`
    update demonstration set done = ${done}, total = ${total}, beat_at = clock_timestamp() where finished_at is null`);
}

export async function finishDemonstration(db: Database): Promise<void> {
  await db.execute(
    sql`update demonstration set done = total, finished_at = clock_timestamp() where finished_at is null`,
  );
}

/** In a database born for it: interrupted, or not begun and nobody has come yet. */
export async function demonstrationIsDue(db: Database): Promise<boolean> {
  const [row] = await db.execute<{ due: boolean }>(sql`
    select environment = 'demo'
       and case when exists (select from demonstration) then exists (select from demonstration where finished_at is null)
                else not exists (select from organisation) end as due
      from ledger.setting`);
  return row?.due ?? false;
}
