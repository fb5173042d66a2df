/** Every act of the operator, at the desk or by a script; said in the catalogue `operator.acts`. */
export const OPERATOR_ACTS = [
  'make-administrator',
  'verify-organisation',
  'refuse-verification',
  'withdraw-verification',
  'approve-domain',
  'end-domain',
  'approve-lot',
  'refuse-lot',
  'change-review',
  'verify-phone',
  'reset-second-factor',
  'change-delays',
  'change-legal-settings',
  'publish-legal-text',
  'retry-jobs',
  'discard-jobs',
  'retry-mails',
  'discard-mails',
  'send-test-mail',
] as const;
export type OperatorActName = (typeof OPERATOR_ACTS)[number];

/** What an act is done to; said in the catalogue `operator.subjects`. */
export const SUBJECT_KINDS = [
  'legal-text',
  'organisation',
  'person',
  'setting',
  'queue',
  'domain',
  'lot',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const REASON_LEAST = 10;
export const REASON_MOST = 500;
