/** Where a tonne is counted: where it came from (the waste that territory did not make) or where it went. Never added up. */
export const VIEWS = ['origin', 'destination'] as const;
export type View = (typeof VIEWS)[number];

export const isView = (value: unknown): value is View => VIEWS.some((view) => view === value);

/** The ways a total is cut. */
export const CUTS = ['month', 'family', 'evidence', 'territory'] as const;
export type Cut = (typeof CUTS)[number];

/** Operations a public cell must hold when one of them involves a private person (decision 12). */
export const SMALLEST_CELL = 3;
export const OTHER = 'other';
