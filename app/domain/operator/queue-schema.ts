import { z } from 'zod';
import { choice, v } from '#app/domain/validation.ts';
import { reason } from './schema.ts';

const chosen = (one: z.ZodString) =>
  z
    .array(one, { error: v('required') })
    .min(1, v('required'))
    .max(100);
const way = choice(['retry', 'discard']);

/** The forms of the page of queues: jobs chosen, mails chosen, a test mail. */
export const queueIntents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('jobs'), way, job: chosen(z.string().regex(/^\d{1,18}$/)), reason }),
  z.object({ intent: z.literal('mails'), way, mail: chosen(z.string().regex(/^[0-9a-f-]{36}$/)), reason }),
  z.object({ intent: z.literal('test'), reason }),
]);
export type QueueIntent = z.output<typeof queueIntents>;
