import { z } from 'zod';
import { handoverInput } from '#app/domain/ledger/handover-schema.ts';
import { refusedInput } from '#app/domain/ledger/refused-schema.ts';
import { ticketInput } from '#app/domain/ledger/ticket.ts';
import { PRICE_ANSWERS } from '#app/domain/prices/vocabulary.ts';
import { giftInput } from '#app/domain/reservations/gift-schema.ts';
import { day, optionalText } from '#app/domain/validation.ts';

const reason = optionalText(1000);

/** What the page can ask, one form each. */
export const intents = z.union([
  z.object({ intent: z.literal('accept'), price: z.enum(PRICE_ANSWERS).optional() }).and(giftInput),
  z.object({ intent: z.literal('refuse'), reason }),
  z.object({ intent: z.literal('cancel'), reason }),
  z.object({ intent: z.literal('extend'), until: day }),
  z.object({ intent: z.enum(['stay', 'leave']), ask: z.uuid() }),
  z
    .object({ intent: z.literal('confirm') })
    .and(handoverInput)
    .and(refusedInput)
    .and(ticketInput),
]);

export type Intent = z.output<typeof intents>['intent'];
