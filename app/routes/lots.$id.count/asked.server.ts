import type { z } from 'zod';
import { countQuestion } from '#app/domain/reservations/count-schema.ts';
import { validationSentence } from '#app/http/sentence.server.ts';
import type { Locale } from '#app/i18n/locale.ts';

interface Read {
  asked: { counted: string; cause: string; errors: { counted?: string[]; cause?: string[] } };
  question: z.output<typeof countQuestion> | null;
}

/** The count typed in the address, read; with what is wrong beside each field. No count yet: nothing is wrong. */
export function askedIn(locale: Locale, request: Request): Read {
  const { searchParams } = new URL(request.url);
  const asked = {
    counted: searchParams.get('counted') ?? '',
    cause: searchParams.get('cause') ?? 'miscount',
  };
  if (!searchParams.has('counted')) return { asked: { ...asked, errors: {} }, question: null };
  const read = countQuestion.safeParse(asked);
  if (read.success) return { asked: { ...asked, errors: {} }, question: read.data };
  const errors = Object.fromEntries(
    read.error.issues.map(({ path, message }) => [String(path[0]), [validationSentence(locale, message)]]),
  );
  return { asked: { ...asked, errors }, question: null };
}

/** Half a door cannot be counted: said beside the field, and nothing is proposed. */
export function inWholeSteps(locale: Locale, read: Read, stepMilli: number): Read {
  if (!read.question || read.question.counted % stepMilli === 0) return read;
  const errors = { counted: [validationSentence(locale, 'whole-steps')] };
  return { asked: { ...read.asked, errors }, question: null };
}
