import type { ChoosableKind, LegalStatus } from '#app/domain/organisations/vocabulary.ts';
import type { PlaceName } from './places.ts';

/** One site as told: what it is, where, and how many lots it lists in the full story. */
export interface SiteTale {
  name: string;
  works?: 'demolition' | 'renovation' | 'construction';
  at: PlaceName;
  lots: number;
  /** Whose works they are, when it is not the organisation that lists. */
  owner?: string;
  /** Accepts requests without asking. */
  atOnce?: boolean;
}

export interface OrganisationTale {
  /** Name of its mailbox and of every id drawn for it: never changed. */
  id: string;
  name: string;
  kind: ChoosableKind;
  status?: LegalStatus;
  socialEconomy?: boolean;
  at: PlaceName;
  territory?: { level: string; code: string };
  /** How often it takes material, compared with the others. */
  takes: number;
  person: string;
  sites: SiteTale[];
}

/** Private persons: people who renovate a house, without password nor firm. Some offer what they have over. */
export interface PersonTale {
  id: string;
  name: string;
  at: PlaceName;
  site?: SiteTale;
}

export const works = (name: string, kind: SiteTale['works'], at: PlaceName, lots: number): SiteTale => ({
  name,
  works: kind,
  at,
  lots,
});
export const depot = (name: string, at: PlaceName, lots: number): SiteTale => ({
  name,
  at,
  lots,
  atOnce: true,
});
