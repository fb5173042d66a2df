import { z } from 'zod';
import { LEGAL_SETTINGS, type LegalSetting } from '#app/domain/legal/vocabulary.ts';
import { email, optionalPhone, optionalText, optionalWebsite, v } from '#app/domain/validation.ts';
import { reason } from './schema.ts';

const line = optionalText(300);
const address = optionalText(254).refine(
  (typed) => typed === undefined || email.safeParse(typed).success,
  v('invalid-email'),
);
const fields = { line, email: address, phone: optionalPhone, website: optionalWebsite };
const of = <K extends keyof typeof fields>(kind: K) => fields[kind];

/** What the operator says of itself: whatever is left empty is taken away. */
export const legalSettingsSchema = z.object({
  ...(Object.fromEntries(
    Object.entries(LEGAL_SETTINGS).map(([name, { kind }]) => [name, of(kind)]),
  ) as Record<LegalSetting, typeof line>),
  reason,
});
export type LegalSettingsInput = z.output<typeof legalSettingsSchema>;

const words = (max: number) =>
  z
    .string({ error: v('required') })
    .trim()
    .min(1, v('required'))
    .max(max, v('too-long'));

/** A new version of a text, in both languages, from a day on. */
export const legalTextSchema = z.object({
  effectiveOn: z.iso.date({ error: v('required') }),
  fr: words(60_000),
  en: words(60_000),
  changesFr: words(2000),
  changesEn: words(2000),
  reason,
});
export type LegalTextInput = z.output<typeof legalTextSchema>;
