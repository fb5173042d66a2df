import { z } from 'zod';
import { reason } from '#app/domain/operator/schema.ts';
import { choice, v } from '#app/domain/validation.ts';

export const answerReviewSchema = z.object({
  intent: z.literal('answer'),
  review: z.uuid(v('invalid-choice')),
  decision: choice(['approved', 'refused']),
  reason,
});

const typeCode = z.string().regex(/^[A-Z]{3}-[0-9]{2}$/, v('invalid-choice'));

export const reviewRulesSchema = z.object({
  intent: z.literal('rules'),
  firstLots: z.coerce
    .number(v('invalid-number'))
    .int(v('invalid-number'))
    .min(0, v('number-too-small'))
    .max(100, v('number-too-large')),
  types: z.array(typeCode).max(200).default([]),
  add: typeCode.optional(),
  reason,
});
