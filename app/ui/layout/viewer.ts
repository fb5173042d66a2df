import type { Role } from '#app/domain/context.ts';
import type { LegalSetting } from '#app/domain/legal/vocabulary.ts';
import type { OrganisationKind } from '#app/domain/organisations/vocabulary.ts';

/** What every page knows of its reader; the only personal data in the root loader. */
export interface Viewer {
  name: string;
  platformAdmin: boolean;
  /** of their commune, else of their organisation's */
  zone: string;
  /** notifications not read yet, at most 100 */
  unread: number;
  /** their address, since when it refuses our mails; null while it does not */
  addressFails: { email: string; since: string } | null;
  /** since when administering their organisation needs a second factor, which they have not; null otherwise */
  factorDueSince: string | null;
  /** they have yet to accept the terms in force */
  termsDue: boolean;
  /** for the operator: what the law asks them to say and they have not */
  owes: readonly LegalSetting[];
  organisation: { name: string; slug: string; kind: OrganisationKind; role: Role } | null;
}

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export function isTheme(value: unknown): value is Theme {
  return typeof value === 'string' && (themes as readonly string[]).includes(value);
}
