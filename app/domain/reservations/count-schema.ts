import { z } from 'zod';
import { parseDecimal } from '#app/domain/decimal.ts';
import { parseQuantity } from '#app/domain/lots/quantity.ts';
import { choice, fail } from '#app/domain/validation.ts';
import { COUNT_CAUSES } from './count-vocabulary.ts';

/** A quantity as typed -> thousandths; nothing at all is a count too. */
export const countedText = z
  .union([z.string(), z.number()], { error: 'required' })
  .transform((typed, ctx) => {
    const plain = String(typed).trim();
    if (plain === '') return fail(ctx, 'required');
    return parseDecimal(plain, 3) === 0 ? 0 : (parseQuantity(plain) ?? fail(ctx, 'invalid-quantity'));
  });

/** The question, as the address of the page carries it. */
export const countQuestion = z.object({ counted: countedText, cause: choice(COUNT_CAUSES) });

/** Name of the field that says what a reservation keeps. */
export const keepField = (publicId: string): string => `keep-${publicId}`;
const KEEP = /^keep-([0-9a-f-]{36})$/;

/** The answer: `keeps` holds what each reservation shown on the page keeps, by public id, in thousandths. */
export const countInput = z
  .object({
    intent: z.literal('record'),
    counted: countedText,
    seen: countedText,
    cause: choice(COUNT_CAUSES),
    sure: z
      .string()
      .optional()
      .transform((value) => value === 'on'),
  })
  .catchall(z.unknown())
  .transform((typed, ctx) => {
    const { intent, counted, seen, cause, sure, ...others } = typed;
    const keeps: Record<string, number> = {};
    for (const [name, value] of Object.entries(others)) {
      const [, publicId] = KEEP.exec(name) ?? [];
      if (!publicId) continue;
      const read = countedText.safeParse(value ?? '');
      if (read.success) keeps[publicId] = read.data;
      else ctx.addIssue({ code: 'custom', message: read.error.issues[0]?.message, path: [name] });
    }
    return { counted, seen, cause, sure, keeps };
  });
