import { z } from 'zod';
import { siren } from '#app/domain/organisations/schema.ts';
import { legalStatuses } from '#app/domain/organisations/vocabulary.ts';
import {
  choice,
  communeCode,
  optionalDay,
  optionalInteger,
  optionalPhone,
  optionalText,
  text,
} from '#app/domain/validation.ts';
import { isInFrance, parsePosition } from './position.ts';
import { ACCEPT_MODES, POSITION_SOURCES, SITE_KINDS, TITLE_HOLDERS, WORKS_KINDS } from './vocabulary.ts';

const coordinate = z
  .union([z.string(), z.number()])
  .optional()
  .transform((value) => (value === undefined || value === '' ? undefined : Number(value)));

const optionalChoice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.literal('').transform(() => undefined), choice(values)]).optional();

/** Whose materials: everything may be left unsaid, but what is said must hold together. */
const ownership = {
  ownerName: optionalText(160),
  ownerSiren: siren,
  ownerStatus: optionalChoice(legalStatuses),
  /** the acting organisation itself */
  ownerIsUs: z.literal('on').optional(),
  /** slug or address of its page, or its exact name */
  ownerOrganisation: optionalText(300),
  titleHolder: z.union([z.enum(['', 'unsaid']).transform(() => undefined), choice(TITLE_HOLDERS)]).optional(),
  titleFirmName: optionalText(160),
  titleFirmSiren: siren,
  titleFirmOrganisation: optionalText(300),
  titleReference: optionalText(160),
  titleClause: optionalText(2000),
  asbestosSurveyRef: optionalText(160),
  leadSurveyRef: optionalText(160),
};

type Ownership = { [K in keyof typeof ownership]?: z.output<(typeof ownership)[K]> };

/** The firm that takes title is named, with what the contract says; without one, what was typed of it is dropped. */
function ownershipSaid(value: Ownership, need: (field: keyof Ownership) => void) {
  if (value.titleHolder === 'owner' && !value.ownerName && !value.ownerOrganisation && !value.ownerIsUs)
    need('ownerName');
  if (value.titleHolder === 'firm') {
    if (!value.titleFirmName && !value.titleFirmOrganisation) need('titleFirmName');
    if (!value.titleReference && !value.titleClause) need('titleReference');
    return {};
  }
  return { titleFirmName: undefined, titleFirmSiren: undefined, titleFirmOrganisation: undefined };
}

/**
 * A site as typed: the commune is enough; a dragged pin or pasted coordinates make it precise.
 * Output: `position` undefined means "the commune's own point".
 */
export const siteInput = z
  .object({
    kind: choice(SITE_KINDS),
    worksKind: z.union([z.literal('').transform(() => undefined), choice(WORKS_KINDS)]).optional(),
    name: text(160),
    description: optionalText(4000),
    address: optionalText(300),
    communeCode,
    lon: coordinate,
    lat: coordinate,
    positionSource: choice(POSITION_SOURCES).optional(),
    pastedPosition: optionalText(60),
    startsOn: optionalDay,
    endsOn: optionalDay,
    permitYear: optionalInteger(1000, 2100),
    floorAreaM2: optionalInteger(1, 10_000_000),
    ...ownership,
    sortingOperator: optionalText(160),
    pickupHours: optionalText(500),
    accessNote: optionalText(2000),
    contactName: optionalText(120),
    contactPhone: optionalPhone,
    acceptMode: choice(ACCEPT_MODES).default('ask'),
  })
  .transform((value, ctx) => {
    if (value.startsOn && value.endsOn && value.endsOn < value.startsOn) {
      ctx.addIssue({ code: 'custom', message: 'date-order', path: ['endsOn'] });
    }
    const { lon, lat, pastedPosition, positionSource, ...said } = value;
    const need = (field: string) => ctx.addIssue({ code: 'custom', message: 'required', path: [field] });
    const rest = {
      ...said,
      ...ownershipSaid(said, need),
      worksKind: said.kind === 'works' ? said.worksKind : undefined,
    };
    if (pastedPosition) {
      const pasted = parsePosition(pastedPosition);
      if (!pasted) ctx.addIssue({ code: 'custom', message: 'invalid-position', path: ['pastedPosition'] });
      return { ...rest, position: pasted ?? undefined, positionSource: 'pasted' as const };
    }
    if (lon === undefined || lat === undefined || positionSource === 'commune') {
      return { ...rest, position: undefined, positionSource: 'commune' as const };
    }
    if (!isInFrance({ lon, lat })) {
      ctx.addIssue({ code: 'custom', message: 'invalid-position', path: ['pastedPosition'] });
      return z.NEVER;
    }
    return { ...rest, position: { lon, lat }, positionSource: positionSource ?? ('drag' as const) };
  });

export type SiteInput = z.output<typeof siteInput>;

/** What may be left empty, and is then erased. */
export const SITE_OPTIONAL = [
  'worksKind',
  'description',
  'address',
  'startsOn',
  'endsOn',
  'permitYear',
  'floorAreaM2',
  'ownerName',
  'ownerSiren',
  'ownerStatus',
  'titleHolder',
  'titleFirmName',
  'titleFirmSiren',
  'titleReference',
  'titleClause',
  'asbestosSurveyRef',
  'leadSurveyRef',
  'sortingOperator',
  'pickupHours',
  'accessNote',
  'contactName',
  'contactPhone',
] as const satisfies readonly (keyof SiteInput)[];
