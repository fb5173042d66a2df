import { z } from 'zod';
import { ALT_LENGTH, PHOTO_LIMITS, PHOTO_MOVES } from '#app/domain/lots/photos.ts';

const photo = z.uuid();

/** What the page can ask, one form each. */
export const intents = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('add'),
    photo: z.array(z.file()).min(1).max(PHOTO_LIMITS.perLot),
  }),
  z.object({ intent: z.literal('remove'), photo }),
  z.object({ intent: z.enum(PHOTO_MOVES), photo }),
  z.object({ intent: z.literal('describe'), photo, alt: z.string().trim().max(ALT_LENGTH).default('') }),
]);

export type Asked = z.output<typeof intents>;
