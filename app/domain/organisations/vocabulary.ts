/** Closed lists of the module. Their labels are in the catalogue `organisations` under `kinds`, `roles`, `statuses`. */
export const organisationKinds = [
  'firm',
  'landlord',
  'collectivite',
  'association',
  'public_body',
  'private_person',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** What can be chosen in a form: a private person's own organisation is made silently. */
export const choosableKinds = ['firm', 'landlord', 'collectivite', 'association', 'public_body'] as const;
export type ChoosableKind = (typeof choosableKinds)[number];

export const legalStatuses = [
  'state',
  'collectivite',
  'public_establishment',
  'private',
  'private_person',
] as const;
export type LegalStatus = (typeof legalStatuses)[number];

/** Statuses a kind may have, the usual one first. A landlord is an OPH (public establishment) or an ESH or cooperative (private). */
export const statusesOfKind: Record<OrganisationKind, readonly [LegalStatus, ...LegalStatus[]]> = {
  firm: ['private'],
  landlord: ['public_establishment', 'private'],
  collectivite: ['collectivite'],
  association: ['private'],
  public_body: ['public_establishment', 'state'],
  private_person: ['private_person'],
};

/** In what capacity one trades, told to whoever reads a lot or a request (L111-7 code de la consommation). */
export const capacities = ['professional', 'private_person', 'public_body'] as const;
export type Capacity = (typeof capacities)[number];

export const roles = ['member', 'site_manager', 'administrator', 'analyst'] as const;
export type Role = (typeof roles)[number];

/** An analyst reads the aggregates of a territory, so only a collectivité has some. */
export function rolesOfKind(kind: OrganisationKind): readonly Role[] {
  if (kind === 'collectivite') return roles;
  return roles.filter((role) => role !== 'analyst');
}

export const territoryLevels = ['commune', 'epci', 'ept', 'departement', 'region'] as const;

/** How somebody presents themselves when signing up. */
export const profiles = ['private', 'professional'] as const;
export type Profile = (typeof profiles)[number];

export const linkKinds = ['verify-email', 'reset-password', 'sign-in', 'change-email'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** Life of a link sent by mail, in minutes. */
export const linkMinutes: Record<LinkKind | 'invitation', number> = {
  'verify-email': 24 * 60,
  'reset-password': 30,
  'sign-in': 30,
  'change-email': 24 * 60,
  invitation: 7 * 24 * 60,
};

export const apiScopes = [
  'lots:read',
  'lots:write',
  'reservations:read',
  'reservations:write',
  'statistics:read',
] as const;
export type ApiScope = (typeof apiScopes)[number];
