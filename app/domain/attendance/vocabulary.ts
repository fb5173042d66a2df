/** An appointment one side says did not take place: the holder that nobody came, the taker that the site was closed. */
export const MISSED_KINDS = ['nobody_came', 'site_closed'] as const;
export type MissedKind = (typeof MISSED_KINDS)[number];
