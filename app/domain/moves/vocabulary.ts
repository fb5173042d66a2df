/** Closed lists of what is done to a whole site; labels in the catalogue `moves`. */

export const DIRECTIONS = ['later', 'earlier'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What becomes of the drafts of a site that closes. */
export const DRAFT_ENDS = ['keep', 'delete'] as const;
export type DraftEnd = (typeof DRAFT_ENDS)[number];
