/** How often what an alert found is told: with each publication, every morning, or on Monday morning. */
export const RHYTHMS = ['at_once', 'daily', 'weekly'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** Alerts a person may have: nobody reads more, and each costs a look at every publication. */
export const MOST_ALERTS = 50;
/** Lots written out in one mail; those beyond are counted, with a link to the list. */
export const LOTS_IN_A_MAIL = 25;
/** Kilometres around a place, to choose from. */
export const RADII_KM = [5, 10, 20, 50, 100, 200] as const;
