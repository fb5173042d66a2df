/** Closed lists of the site module; labels live in the catalogue `sites` under the same words. */
export const SITE_KINDS = ['works', 'depot'] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

export const WORKS_KINDS = ['demolition', 'renovation', 'construction'] as const;
export type WorksKind = (typeof WORKS_KINDS)[number];

/** How the position was obtained, from least to most precise by intent (decision 5). */
export const POSITION_SOURCES = ['commune', 'device', 'pasted', 'geocoder', 'drag'] as const;
export type PositionSource = (typeof POSITION_SOURCES)[number];

export const ACCEPT_MODES = ['ask', 'at_once'] as const;
export type AcceptMode = (typeof ACCEPT_MODES)[number];

/** Who owns what is taken down: the owner of the works, or the firm when the contract leaves it to the firm. */
export const TITLE_HOLDERS = ['owner', 'firm'] as const;
export type TitleHolder = (typeof TITLE_HOLDERS)[number];
