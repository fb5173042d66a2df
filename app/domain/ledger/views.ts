import type { Account, Evidence, MovementKind } from './vocabulary.ts';

/** One line of a lot's history, as a side of it may read it. Thousandths of the lot's unit, grams. */
export interface HistoryLine {
  seq: number;
  at: Date;
  /** Day it counts for, YYYY-MM-DD in the site's zone. */
  day: string;
  kind: MovementKind;
  from: Account;
  to: Account;
  quantityMilli: number;
  massG: number;
  lowG: number;
  highG: number;
  evidence: Evidence;
  counts: boolean;
  /** Line this one undoes or writes anew. */
  corrects: number | null;
  reason: string | null;
  taker: { publicId: string; name: string } | null;
  reservationPublicId: string | null;
  /** First characters of the line's hash, to recognise it on paper. */
  fingerprint: string;
}
