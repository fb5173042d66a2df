import { z } from 'zod';
import { day, optionalDay, text, v } from '#app/domain/validation.ts';

export const MANDATE_SCOPES = ['list', 'answer', 'handover'] as const;
export type MandateScope = (typeof MANDATE_SCOPES)[number];

export const MANDATE_STATES = ['running', 'coming', 'over', 'revoked'] as const;
export type MandateState = (typeof MANDATE_STATES)[number];

/** A mandate as typed: to whom, for what, from when, until when. */
export const mandateInput = z
  .object({
    /** address of its page, short name or exact name */
    organisation: text(300),
    scopes: z.preprocess(
      (typed) => (typeof typed === 'string' ? [typed] : (typed ?? [])),
      z.array(z.enum(MANDATE_SCOPES)).min(1, v('required')),
    ),
    startsOn: day,
    endsOn: optionalDay,
  })
  .superRefine(({ startsOn, endsOn }, ctx) => {
    if (endsOn && endsOn < startsOn)
      ctx.addIssue({ code: 'custom', message: v('date-order'), path: ['endsOn'] });
  });
export type MandateInput = z.output<typeof mandateInput>;
