import { z } from 'zod';
import { RHYTHMS } from './vocabulary.ts';

export const rhythmInput = z.object({ rhythm: z.enum(RHYTHMS) });
