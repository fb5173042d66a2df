import { z } from 'zod';
import { choice, communeCode, text } from '#app/domain/validation.ts';
import { RADII_KM, RHYTHMS } from './vocabulary.ts';

const emptyIsAbsent = (typed: unknown) => (typed === '' ? undefined : typed);

/** An alert as typed. `criteria` are the filters it was made from, as an address carries them. */
export const alertInput = z.object({
  name: text(120),
  criteria: z.string().max(4000).default(''),
  communeCode: z.preprocess(emptyIsAbsent, communeCode.optional()),
  radiusKm: z
    .preprocess(emptyIsAbsent, z.coerce.number().gt(0).max(1000).optional())
    .transform((km) => km ?? RADII_KM[2]),
  keepArea: z.preprocess((typed) => typed === 'on' || typed === true, z.boolean()),
  rhythm: choice(RHYTHMS),
});
export type AlertInput = z.output<typeof alertInput>;
