import type { Role } from '#app/domain/context.ts';
import type { OrganisationKind } from '#app/domain/organisations/vocabulary.ts';

/** What every page knows of its reader; the only personal data in the root loader. */
export interface Viewer {
  name: string;
  platformAdmin: boolean;
  /** of their commune, else of their organisation's */
  zone: string;
  organisation: { name: string; slug: string; kind: OrganisationKind; role: Role } | null;
}

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export function isTheme(value: unknown): value is Theme {
  return typeof value === 'string' && (themes as readonly string[]).includes(value);
}
