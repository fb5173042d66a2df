/** How often a person wants what concerns their lots and reservations by mail; labels in the catalogue `notifications`. */
export const RHYTHMS = ['at_once', 'daily', 'weekly', 'off'] as const;
export type Rhythm = (typeof RHYTHMS)[number];
