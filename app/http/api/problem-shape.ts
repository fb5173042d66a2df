import { z } from 'zod';

/** RFC 9457, with the members a refusal may add (`left`, `step`, `scope`…). */
export const problemShape = z
  .looseObject({
    type: z.string(),
    title: z.string().describe('A sentence in the language of Accept-Language.'),
    status: z.int(),
    code: z.string().describe('Stable word a program may branch on.'),
    errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
    left: z.number().optional(),
    lines: z
      .array(z.looseObject({ id: z.uuid(), code: z.string(), title: z.string() }))
      .optional()
      .describe('Of a visit, what is wrong with each line; `id` is the lot.'),
  })
  .meta({ id: 'Problem' });
