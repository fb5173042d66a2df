import { z } from 'zod';
import { choice, email, optionalText, text, v } from '#app/domain/validation.ts';
import { GROUNDS, MEASURES, REPORT_REASONS, REPORTABLE } from './vocabulary.ts';

export const reportable = z.enum(REPORTABLE);

/** `photo`: of the lot whose page it is; without it, the lot itself. */
export const reportInput = z.object({
  reason: choice(REPORT_REASONS),
  body: optionalText(2000),
  email: z
    .string()
    .optional()
    .transform((typed) => typed?.trim() || undefined)
    .pipe(email.optional()),
  photo: z.uuid().optional(),
});
export type ReportInput = z.output<typeof reportInput>;

const said = text(2000, 10);

export const decisionInput = z
  .object({
    intent: z.literal('decide'),
    instance: z.coerce.number().int().min(1).max(2),
    measure: choice(MEASURES),
    ground: choice(GROUNDS),
    clause: optionalText(300),
    facts: said,
    reasons: said,
  })
  .superRefine(({ measure, ground, clause }, { addIssue }) => {
    const needs = measure !== 'none';
    if (needs && ground === 'unfounded')
      addIssue({ code: 'custom', path: ['ground'], message: v('invalid-choice') });
    if (!needs && ground !== 'unfounded')
      addIssue({ code: 'custom', path: ['ground'], message: v('invalid-choice') });
    if (needs && !clause) addIssue({ code: 'custom', path: ['clause'], message: v('required') });
  })
  .transform((input) => ({ ...input, clause: input.measure === 'none' ? undefined : input.clause }));
export type DecisionInput = z.output<typeof decisionInput>;

export const appealInput = z.object({ intent: z.literal('appeal'), body: said });
export const confirmMailInput = z.object({ intent: z.literal('confirm') });
export const partyInput = z.discriminatedUnion('intent', [appealInput, confirmMailInput]);
