/** What became of a quantity; labels in the catalogue `recolement` under `outcome`. */
export const OUTCOMES = [
  'handed_over',
  'held',
  'available',
  'draft',
  'kept',
  'recycled',
  'landfilled',
  'lost',
  'not_offered',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes that are waste: the second section of the form. */
export const WASTE_OUTCOMES: readonly Outcome[] = ['recycled', 'landfilled', 'lost'];

/** Lines of one export at most. */
export const MOST_LINES = 20_000;
/** The récolement is owed within these days after the works end (arrêté of 26 March 2023). */
export const DAYS_AFTER_WORKS = 90;
