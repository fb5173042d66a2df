/** Why hours are cancelled. */
export const CANCEL_REASONS = ['weather', 'strike', 'other'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** Monday is 1, as in SQL. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export const SLOT_LIMITS = { capacity: 500, skipped: 4 } as const;
