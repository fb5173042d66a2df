import type { OperatorActName, SubjectKind } from './vocabulary.ts';

/** An act as those it concerns read it: what, to what, why, when. Never who of the operator's people. */
export interface ActConcerning {
  publicId: string;
  act: OperatorActName;
  reason: string;
  at: string;
}

/** The same in the operator's log. */
export interface LoggedAct extends ActConcerning {
  by: string;
  script: boolean;
  subjectKind: SubjectKind;
  subjectId: string | null;
  details: Record<string, unknown>;
  organisation: { name: string; slug: string } | null;
  /** the public id of the person concerned */
  person: string | null;
}
