/** Where a tonne is counted: where it came from (the waste that territory did not make) or where it went. Never added up. */
export const VIEWS = ['origin', 'destination'] as const;
export type View = (typeof VIEWS)[number];

export const isView = (value: unknown): value is View => VIEWS.some((view) => view === value);

/** The ways a total is cut. */
export const CUTS = ['month', 'family', 'evidence', 'territory'] as const;
export type Cut = (typeof CUTS)[number];

/** How a mass was obtained: A weighed, B counted x measured, C counted x declared, D counted x the type's default. */
export const EVIDENCE = ['A', 'B', 'C', 'D'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** The two legal lines that make diverted tonnes; other use and new surplus never do. */
export const COUNTED_LINES = ['reemploi', 'reutilisation'] as const;
export type CountedLine = (typeof COUNTED_LINES)[number];

/** Operations a public cell must hold when one of them involves a private person (decision 12). */
export const SMALLEST_CELL = 3;
export const OTHER = 'other';
