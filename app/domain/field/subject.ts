import type { SentEntry } from './entries.ts';

/** Public id of what an entry is about: a lot, or a reservation. Apart from the schemas, which a phone does not need. */
export const subjectOf = (entry: SentEntry): string => ('lot' in entry ? entry.lot : entry.reservation);
