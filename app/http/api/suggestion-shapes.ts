import { z } from 'zod';

export const suggestionQuery = z.object({
  q: z.string().max(200).optional().describe('The first letters typed; nothing suggests nothing'),
});

export const suggestionAnswer = z.object({
  suggestions: z.array(
    z.object({
      kind: z.enum(['type', 'family', 'place', 'words']),
      value: z
        .string()
        .describe('For the filter `type`, `family`, `around` or `q` of the list, after its kind'),
      label: z.string(),
      detail: z
        .string()
        .nullable()
        .describe('The synonym that matched, else the family; the département of a place'),
      count: z.number().int().nullable().describe('Open lots; null where they are not counted'),
    }),
  ),
});
