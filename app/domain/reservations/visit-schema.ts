import { z } from 'zod';
import { quantityText } from '#app/domain/lots/schema.ts';
import { choice, communeCode, fail, optionalText } from '#app/domain/validation.ts';
import { type GiftInput, giftInput } from './gift-schema.ts';
import { PURPOSES, SUBSTITUTIONS } from './vocabulary.ts';

/** A quantity that may be left empty or 0: that lot is not asked for. */
const maybeQuantity = z
  .string()
  .optional()
  .transform((typed, ctx) => {
    if (typed === undefined || /^\s*0*([.,]0*)?\s*$/.test(typed)) return undefined;
    const { success, data } = quantityText.safeParse(typed);
    return success ? data : fail(ctx, 'invalid-quantity');
  });

const lots = {
  /** by public id of the lot, thousandths of its unit */
  quantity: z.record(z.uuid(), maybeQuantity).default({}),
  /** digests of the removal conditions that were read and ticked */
  conditions: z.record(z.uuid(), optionalText(64)).default({}),
};

export const visitInput = z.object({
  ...lots,
  purpose: choice(PURPOSES),
  substitution: z.union([z.literal('').transform(() => undefined), choice(SUBSTITUTIONS)]).optional(),
  note: optionalText(2000),
  communeCode: communeCode.optional(),
});
export type VisitInput = z.output<typeof visitInput>;

const WORDS = ['accept', 'refuse', 'later'] as const;

/**
 * The holder's answer, by public id of each line's reservation: a line without a word waits. What is said of a gift is
 * read for the lines that are accepted only.
 */
export const visitAnswerInput = z
  .object({
    answer: z.record(z.uuid(), choice(WORDS).optional()).default({}),
    gift: z.record(z.uuid(), z.record(z.string(), z.string().optional())).default({}),
    note: optionalText(1000),
  })
  .transform(({ answer, gift: said, note }, ctx) => {
    const gift: Record<string, GiftInput> = {};
    for (const [line, typed] of Object.entries(said)) {
      if (answer[line] !== 'accept') continue;
      const read = giftInput.safeParse(typed);
      if (read.success) gift[line] = read.data;
      for (const { path, message } of read.error?.issues ?? [])
        ctx.addIssue({ code: 'custom', path: ['gift', line, ...path], message });
    }
    return { answer, gift, note };
  });
export interface VisitAnswerInput {
  answer: Record<string, (typeof WORDS)[number] | undefined>;
  gift: Record<string, GiftInput>;
  note?: string | undefined;
}

export const visitCancelInput = z.object({
  line: z.union([z.array(z.uuid()), z.uuid().transform((one) => [one])]).default([]),
  reason: optionalText(1000),
});
export type VisitCancelInput = z.output<typeof visitCancelInput>;
