import { z } from 'zod';
import { optionalText } from '#app/domain/validation.ts';
import { MESSAGE_LIMITS } from './limits.ts';

export const messageInput = z.object({
  body: optionalText(MESSAGE_LIMITS.length),
  photo: z.array(z.file()).max(MESSAGE_LIMITS.photos).default([]),
});
