import type { RefusalCode } from '#app/domain/refusal.ts';
import type { Messages } from '#app/i18n/messages.ts';

interface Saying {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429;
  /** Key of the sentence in the catalogue `refusals`. */
  message: keyof Messages['refusals'];
}

/** The one map from a refusal to its HTTP status and its sentence: a code without a line does not compile. */
export const refusals: Record<RefusalCode, Saying> = {
  'already-done': { status: 409, message: 'already-done' },
  'bad-quantity': { status: 422, message: 'bad-quantity' },
  'changed-meanwhile': { status: 409, message: 'changed-meanwhile' },
  'position-far': { status: 422, message: 'position-far' },
  'asbestos-declared': { status: 422, message: 'asbestos-declared' },
  'position-needed': { status: 422, message: 'position-needed' },
  'type-unknown': { status: 422, message: 'type-unknown' },
  'unit-mass-needed': { status: 422, message: 'unit-mass-needed' },
  'commune-unknown': { status: 422, message: 'commune-unknown' },
  forbidden: { status: 403, message: 'forbidden' },
  'idempotency-mismatch': { status: 409, message: 'idempotency-mismatch' },
  'invalid-input': { status: 422, message: 'invalid-input' },
  'link-expired': { status: 410, message: 'link-expired' },
  'lot-closed': { status: 410, message: 'lot-closed' },
  'lot-incomplete': { status: 422, message: 'lot-incomplete' },
  'lot-not-draft': { status: 409, message: 'lot-not-draft' },
  'not-a-photo': { status: 422, message: 'not-a-photo' },
  'not-enough-left': { status: 409, message: 'not-enough-left' },
  'not-found': { status: 404, message: 'not-found' },
  'own-lot': { status: 409, message: 'own-lot' },
  'photo-damaged': { status: 422, message: 'photo-damaged' },
  'photos-busy': { status: 429, message: 'photos-busy' },
  'rate-limited': { status: 429, message: 'rate-limited' },
  'reservation-expired': { status: 410, message: 'reservation-expired' },
  'sign-in-needed': { status: 401, message: 'sign-in-needed' },
  'too-large': { status: 413, message: 'too-large' },
  'too-many-open': { status: 409, message: 'too-many-open' },
  'too-many-photos': { status: 409, message: 'too-many-photos' },
  'too-many-pixels': { status: 422, message: 'too-many-pixels' },
  'bad-deadline': { status: 422, message: 'bad-deadline' },
  'bad-pick-up-day': { status: 422, message: 'bad-pick-up-day' },
  'correction-open': { status: 409, message: 'correction-open' },
  'evidence-mismatch': { status: 422, message: 'evidence-mismatch' },
  'handover-open': { status: 409, message: 'handover-open' },
  'mass-mismatch': { status: 422, message: 'mass-mismatch' },
  'mass-required': { status: 422, message: 'mass-required' },
  'not-correctable': { status: 409, message: 'not-correctable' },
  'nothing-to-correct': { status: 422, message: 'nothing-to-correct' },
  'wrong-state': { status: 409, message: 'wrong-state' },
  'already-member': { status: 409, message: 'already-member' },
  'email-not-verified': { status: 403, message: 'email-not-verified' },
  'invitation-for-another': { status: 403, message: 'invitation-for-another' },
  'last-administrator': { status: 409, message: 'last-administrator' },
  'password-too-common': { status: 422, message: 'password-too-common' },
  'wrong-credentials': { status: 401, message: 'wrong-credentials' },
  'wrong-password': { status: 422, message: 'wrong-password' },
  'place-ambiguous': { status: 422, message: 'place-ambiguous' },
  'territory-unknown': { status: 422, message: 'territory-unknown' },
};
