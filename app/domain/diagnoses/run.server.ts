import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { Column } from './header.ts';
import type { DiagnosisState } from './vocabulary.ts';

/** After so long without a sign of life, a run is dead and another takes over. */
export const SILENCE = '30 seconds';
const EVERY_MS = 400;

/** What a run works on. */
export interface Work extends Record<string, unknown> {
  id: number;
  publicId: string;
  organisationId: number;
  siteId: number;
  kind: 'csv' | 'xlsx';
  state: Extract<DiagnosisState, 'reading' | 'accepting' | 'withdrawing'>;
  columns: Column[] | null;
  headerLine: number | null;
  settled: boolean;
  acceptedBy: number | null;
  withdrawnBy: number | null;
  rows: number;
}

/** The work was cancelled, or taken over: what is done so far is left as it is, and nobody is told. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * One job's hold on a diagnosis. It lies in the row, not in this process: `alive` says how far the work is and finds out
 * whether it is still wanted, so that a cancel anywhere stops it and a dead process is replaced.
 */
export class Run {
  readonly db: Database;
  readonly work: Work;
  readonly runner: string;
  #last = 0;

  private constructor(db: Database, work: Work, runner: string) {
    this.db = db;
    this.work = work;
    this.runner = runner;
  }

  /** null when there is nothing to do, or somebody does it. */
  static async claim(db: Database, id: number): Promise<Run | null> {
    const runner = randomUUID();
    const [work] = await db.execute<Work>(sql`
      update diagnosis set runner = ${runner}, beat_at = ledger.clock(), per_mille = 0,
             state = case state when 'waiting' then 'reading' else state end
       where id = ${id} and state in ('waiting', 'reading', 'accepting', 'withdrawing')
         and (runner is null or beat_at < ledger.clock() - ${SILENCE}::interval)
      returning id, public_id as "publicId", organisation_id as "organisationId", site_id as "siteId", kind, state, columns,
        (dialect->>'headerLine')::int as "headerLine", coalesce((dialect->>'settled')::boolean, false) as settled,
        accepted_by as "acceptedBy", withdrawn_by as "withdrawnBy", rows`);
    return work ? new Run(db, work, runner) : null;
  }

  get mine() {
    return sql`id = ${this.work.id} and runner = ${this.runner} and state = ${this.work.state}`;
  }

  /** Throws Overtaken once the work is no longer wanted. Asks at most a few times a second unless `now`. */
  async alive(share: number, { rows, now = false }: { rows?: number; now?: boolean } = {}): Promise<void> {
    if (!now && Date.now() - this.#last < EVERY_MS) return;
    this.#last = Date.now();
    const perMille = Math.max(0, Math.min(1000, Math.round(share * 1000)));
    const kept = await this.db.execute(sql`
      with unhurried as materialized (select set_config('synchronous_commit', 'off', true))
      update diagnosis set beat_at = ledger.clock(), per_mille = ${perMille}, rows = coalesce(${rows ?? null}::int, rows)
        from unhurried where ${this.mine} returning 1`);
    if (kept.length === 0) throw new Overtaken();
  }

  /** Lets another attempt take the work up at once. */
  async release(): Promise<void> {
    await this.db.execute(sql`update diagnosis set runner = null, beat_at = null where ${this.mine}`);
  }
}
