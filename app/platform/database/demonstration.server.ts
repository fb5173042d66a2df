import type postgres from 'postgres';

type Sql = postgres.Sql<{ bigint: number }>;

export interface DemonstrationProgress {
  done: number;
  total: number;
  finished: boolean;
}

/** How far the demonstration of this database has been played; null where there is none. */
export async function readDemonstration(sql: Sql): Promise<DemonstrationProgress | null> {
  const [row] = await sql<DemonstrationProgress[]>`
    select done, total, finished_at is not null as finished from demonstration`;
  return row ?? null;
}

export interface DemonstrationStory {
  seed: string;
  /** The story's today, fixed at its first playing. */
  anchor: Date;
  finished: boolean;
}

/** The story of this database: the one begun before, else a new one whose today is now. */
export async function beginDemonstration(sql: Sql, seed: string): Promise<DemonstrationStory> {
  await sql`insert into demonstration (seed, anchored_at) values (${seed}, date_trunc('minute', ledger.clock()))
            on conflict do nothing`;
  const [row] = await sql<DemonstrationStory[]>`
    select seed, anchored_at as anchor, finished_at is not null as finished from demonstration`;
  if (!row) throw new Error('a demonstration just begun is missing');
  return row;
}

/** Says how far it is. While this is fresh, the sweeper leaves the holds of the past alone. */
export async function advanceDemonstration(sql: Sql, done: number, total: number): Promise<void> {
  await sql`update demonstration set done = ${done}, total = ${total}, beat_at = clock_timestamp() where finished_at is null`;
}

export async function finishDemonstration(sql: Sql): Promise<void> {
  await sql`update demonstration set done = total, finished_at = clock_timestamp() where finished_at is null`;
}

/** True when a demonstration was interrupted, or when nobody has come yet: then it may begin. */
export async function demonstrationIsDue(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ due: boolean }[]>`
    select case when exists (select from demonstration) then exists (select from demonstration where finished_at is null)
                else not exists (select from organisation) end as due`;
  return row?.due ?? false;
}
