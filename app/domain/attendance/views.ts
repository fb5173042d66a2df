import type { CallHours } from '#app/domain/reservations/views.ts';
import type { MissedKind } from './vocabulary.ts';

/** What an organisation has behind it over 12 months: plain counts, never a mark. */
export interface AttendanceFacts {
  /** hand-overs done, on either side */
  handovers: number;
  /** hours it booked and did not come to, uncontested */
  notCome12m: number;
  /** hours at which its site was found closed, uncontested */
  siteClosed12m: number;
  /** seconds it usually takes to answer a request; null under three answers */
  usualAnswer: number | null;
}

/** One appointment said not to have taken place, for one of its two sides. */
export interface MissedView {
  publicId: string;
  kind: MissedKind;
  startsAt: string;
  endsAt: string;
  /** it was this reader's side that said it */
  mine: boolean;
  contestUntil: string;
  contested: boolean;
  /** this reader's side may still contest it */
  mayContest: boolean;
}

/** What the page of a reservation says of appointments, of the other side, and what may be said now. */
export interface AttendanceView {
  other: AttendanceFacts;
  missed: MissedView[];
  /** the appointment that may be said to have been missed, and until when */
  mayDeclare: { kind: MissedKind; startsAt: string; endsAt: string; until: string } | null;
  /** the taker's number, which the holder may say it reached: it opens the place */
  toReach: { phone: string | null; calls: CallHours | null } | null;
}
