import { FIELDS } from './fields.ts';
import type { Cells } from './views.ts';

/** A line as it is kept: its texts in the order of FIELDS, without the empty ones at the end. Names would double its size. */
export type KeptCells = string[];

export function keptCells(cells: Cells): KeptCells {
  const texts = FIELDS.map((field) => cells[field] ?? '');
  while (texts.length > 0 && texts.at(-1) === '') texts.pop();
  return texts;
}

/** The same line by field; one written by name stays as it is. */
export function cellsOf(kept: KeptCells | Cells): Cells {
  if (!Array.isArray(kept)) return kept;
  const cells: Cells = {};
  for (const [at, text] of kept.entries()) {
    const field = FIELDS[at];
    if (field && text !== '') cells[field] = text;
  }
  return cells;
}

/** Place of a field in a kept line, for SQL: `cells->>5`. */
export const placeOfField = (field: (typeof FIELDS)[number]): number => FIELDS.indexOf(field);
