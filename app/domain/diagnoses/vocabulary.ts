/** A diagnosis file from its arrival to its lots. */
export const STATES = [
  'waiting',
  'reading',
  'read',
  'refused',
  'cancelled',
  'accepting',
  'accepted',
  'withdrawing',
  'withdrawn',
] as const;
export type DiagnosisState = (typeof STATES)[number];

/** What a job is doing: the page follows it. */
export const BUSY: readonly DiagnosisState[] = ['waiting', 'reading', 'accepting', 'withdrawing'];

/** accepted: becomes a lot; question: becomes one, with something to check; refused: does not. */
export const VERDICTS = ['accepted', 'question', 'refused'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Who said which material it is. Only `guess` waits for a person. */
export const TYPE_SOURCES = ['file', 'lot', 'person', 'guess', 'none'] as const;
export type TypeSource = (typeof TYPE_SOURCES)[number];

/** What acceptance did with a row. */
export const OUTCOMES = ['created', 'updated', 'unchanged', 'moved', 'protected', 'kept'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What is said of a row, in the catalogue `diagnoses`; the level decides the verdict. */
export const FINDINGS = {
  'designation-missing': 'refuse',
  'quantity-missing': 'refuse',
  'quantity-unreadable': 'refuse',
  'quantity-zero': 'refuse',
  'quantity-negative': 'refuse',
  'quantity-is-date': 'refuse',
  'quantity-too-large': 'refuse',
  'quantity-steps': 'refuse',
  'unit-unknown': 'refuse',
  'type-missing': 'refuse',
  'type-code-unknown': 'refuse',
  'ref-twice': 'refuse',
  'asbestos-declared': 'refuse',
  'waste-dangerous': 'refuse',
  'waste-code-wrong': 'refuse',
  'mass-needed': 'refuse',
  'mass-too-large': 'refuse',
  'rule-refuses': 'refuse',
  'type-guessed': 'confirm',
  'rule-waits': 'ask',
  'rule-warns': 'ask',
  'unit-missing': 'ask',
  'quantity-rounded': 'ask',
  'place-missing': 'ask',
  'place-repeated': 'ask',
  'mass-mismatch': 'ask',
  'mass-out-of-range': 'ask',
  'waste-code-unknown': 'ask',
  'number-unreadable': 'ask',
  'number-out-of-range': 'ask',
  'date-unreadable': 'ask',
  'date-serial': 'ask',
  'dates-reversed': 'ask',
  'choice-unknown': 'ask',
  'text-cut': 'ask',
  'hidden-characters': 'ask',
  'meant-as-waste': 'ask',
} as const;
export type FindingCode = keyof typeof FINDINGS;

/** One thing to say of a row. `field` is the column it is about; the rest are facts its sentence names. */
export interface Finding {
  code: FindingCode;
  field?: string;
  [fact: string]: string | number | undefined;
}

export function verdictOf(findings: readonly Finding[]): Verdict {
  const levels = findings.map(({ code }) => FINDINGS[code]);
  if (levels.includes('refuse')) return 'refused';
  return levels.length > 0 ? 'question' : 'accepted';
}

/** Why a whole file is refused, besides what the reader of tables says. */
export const FILE_PROBLEMS = ['no-header', 'no-designation', 'no-quantity', 'no-rows', 'failed'] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];
