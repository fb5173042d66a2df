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

export interface Actor {
  person: ActingPerson | null;
  organisation: ActingOrganisation | null;
  via: 'session' | 'token' | 'job' | 'none';
}

/** The domain's world, first argument of every command and query. Inside a command `db` is its transaction. */
export interface Ctx {
  db: Database;
  actor: Actor;
  now: Date;
  locale: Locale;
}
