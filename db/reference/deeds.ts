import { bytesOf } from '#db/reference/read.ts';

const CLAUSES = 'deeds/clauses.json';
export const DEED_FILES = [CLAUSES];

interface ClauseRow {
  code: string;
  valid_from: string;
}

/** Rows of `deed_clause`, in the order of the file, which is the order on paper. */
export function clauseRows(): (ClauseRow & { position: number })[] {
  const rows = JSON.parse(bytesOf(CLAUSES).toString()) as ClauseRow[];
  return rows.map((row, position) => ({ ...row, position }));
}
