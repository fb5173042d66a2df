import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { keptCells } from './cells.ts';
import { Overtaken, type Run } from './run.server.ts';
import type { Cells, Interpreted } from './views.ts';
import { type Finding, verdictOf } from './vocabulary.ts';

type Runs = Pick<Database, 'execute'>;

export interface RowToKeep {
  line: number;
  ref: string;
  cells: Cells;
  interpreted: Pick<Interpreted, 'findings' | 'typeCode' | 'typeBy' | 'alternatives'>;
}

/** Short names: they come back with every line. */
const toJson = ({ line, ref, cells, interpreted }: RowToKeep) => ({
  l: line,
  r: ref,
  c: keptCells(cells),
  f: interpreted.findings,
  v: verdictOf(interpreted.findings),
  t: interpreted.typeCode,
  b: interpreted.typeBy,
  a: interpreted.alternatives,
});

/**
 * Many lines in one statement, which does not wait for the disk: a dry run cut short starts over, and the commit that ends
 * it waits for all of them. Throws Overtaken, and writes none, once the run is no longer wanted: whoever cancels it waits
 * for the statement under way.
 */
export async function insertRows(run: Run, rows: readonly RowToKeep[]): Promise<void> {
  if (rows.length === 0) return;
  const done = await run.db.execute(sql`
    with unhurried as materialized (select set_config('synchronous_commit', 'off', true)),
         held as materialized (select id from diagnosis where ${run.mine} for no key update)
    insert into diagnosis_row (diagnosis_id, line, verdict, ref, cells, findings, type_code, type_by, alternatives)
    select held.id, l, v, r, c, f, t, b, a
      from unhurried, held, jsonb_to_recordset(${JSON.stringify(rows.map(toJson))}::jsonb)
        as lines(l int, v text, r text, c jsonb, f jsonb, t text, b text, a text[])`);
  if (done.count === 0) throw new Overtaken();
}

/** `update diagnosis set …` of the counts, from the lines themselves. */
export const countsOf = (diagnosisId: number): SQL => sql`
  (accepted, questions, refused, guesses) = (
    select count(*) filter (where verdict = 'accepted'), count(*) filter (where verdict = 'question'),
           count(*) filter (where verdict = 'refused'), count(*) filter (where type_by = 'guess' and verdict <> 'refused')
      from diagnosis_row where diagnosis_id = ${diagnosisId})`;

/** Findings without those of one code; and the verdict that remains, in SQL as in `verdictOf`. */
export const withoutCode = (code: Finding['code']): SQL =>
  sql`jsonb_path_query_array(findings, ${`$[*] ? (@.code != "${code}")`}::jsonpath)`;

/** A long statement of a job, in its own transaction. */
export async function atLength<T>(db: Database, work: (tx: Runs & Database) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = '120s'`);
    await tx.execute(sql`set local lock_timeout = '60s'`);
    return work(tx as unknown as Runs & Database);
  });
}
