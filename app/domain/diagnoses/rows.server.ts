import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { Cells, Interpreted } from './views.ts';
import { type Finding, verdictOf } from './vocabulary.ts';

type Runs = Pick<Database, 'execute'>;

export interface RowToKeep {
  line: number;
  ref: string;
  cells: Cells;
  interpreted: Pick<Interpreted, 'findings' | 'typeCode' | 'typeBy' | 'alternatives'>;
}

const toJson = ({ line, ref, cells, interpreted }: RowToKeep) => ({
  ...{ line, ref, cells, findings: interpreted.findings, verdict: verdictOf(interpreted.findings) },
  ...{ typeCode: interpreted.typeCode, typeBy: interpreted.typeBy, alternatives: interpreted.alternatives },
});

/** Many lines in one statement. */
export async function insertRows(db: Runs, diagnosisId: number, rows: readonly RowToKeep[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into diagnosis_row (diagnosis_id, line, verdict, ref, cells, findings, type_code, type_by, alternatives)
    select ${diagnosisId}, line, verdict, ref, cells, findings, "typeCode", "typeBy", alternatives
      from jsonb_to_recordset(${JSON.stringify(rows.map(toJson))}::jsonb)
        as r(line int, verdict text, ref text, cells jsonb, findings jsonb, "typeCode" text, "typeBy" text, alternatives text[])`);
}

/** `update diagnosis set …` of the counts, from the lines themselves. */
export const countsOf = (diagnosisId: number): SQL => sql`
  accepted = (select count(*) from diagnosis_row where diagnosis_id = ${diagnosisId} and verdict = 'accepted'),
  questions = (select count(*) from diagnosis_row where diagnosis_id = ${diagnosisId} and verdict = 'question'),
  refused = (select count(*) from diagnosis_row where diagnosis_id = ${diagnosisId} and verdict = 'refused')`;

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
