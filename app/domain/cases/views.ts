import type { Seen } from './subject.server.ts';
import type { CaseSide, CaseState, CaseSubject, Ground, Measure, ReportReason } from './vocabulary.ts';

export interface DecisionView {
  instance: 1 | 2;
  measure: Measure;
  ground: Ground;
  clause: string | null;
  facts: string;
  reasons: string;
  at: string;
}

export interface AppealView {
  side: CaseSide;
  body: string;
  at: string;
}

/** A case as one of its sides reads it: never who reported, nor what the other side wrote. */
export interface PartyCase {
  number: string;
  side: CaseSide;
  kind: CaseSubject;
  title: string;
  state: CaseState;
  openedAt: string;
  appealUntil: string | null;
  /** opened by the operator, nobody having reported anything */
  ownInitiative: boolean;
  mayAppeal: boolean;
  decisions: DecisionView[];
  appeal: AppealView | null;
  /** of the reporter alone */
  report: { reason: ReportReason; body: string | null; email: string | null; confirmed: boolean } | null;
}

export interface CaseLine {
  publicId: string;
  number: string;
  kind: CaseSubject;
  title: string;
  holder: string;
  state: CaseState;
  reports: number;
  reasons: ReportReason[];
  openedAt: string;
  measure: Measure | null;
}

export interface CasePage extends CaseLine {
  seen: Seen;
  /** where the thing is now; null when it has no page */
  now: ThingNow | null;
  reportsShown: { reason: ReportReason; body: string | null; at: string; known: boolean }[];
  decisions: (DecisionView & { by: string })[];
  appeals: AppealView[];
  appealUntil: string | null;
  before: CaseLine[];
  /** what a measure touches */
  touches: Touches;
  suspended: boolean;
  /** this operator decided the first time, and another one can decide the appeal */
  forAnother: boolean;
}

export type ThingNow =
  | { kind: 'lot'; lot: string; title: string; text: string | null; barred: boolean; status: string }
  | { kind: 'organisation'; slug: string | null; title: string; text: string | null }
  | { kind: 'message'; title: string; text: string; hidden: boolean };

export interface Touches {
  /** reservations in progress on the lot */
  onLot: number;
  /** lots on offer of the organisation */
  lots: number;
  /** reservations in progress of the organisation, on either side */
  reservations: number;
}
