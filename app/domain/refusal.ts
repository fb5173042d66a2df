/** Every reason for which a rule says no. A new code needs its status in `http/refusals.ts` and its sentences. */
export type RefusalCode =
  | 'alert-too-wide'
  | 'already-done'
  | 'already-member'
  | 'asbestos-declared'
  | 'bad-quantity'
  | 'changed-meanwhile'
  | 'conditions-changed'
  | 'conditions-needed'
  | 'commune-unknown'
  | 'count-below-held'
  | 'email-in-use'
  | 'email-not-verified'
  | 'forbidden'
  | 'idempotency-mismatch'
  | 'invalid-input'
  | 'invitation-for-another'
  | 'last-administrator'
  | 'link-expired'
  | 'lot-closed'
  | 'lot-has-history'
  | 'lot-has-reservations'
  | 'lot-in-use'
  | 'lot-incomplete'
  | 'lot-not-draft'
  | 'merge-unequal'
  | 'not-a-document'
  | 'not-a-photo'
  | 'not-enough-left'
  | 'not-found'
  | 'nothing-chosen'
  | 'nothing-to-undo'
  | 'own-lot'
  | 'password-too-common'
  | 'photo-damaged'
  | 'photo-moves'
  | 'photos-busy'
  | 'place-ambiguous'
  | 'position-far'
  | 'position-needed'
  | 'rate-limited'
  | 'removal-closed-to-private'
  | 'reservation-expired'
  | 'same-site'
  | 'sign-in-needed'
  | 'territory-unknown'
  | 'too-large'
  | 'too-many-alerts'
  | 'too-many-documents'
  | 'too-many-lots'
  | 'too-many-lines'
  | 'too-many-open'
  | 'too-many-photos'
  | 'too-many-pixels'
  | 'type-unknown'
  | 'undo-over'
  | 'unit-fixed'
  | 'unit-mass-needed'
  | 'wrong-credentials'
  | 'wrong-password'
  | 'bad-deadline'
  | 'bad-last-day'
  | 'bad-pick-up-day'
  | 'correction-open'
  | 'evidence-mismatch'
  | 'handover-open'
  | 'mass-mismatch'
  | 'mass-required'
  | 'not-correctable'
  | 'nothing-to-correct'
  | 'nothing-to-mask'
  | 'organisation-unknown'
  | 'organisation-ambiguous'
  | 'offering-refused'
  | 'offering-waits'
  | 'gift-basis-needed'
  | 'gift-clause-unfit'
  | 'gift-value-over'
  | 'recipient-not-eligible'
  | 'gift-needs-answer'
  | 'mandate-to-self'
  | 'mandate-exists'
  | 'mandate-over'
  | 'crew-link-over'
  | 'column-needed'
  | 'column-twice'
  | 'import-moved-on'
  | 'import-reserved'
  | 'imports-busy'
  | 'nothing-to-accept'
  | 'table-empty'
  | 'table-encrypted'
  | 'table-old-excel'
  | 'table-open-document'
  | 'table-other-type'
  | 'table-too-large'
  | 'types-unconfirmed'
  | 'wrong-state';

/** Facts the sentence or the API names (`left`, `step`, `state`); `field` puts the sentence beside that field. */
export type RefusalDetails = Record<string, unknown> & { field?: string };

/** A rule said no. Commands throw it: the transaction rolls back. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export function refuse(code: RefusalCode, details?: RefusalDetails): never {
  throw new Refusal(code, details);
}

/** By name, not by class: the process and the Remix build each hold their own copy of this file. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'Refusal' && 'code' in error;
}
