import { type GradedSum, intervalOf } from '#app/domain/ledger/interval.ts';
import type { Cell } from './small-cells.ts';

type Countable = GradedSum & { handovers: number };

/** Rows gathered under keys, each with its own interval; keys keep the order in which they first appear. */
export function gather<Row extends Countable>(rows: readonly Row[], keyOf: (row: Row) => string): Cell[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([key, group]) => ({ key, ...intervalOf(group), handovers: countOf(group) }));
}

export const countOf = (rows: readonly { handovers: number }[]): number =>
  rows.reduce((n, row) => n + row.handovers, 0);

export const massOf = (rows: readonly { massG: number }[]): number =>
  rows.reduce((grams, row) => grams + row.massG, 0);
