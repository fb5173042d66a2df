/** The six kinds of territory with a page, from the smallest. Their labels are in catalogue `territories` under `levels`. */
export const LEVELS = ['commune', 'epci', 'ept', 'departement', 'region', 'france'] as const;
export type Level = (typeof LEVELS)[number];

export const isLevel = (value: string): value is Level => (LEVELS as readonly string[]).includes(value);

export const FRANCE = { level: 'france', code: 'fr' } as const;

/** Natures of EPCI in the DGCL's words; labels in `territories` under `epciKinds`. */
export const EPCI_KINDS = ['CC', 'CA', 'CU', 'METRO', 'MET69'] as const;
export type EpciKind = (typeof EPCI_KINDS)[number];

/** A département or région of the mainland, of the overseas (DROM), or a collectivité d'outre-mer (COM). */
export const ZONES = ['metro', 'drom', 'com'] as const;
export type Zone = (typeof ZONES)[number];
