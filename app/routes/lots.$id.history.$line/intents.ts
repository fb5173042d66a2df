import { z } from 'zod';
import { correctionInput } from '#app/domain/ledger/correction-schema.ts';

/** What the page can ask, one form each; `decline` is also how whoever proposed takes it back. */
export const intents = z.union([
  z.object({ intent: z.literal('propose') }).and(correctionInput),
  z.object({ intent: z.enum(['consent', 'decline']), correction: z.uuid() }),
]);
