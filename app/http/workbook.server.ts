import { type Cell, neutralised } from '#app/platform/csv/write-csv.ts';

/** A cell of a workbook: numbers are numbers, texts are never formulas. */
export function cellOf(cell: Cell) {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  return { value: neutralised(String(cell)), type: String };
}
