import type { SiteWholeView } from '#app/domain/sites/queries.server.ts';

/** The fields of the form, as text: what was typed comes back as it was. */
export interface SiteFields extends Record<string, string> {
  kind: string;
  worksKind: string;
  name: string;
  description: string;
  communeCode: string;
  address: string;
  lon: string;
  lat: string;
  positionSource: string;
  pastedPosition: string;
  startsOn: string;
  endsOn: string;
  permitYear: string;
  floorAreaM2: string;
  ownerName: string;
  ownerIsUs: string;
  ownerSiren: string;
  ownerStatus: string;
  ownerOrganisation: string;
  titleHolder: string;
  titleFirmName: string;
  titleFirmSiren: string;
  titleFirmOrganisation: string;
  titleReference: string;
  titleClause: string;
  asbestosSurveyRef: string;
  leadSurveyRef: string;
  sortingOperator: string;
  pickupHours: string;
  accessNote: string;
  contactName: string;
  contactPhone: string;
  acceptMode: string;
}

export const emptySite: Partial<SiteFields> = {
  kind: 'works',
  acceptMode: 'ask',
  positionSource: 'commune',
  titleHolder: 'unsaid',
};

const text = (value: string | number | null): string => (value === null ? '' : String(value));

/** A site as its form shows it. */
export function siteFields(site: SiteWholeView): SiteFields {
  return {
    kind: site.kind,
    worksKind: text(site.worksKind),
    name: site.name,
    description: text(site.description),
    communeCode: site.commune.code,
    address: text(site.address),
    lon: String(site.lon),
    lat: String(site.lat),
    // a pasted place is edited as the pin it became
    positionSource: site.positionSource === 'pasted' ? 'drag' : site.positionSource,
    pastedPosition: '',
    startsOn: text(site.startsOn),
    endsOn: text(site.endsOn),
    permitYear: text(site.permitYear),
    floorAreaM2: text(site.floorAreaM2),
    ownerName: text(site.ownerName),
    ownerIsUs: '',
    ownerSiren: text(site.ownerSiren),
    ownerStatus: text(site.ownerStatus),
    ownerOrganisation: text(site.ownerSlug),
    titleHolder: site.titleHolder ?? 'unsaid',
    titleFirmName: text(site.titleFirmName),
    titleFirmSiren: text(site.titleFirmSiren),
    titleFirmOrganisation: text(site.titleFirmSlug),
    titleReference: text(site.titleReference),
    titleClause: text(site.titleClause),
    asbestosSurveyRef: text(site.asbestosSurveyRef),
    leadSurveyRef: text(site.leadSurveyRef),
    sortingOperator: text(site.sortingOperator),
    pickupHours: text(site.pickupHours),
    accessNote: text(site.accessNote),
    contactName: text(site.contactName),
    contactPhone: text(site.contactPhone),
    acceptMode: site.acceptMode,
  };
}
