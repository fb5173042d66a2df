import { createTranslator } from 'use-intl/core';
import type { Refusal } from '#app/domain/refusal.ts';
import { refusals } from '#app/http/refusals.ts';
import { formatQuantity, units } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { type Messages, messages } from '#app/i18n/messages.ts';

export type SentenceKey = keyof Messages['refusals'];

/**
 * A sentence of the catalogue `refusals`. A detail the sentence can name but nobody gave is 'none'. Thousandths
 * (`leftMilli`, `stepMilli`) are shown as the reader writes them, with their `unit` when it is known.
 */
export function sentence(locale: Locale, key: SentenceKey, details: Record<string, unknown> = {}): string {
  const t = createTranslator<Record<string, string>>({ locale, messages: messages[locale].refusals });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const unit = units.find((one) => one === details.unit);
  const shown = (name: string) => {
    const milli = details[`${name}Milli`];
    if (milli === 0) return 'zero';
    if (typeof milli === 'number')
      return unit ? formatQuantity(locale, milli, unit) : number.format(milli / 1000);
    const value = details[name];
    if (typeof value === 'number') return number.format(value);
    return typeof value === 'string' && value !== '' ? value : 'none';
  };
  // what a hand-over may still take counts what it holds
  const left = shown('mostMilli' in details ? 'most' : 'left');
  const named = { booked: shown('booked'), title: shown('title'), limit: shown('limit') };
  return t(key, { left, step: shown('step'), ...named });
}

export function refusalSentence(locale: Locale, refusal: Refusal): string {
  return sentence(locale, refusals[refusal.code].message, refusal.details);
}

/** A key given by a zod schema, in words. One that is not ours (a zod default) is an unexpected value. */
export function validationSentence(locale: Locale, key: string): string {
  const known = messages[locale].validation;
  return known[Object.hasOwn(known, key) ? (key as keyof typeof known) : 'invalid-choice'];
}
