/** Closed lists of the reservation module; labels in the catalogue `reservations`. */
export const RESERVATION_STATES = [
  'offered',
  'requested',
  'accepted',
  'scheduled',
  'handed_over',
  'refused',
  'cancelled',
  'expired',
  'not_collected',
] as const;
export type ReservationState = (typeof RESERVATION_STATES)[number];

/** A place in the waitlist of a lot. */
export const WAITING_STATES = [
  'waiting',
  'offered',
  'taken',
  'declined',
  'lapsed',
  'left',
  'closed',
] as const;
export type WaitingState = (typeof WAITING_STATES)[number];

/** What the material is for. */
export const PURPOSES = [
  'own_home',
  'client_works',
  'social_housing',
  'public_building',
  'association_project',
  'resale',
  'other',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** "Without this lot, would you have bought new?": weighs avoided emissions, never tonnes. */
export const SUBSTITUTIONS = ['yes', 'partly', 'no'] as const;
export type Substitution = (typeof SUBSTITUTIONS)[number];

export const HANDOVER_STATES = ['waiting', 'confirmed', 'disputed'] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

export type Side = 'holder' | 'taker';
