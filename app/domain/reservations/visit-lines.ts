import { Refusal, type RefusalCode, type RefusalDetails } from '#app/domain/refusal.ts';

/** What is wrong with one line of a visit: beside which field, why, and with which facts. */
export interface LineRefusal {
  /** public id of the lot, or of the reservation when the line is one already */
  line: string;
  field: string;
  code: RefusalCode;
  details: RefusalDetails;
}

/** Nothing was done, and these lines say why. */
export const linesRefused = (lines: readonly LineRefusal[]): Refusal =>
  new Refusal('lines-refused', { lines });

/** The lines of such a refusal; none of any other. */
export const linesOf = (details: RefusalDetails): LineRefusal[] =>
  Array.isArray(details.lines) ? (details.lines as LineRefusal[]) : [];
