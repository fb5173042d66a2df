/** Closed lists of reports and cases; said in the catalogue `cases`. */
export const REPORTABLE = ['lot', 'photo', 'organisation', 'message'] as const;
export type Reportable = (typeof REPORTABLE)[number];
/** A case on a person is only opened by the operator. */
export type CaseSubject = Reportable | 'person';

export const REPORT_REASONS = [
  'stolen',
  'dangerous',
  'false',
  'personal_data',
  'insult',
  'discrimination',
  'spam',
  'other',
] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

export const CASE_STATES = ['open', 'decided', 'appealed', 'final'] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const MEASURES = ['none', 'hide_photo', 'hide_lot', 'hide_message', 'suspend'] as const;
export type Measure = (typeof MEASURES)[number];

/** On what a measure rests: the law, or the terms of use (article 17 of the Digital Services Act, 3 d and e). */
export const GROUNDS = ['unfounded', 'law', 'terms'] as const;
export type Ground = (typeof GROUNDS)[number];

/** What may be decided of each kind of thing. */
export const MEASURES_OF: Record<CaseSubject, readonly Measure[]> = {
  lot: ['none', 'hide_lot', 'suspend'],
  photo: ['none', 'hide_photo', 'hide_lot', 'suspend'],
  organisation: ['none', 'suspend'],
  message: ['none', 'hide_message', 'suspend'],
  person: ['none', 'suspend'],
};

/** `holder`: whoever the thing belongs to. */
export type CaseSide = 'reporter' | 'holder';

/** Reports kept of one case: those that follow are counted and told so. */
export const MOST_REPORTS = 200;
