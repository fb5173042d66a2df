import { z } from 'zod';
import { parseQuantity } from '#app/domain/lots/quantity.ts';
import type { AskView } from '#app/domain/reservations/asks.server.ts';
import type { CountCorrected } from '#app/domain/reservations/commands/correct-count.server.ts';
import type { CountSheet } from '#app/domain/reservations/count-sheet.server.ts';
import { COUNT_CAUSES } from '#app/domain/reservations/count-vocabulary.ts';
import { RESERVATION_STATES } from '#app/domain/reservations/vocabulary.ts';
import { fail, v } from '#app/domain/validation.ts';
import { instant, quantity } from '#app/http/api/facts.ts';
import { unit } from '#app/http/api/lot-shapes.server.ts';

const counted = z
  .number({ error: (issue) => (issue.input === undefined ? v('required') : v('invalid-quantity')) })
  .min(0, v('invalid-quantity'))
  .transform((value, ctx) =>
    value === 0 ? 0 : (parseQuantity(String(value)) ?? fail(ctx, 'invalid-quantity')),
  );

export const countQuery = z.object({
  counted: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,3})?$/, v('invalid-quantity'))
    .transform(Number)
    .optional()
    .describe('A count to look at before it is recorded; nothing changes when absent.'),
});

export const countBody = z
  .strictObject({
    seen: counted.describe('What stood there when you began to count, reserved pieces included.'),
    counted: counted.describe('What is really there, reserved pieces included.'),
    cause: z.enum(COUNT_CAUSES, { error: v('invalid-choice') }).describe('Why some are missing.'),
    keeps: z
      .array(z.strictObject({ reservation: z.uuid(v('invalid-value')), quantity: counted }))
      .nullish()
      .describe('What the reservations that shrink keep; as proposed, last come first, when absent.'),
    sure: z
      .boolean()
      .nullish()
      .describe('True when `count-unsure` was answered: the count looks like a slip and is right.'),
  })
  .meta({ id: 'Count' });

export const countAnswer = z
  .strictObject({
    on_site: z.number(),
    left: z.number(),
    told: z.number().int().describe('Takers told that their reservation is smaller.'),
  })
  .meta({ id: 'CountRecorded' });

export const countShape = z
  .strictObject({
    lot: z.uuid(),
    unit,
    on_site: z.number(),
    left: z.number(),
    held: z.number(),
    missing: z.number().describe('Of what is held, how much would not be there.'),
    reservations: z.array(
      z.strictObject({
        id: z.uuid(),
        taker: z.string(),
        state: z.enum(RESERVATION_STATES),
        held: z.number(),
        keeps: z.number().describe('What it would keep as proposed.'),
        fixed: z.boolean().describe('One side has said what was taken: it is no longer shrunk.'),
      }),
    ),
  })
  .meta({ id: 'CountSheet' });

/** What a taker is asked of its reservation. */
export const question = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['reduced', 'moved']),
    quantity_before: z.number(),
    quantity: z.number(),
    expires_before: z.iso.datetime().nullable(),
    answer_by: z.iso.datetime(),
  })
  .meta({ id: 'Question' });

export const questionOf = (asks: readonly AskView[]): z.infer<typeof question>[] =>
  asks
    .filter(({ answer }) => answer === null)
    .map((ask) => ({
      id: ask.publicId,
      kind: ask.kind,
      quantity_before: quantity(ask.oldMilli),
      quantity: quantity(ask.newMilli),
      expires_before: instant(ask.oldExpiresAt),
      answer_by: instant(ask.answerBy),
    }));

export const countOf = (sheet: CountSheet): z.infer<typeof countShape> => ({
  lot: sheet.publicId,
  unit: sheet.unit,
  on_site: quantity(sheet.onSiteMilli),
  left: quantity(sheet.availableMilli),
  held: quantity(sheet.heldMilli),
  missing: quantity(sheet.missingMilli),
  reservations: sheet.holds.map((hold) => ({
    id: hold.publicId,
    taker: hold.taker,
    state: hold.state,
    held: quantity(hold.heldMilli),
    keeps: quantity(hold.keepsMilli),
    fixed: hold.fixed,
  })),
});

export const countedOf = (done: CountCorrected): z.infer<typeof countAnswer> => ({
  on_site: quantity(done.onSiteMilli),
  left: quantity(done.leftMilli),
  told: done.told,
});
