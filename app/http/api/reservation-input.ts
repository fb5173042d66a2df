import { z } from 'zod';
import { EVIDENCE_WORDS, type EvidenceWord } from '#app/domain/ledger/vocabulary.ts';
import { parseQuantity } from '#app/domain/lots/quantity.ts';
import { PRICE_ANSWERS } from '#app/domain/prices/vocabulary.ts';
import { GIFT_BASES } from '#app/domain/reservations/gift-schema.ts';
import { PURPOSES, SUBSTITUTIONS } from '#app/domain/reservations/vocabulary.ts';
import { communeCode, fail, optionalText, type ValidationKey, v } from '#app/domain/validation.ts';

/** Bodies of the POSTs. Output: thousandths and grams. A field that may be absent may also be null. */
const decimal = (wrong: ValidationKey, { zero = false } = {}) =>
  z
    .number({ error: (issue) => (issue.input === undefined ? v('required') : wrong) })
    .min(0, wrong)
    .transform((value, ctx) =>
      zero && value === 0 ? 0 : (parseQuantity(String(value)) ?? fail(ctx, wrong)),
    );

const absent = <S extends z.ZodType>(schema: S) =>
  schema.nullish().transform((value): z.output<S> | undefined => value ?? undefined);

const words = (max: number) =>
  z
    .string()
    .max(max, v('too-long'))
    .nullish()
    .transform((value) => value ?? undefined)
    .pipe(optionalText(max));

const isoDay = z.iso.date(v('invalid-date'));
const evidenceWords = Object.keys(EVIDENCE_WORDS) as [EvidenceWord, ...EvidenceWord[]];
const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: (issue) => (issue.input === undefined ? v('required') : v('invalid-choice')) });

const asked = {
  note: words(2000).describe('For the holder.'),
  purpose: absent(choice(PURPOSES)).describe('What the material is for; other when absent.'),
  substitution: absent(choice(SUBSTITUTIONS)).describe('Without this lot, would you have bought new?'),
  commune: absent(communeCode).describe("INSEE code of where it goes; your organisation's own when absent."),
};
const ofLot = {
  quantity: decimal('invalid-quantity').describe('In the unit of the lot, at most three decimals.'),
  accept_conditions: absent(z.boolean()).describe(
    'True: the removal conditions of the lot were read and are accepted. Needed when it has any.',
  ),
};

export const reserveBody = z.strictObject({ ...ofLot, ...asked }).meta({ id: 'ReservationRequest' });

export const visitBody = z
  .strictObject({
    lots: z
      .array(z.strictObject({ lot: z.uuid(v('required')), ...ofLot }), v('required'))
      .min(1, v('required'))
      .max(100, v('too-long'))
      .describe('Lots of the site, 40 at most; the same lot twice is summed.'),
    ...asked,
  })
  .meta({ id: 'VisitRequest' });

export const joinBody = z
  .strictObject({
    quantity: decimal('invalid-quantity').describe('More than is left; in the unit of the lot.'),
    accept_less: absent(z.boolean()).describe('True: declining a part costs the place; false keeps it.'),
    purpose: absent(choice(PURPOSES)).describe('What the material is for; other when absent.'),
    substitution: absent(choice(SUBSTITUTIONS)).describe('Without this lot, would you have bought new?'),
    accept_conditions: absent(z.boolean()).describe(
      'True: the removal conditions of the lot were read and are accepted. Needed when it has any.',
    ),
    commune: absent(communeCode).describe(
      "INSEE code of where it goes; your organisation's own when absent.",
    ),
  })
  .meta({ id: 'WaitingRequest' });

export const takeBody = z
  .strictObject({
    note: words(2000).describe('For the holder.'),
    accept_conditions: absent(z.boolean()).describe(
      'True: the removal conditions as they now are were read and are accepted. Needed when they changed since joining.',
    ),
  })
  .meta({ id: 'OfferTaken' });

export const nothingBody = z.strictObject({}).meta({ id: 'Nothing' });
/** In what words a public owner's gift is justified; nothing for any other lot. */
export const acceptBody = z
  .strictObject({
    gift: absent(
      z.strictObject({
        basis: choice(GIFT_BASES).describe('A case of L3212-2 CGPPP, or justified.'),
        unit_value_cents: absent(z.number().int().min(0)).describe('Needed with a case of the law.'),
        decision: words(160).describe('Reference of the deliberation; needed with a case of the law.'),
        justification: words(1000).describe('Needed when justified, twenty characters at least.'),
      }),
    ),
    price: absent(choice(PRICE_ANSWERS)).describe(
      'Needed when the taker proposed a price that waits: at which one it is accepted.',
    ),
  })
  .meta({ id: 'Acceptance' });
export const reasonBody = z
  .strictObject({ reason: words(1000).describe('For the other side.') })
  .meta({ id: 'Reason' });
export const questionBody = z
  .strictObject({
    question: z.uuid(v('required')).describe('Id of the question, as the reservation shows it.'),
  })
  .meta({ id: 'QuestionAnswer' });
const moment = z.iso.datetime({ offset: true, error: v('invalid-date') });

export const extendBody = z
  .strictObject({
    until: z
      .string({ error: v('required') })
      .refine(
        (typed) => isoDay.safeParse(typed).success || moment.safeParse(typed).success,
        v('invalid-date'),
      )
      .transform((typed) => (typed.length === 10 ? typed : new Date(typed)))
      .describe('Instant, ISO 8601, or a day: its evening in the time zone of the site.'),
  })
  .meta({ id: 'Extension' });

export const handoverBody = z
  .strictObject({
    quantity: decimal('invalid-quantity', { zero: true }).describe('Really taken; 0 when nothing was.'),
    mass_kg: absent(decimal('invalid-mass')).describe(
      'The weighing when evidence is weighed; without it the weighing of the other side is taken. Otherwise the mass counted from the lot, as a check.',
    ),
    evidence: choice(evidenceWords).describe(
      'How the mass is known: weighed, or counted with a unit mass that was measured, declared, or is the default of the type.',
    ),
    picked_up_on: absent(isoDay).describe(
      "Day in the site's time zone; the other side's or today when absent.",
    ),
    identical_use: absent(z.boolean()).describe('False when used for something else; true when absent.'),
  })
  .meta({ id: 'HandoverClaim' });
