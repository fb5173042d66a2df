import { z } from 'zod';
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
import { ACCEPT_MODES, POSITION_SOURCES, SITE_KINDS, WORKS_KINDS } from './vocabulary.ts';

const coordinate = z
  .union([z.string(), z.number()])
  .optional()
  .transform((value) => (value === undefined || value === '' ? undefined : Number(value)));

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
    ownerName: optionalText(160),
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
    const rest = { ...said, worksKind: said.kind === 'works' ? said.worksKind : undefined };
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
  'sortingOperator',
  'pickupHours',
  'accessNote',
  'contactName',
  'contactPhone',
] as const satisfies readonly (keyof SiteInput)[];
