import { z } from 'zod';
import { v } from '#app/domain/validation.ts';

/** The version that was read on the page; what is accepted is that one and no other. */
export const acceptSchema = z.object({
  version: z.coerce
    .number({ error: v('required') })
    .int()
    .positive()
    .max(2_000_000_000),
  next: z.string().max(2000).optional(),
});
