import type { MarketIndex } from '#app/domain/lots/market-index.ts';
import type { OrganisationKind } from '#app/domain/organisations/vocabulary.ts';
import type { Locale } from '#app/i18n/locale.ts';
import type { Database } from '#db/client.ts';

export type { Locale };
export type Role = 'member' | 'site_manager' | 'administrator' | 'analyst';

export interface ActingPerson {
  id: number;
  publicId: string;
  name: string;
  email: string;
  locale: Locale;
  platformAdmin: boolean;
}

export interface ActingOrganisation {
  id: number;
  publicId: string;
  slug: string;
  name: string;
  kind: OrganisationKind;
  role: Role;
  territory: { level: string; code: string } | null;
}

/**
 * Acting on one site for the organisation that runs it: by a mandate given to another organisation, or by a crew link.
 * `organisation` of the actor is then the one for which it acts; nothing outside the site and the scopes is allowed.
 */
export interface OnBehalf {
  siteId: number;
  scopes: readonly ActingScope[];
  /** public id of the site, lot or reservation the act is about */
  subject: string;
  by:
    | { organisation: { id: number; slug: string; name: string }; mandateId: number }
    | { crewLinkId: number; name: string };
}

export type ActingScope = 'list' | 'answer' | 'handover' | 'photo' | 'count';

export interface Actor {
  person: ActingPerson | null;
  organisation: ActingOrganisation | null;
  via: 'session' | 'token' | 'job' | 'none';
  onBehalf?: OnBehalf;
  /** The organisation they acted for is suspended: `organisation` is then null. */
  suspended?: boolean;
}

/** The domain's world, first argument of every command and query. Inside a command `db` is its transaction. */
export interface Ctx {
  db: Database;
  actor: Actor;
  now: Date;
  locale: Locale;
  /** The market in memory, where the process keeps one; SQL answers without it. */
  market?: MarketIndex | null;
}
