import { z } from 'zod';
import { reason } from '#app/domain/operator/schema.ts';
import { sirenIn } from '#app/domain/organisations/rules.ts';
import { choosableKinds, legalStatuses, territoryLevels } from '#app/domain/organisations/vocabulary.ts';
import { choice, fail, optionalText, v } from '#app/domain/validation.ts';
import { VERIFICATION_DECISIONS } from './vocabulary.ts';

export const decideSchema = z.object({
  intent: z.literal('decide'),
  organisation: z.uuid(v('invalid-choice')),
  decision: choice(VERIFICATION_DECISIONS),
  /** what the operator had before their eyes */
  seen: z.string({ error: v('required') }).regex(/^[0-9a-f]{32}$/, v('invalid-choice')),
  reason,
});

const domain = z
  .string({ error: v('required') })
  .trim()
  .toLowerCase()
  .transform((typed) => typed.replace(/^.*@/, ''))
  .pipe(
    z
      .string()
      .max(190, v('too-long'))
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, v('invalid-domain')),
  );

export const approveDomainSchema = z
  .object({
    intent: z.literal('approve-domain'),
    domain,
    siren: z
      .string({ error: v('required') })
      .min(1, v('required'))
      .transform((typed, ctx) => sirenIn(typed) ?? fail(ctx, 'invalid-siren')),
    kind: choice(choosableKinds),
    legalStatus: z.enum(legalStatuses, v('invalid-choice')).optional(),
    socialEconomy: z.enum(['on']).optional(),
    territoryLevel: z.enum(territoryLevels, v('invalid-choice')).optional(),
    territoryCode: optionalText(20),
    reason,
  })
  .superRefine((value, ctx) => {
    if (value.kind !== 'collectivite') return;
    for (const field of ['territoryLevel', 'territoryCode'] as const)
      if (!value[field]) ctx.addIssue({ code: 'custom', path: [field], message: v('required') });
  });
export type ApproveDomainInput = z.output<typeof approveDomainSchema>;

export const endDomainSchema = z.object({
  intent: z.literal('end-domain'),
  domain: z.uuid(v('invalid-choice')),
  reason,
});
