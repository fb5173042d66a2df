import type { OrganisationIdentity } from './Identity.tsx';

/** The fields of the form in the order of the page, each with the key of its label in `organisations`. */
export const EDITED = [
  ['name', 'new.name'],
  ['legalStatus', 'new.legalStatus'],
  ['territoryLevel', 'new.territoryLevel'],
  ['territoryCode', 'new.territory'],
  ['communeCode', 'new.commune'],
  ['siren', 'new.siren'],
  ['socialEconomy', 'new.socialEconomy'],
  ['phone', 'edit.phone'],
  ['website', 'edit.website'],
  ['description', 'edit.description'],
] as const;

export type EditFields = Record<(typeof EDITED)[number][0], string>;
export type EditedOrganisation = OrganisationIdentity & { name: string; communeCode: string | null };

/** An organisation as its form shows it. */
export const editFields = (organisation: EditedOrganisation): EditFields => ({
  name: organisation.name,
  legalStatus: organisation.legalStatus,
  territoryLevel: organisation.territoryLevel ?? '',
  territoryCode: organisation.territoryCode ?? '',
  communeCode: organisation.communeCode ?? '',
  siren: organisation.siren ?? '',
  socialEconomy: organisation.socialEconomy ? 'on' : '',
  phone: organisation.phone ?? '',
  website: organisation.website ?? '',
  description: organisation.description ?? '',
});
