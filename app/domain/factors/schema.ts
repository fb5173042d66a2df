import { z } from 'zod';
import { v } from '#app/domain/validation.ts';

/** Six figures, or a recovery code: spaces and dashes as they come. */
export const typedCode = z
  .string({ error: v('required') })
  .min(1, v('required'))
  .max(60, v('too-long'))
  .transform((typed) => typed.trim().replace(/[\s-]/g, ''));

export const codeSchema = z.object({ code: typedCode });

/** A code of the authenticator, or the password of who has none. */
export const proofSchema = z.object({
  proofPassword: z
    .string({ error: v('required') })
    .min(1, v('required'))
    .max(1000, v('too-long')),
});
