import type { Side } from '#app/domain/reservations/vocabulary.ts';
import type { Evidence } from './vocabulary.ts';

/** Why a line is corrected; labels in the catalogue `books`. */
export const CORRECTION_REASONS = ['typing', 'miscount', 'ticket', 'not-taken', 'other'] as const;

export const CORRECTION_STATES = ['proposed', 'consented', 'declined', 'retracted'] as const;

export interface CorrectionState {
  publicId: string;
  state: (typeof CORRECTION_STATES)[number];
  /** of the line it corrects */
  seq: number;
  by: Side;
  /** 0: the pick-up did not take place */
  newQtyMilli: number;
  newMassG: number | null;
  newEvidence: Evidence | null;
  reason: string;
  proposedAt: string;
  answeredAt: string | null;
}

/** What one may do about a line, beside what its statement says. */
export interface LineDetail {
  correctable: boolean;
  stepMilli: number;
  /** frozen on the line: grams of one unit, with the type's range where it has one */
  unitMassG: number | null;
  massLowG: number | null;
  massHighG: number | null;
  otherName: string | null;
  /** both sides are one organisation: nobody to consent */
  alone: boolean;
  yearClosed: boolean;
  correction:
    | (Omit<CorrectionState, 'seq' | 'by' | 'answeredAt'> & {
        newLowG: number | null;
        newHighG: number | null;
        byMe: boolean;
        by: string;
      })
    | null;
  mine: boolean;
  mayPropose: boolean;
  mayAnswer: boolean;
  /** the first checkpoint that covers it */
  signedOn: string | null;
}
