import { z } from 'zod';
import { FIELDS, type Field, isField } from '#app/domain/diagnoses/fields.ts';

const line = z.coerce.number().int().positive().max(10_000_000);
const typeCode = z
  .string()
  .regex(/^[A-Z]{3}-\d{2}$/)
  .optional();
const cell = z.string().max(2000).optional();
const cells = z
  .object(Object.fromEntries(FIELDS.map((field) => [field, cell])) as Record<Field, typeof cell>)
  .partial();

/** What the page can ask, one form each. */
export const intents = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('map'),
    column: z.array(z.string().transform((name) => (isField(name) ? name : null))).max(200),
  }),
  z.object({ intent: z.literal('correct'), line, typeCode, cell: cells.optional() }),
  z.object({ intent: z.literal('choose'), line, typeCode: z.string().regex(/^[A-Z]{3}-\d{2}$/) }),
  z.object({ intent: z.literal('confirm'), typeCode }),
  z.object({ intent: z.literal('accept') }),
  z.object({ intent: z.literal('cancel') }),
  z.object({ intent: z.literal('withdraw') }),
]);

export type Asked = z.output<typeof intents>;
