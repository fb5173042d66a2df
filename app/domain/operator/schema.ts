import { z } from 'zod';
import { choice, text } from '#app/domain/validation.ts';
import { OPERATOR_ACTS, REASON_LEAST, REASON_MOST } from './vocabulary.ts';

/** Why the operator does it: asked by every form of the desk, read by those it concerns. */
export const reason = text(REASON_MOST, REASON_LEAST);

/** The log's filters, as its address carries them; a wrong one is left out. */
export const actFilters = z.object({
  act: choice(OPERATOR_ACTS).optional().catch(undefined),
  about: z.string().trim().min(1).max(120).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  until: z.iso.date().optional().catch(undefined),
});
export type ActFilters = z.output<typeof actFilters>;
