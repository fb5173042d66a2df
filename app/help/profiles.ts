/** Who reads the help, in the order of its first page; each has a text in both languages in this folder. */
export const PROFILES = ['chantier', 'preneur', 'bailleur', 'collectivite', 'depot', 'visiteur'] as const;
export type Profile = (typeof PROFILES)[number];
