import type { Unit } from '#app/domain/lots/vocabulary.ts';
import type { Account, Balance, Evidence, MovementKind } from './vocabulary.ts';

export const STATEMENT_PAGE = 100;

/** What a statement is narrowed to; null: everything. */
export interface StatementFilter {
  account: Balance | null;
  kind: MovementKind | null;
  /** YYYY-MM, in the site's zone */
  month: string | null;
}

/** The line above which a page begins: all of it for a site, where lots follow one another. */
export interface Cursor {
  /** Instant to the microsecond, ISO. */
  at: string;
  lot: string;
  seq: number;
}

/** How a reader knows the lot: takers read their own lines, whose balance is what they hold and took. */
export type StatementReader = 'holder' | 'taker' | 'platform';

/** One line, as this reader may read it. Thousandths of the lot's unit, grams. */
export interface StatementLine {
  lot: { publicId: string; title: string };
  unit: Unit;
  seq: number;
  at: string;
  kind: MovementKind;
  from: Account;
  to: Account;
  quantityMilli: number;
  massG: number;
  lowG: number;
  highG: number;
  evidence: Evidence;
  counts: boolean;
  /** Day it counts for, in the site's zone. */
  countedOn: string;
  reason: string | null;
  /** Line that this one undoes or writes anew. */
  corrects: number | null;
  /** Lines that undid this one and wrote it anew. */
  undoneBy: number | null;
  writtenAnewBy: number | null;
  /** A correction of this line waits for an answer. */
  questioned: boolean;
  other: { publicId: string; title: string } | null;
  reservation: string | null;
  taker: string | null;
  /** Who acted: an organisation, with the person's name only for its own. */
  by: string | null;
  /** After this line. */
  balance: Partial<Record<Balance, number>>;
  hash: string;
}

export const cursorText = ({ at, lot, seq }: Cursor): string => `${at}~${lot}~${seq}`;

/** Months from the newest to the oldest, at most twenty years of them. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year, month] = last.split('-').map(Number) as [number, number];
  for (let n = 0; n < 240; n++) {
    const text = `${year}-${String(month).padStart(2, '0')}`;
    if (text < first) break;
    months.push(text);
    month -= 1;
    if (month === 0) [year, month] = [year - 1, 12];
  }
  return months;
}
