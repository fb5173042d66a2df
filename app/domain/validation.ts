/**
 * Pieces of zod schemas shared by every form and by the API. A message is a key of the catalogue namespace
 * `validation`; the field that shows it translates it (`Field` of the kit, or the API's problem+json).
 */
import { z } from 'zod';
import { parseDecimal } from '#app/domain/decimal.ts';

export type ValidationKey =
  | 'required'
  | 'too-long'
  | 'too-short'
  | 'invalid-email'
  | 'invalid-phone'
  | 'invalid-website'
  | 'invalid-number'
  | 'number-too-small'
  | 'number-too-large'
  | 'invalid-quantity'
  | 'invalid-price'
  | 'invalid-date'
  | 'date-order'
  | 'invalid-time'
  | 'time-order'
  | 'invalid-choice'
  | 'invalid-commune'
  | 'invalid-siren'
  | 'invalid-domain'
  | 'invalid-position'
  | 'must-accept'
  | 'passwords-differ'
  | 'password-too-short'
  | 'password-too-long'
  | 'password-too-common'
  | 'invalid-link'
  | 'whole-steps'
  | 'other-unit-needed'
  | 'same-unit'
  | 'choose-type'
  | 'invalid-mass'
  | 'invalid-taken'
  | 'mass-not-weighed'
  | 'mass-too-large'
  | 'asbestos-listed'
  | 'window-over'
  | 'invalid-value'
  | 'unknown-field'
  | 'needs-near';

export const v = (key: ValidationKey): ValidationKey => key;

// control characters other than tab and line breaks never help a reader and hide text in exports
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const clean = (text: string) => text.replace(CONTROL, '').trim();

/** Required one-line text, trimmed, without control characters. */
export const text = (max: number, min = 1) =>
  z
    .string({ error: v('required') })
    .transform(clean)
    .pipe(
      z
        .string()
        .min(min, min === 1 ? v('required') : v('too-short'))
        .max(max, v('too-long')),
    );

/** Optional text: empty becomes undefined. */
export const optionalText = (max: number) =>
  z
    .string()
    .optional()
    .transform((value) => clean(value ?? '') || undefined)
    .pipe(z.string().max(max, v('too-long')).optional());

export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, {
    error: (issue) => (issue.input === undefined || issue.input === '' ? v('required') : v('invalid-choice')),
  });

export const email = z
  .string({ error: v('required') })
  .transform((value) => clean(value).toLowerCase())
  .pipe(
    z
      .string()
      .min(1, v('required'))
      .max(254, v('too-long'))
      .regex(/^[^\s@<>(),;:"]+@[^\s@.]+(\.[^\s@.]+)+$/, v('invalid-email')),
  );

export const phone = z
  .string({ error: v('required') })
  .transform((value) => clean(value).replace(/[\s.\-()]/g, ''))
  .pipe(z.string().regex(/^\+?[0-9]{9,15}$/, v('invalid-phone')));

export const optionalPhone = z
  .string()
  .optional()
  .transform((value) => clean(value ?? '').replace(/[\s.\-()]/g, '') || undefined)
  .pipe(
    z
      .string()
      .regex(/^\+?[0-9]{9,15}$/, v('invalid-phone'))
      .optional(),
  );

/** Address of a web site: "exemple.fr" becomes "https://exemple.fr/". Only http and https: it is shown as a link. */
export const optionalWebsite = z
  .string()
  .optional()
  .transform((value, ctx) => {
    const typed = clean(value ?? '');
    if (typed === '') return undefined;
    const whole = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
    if (!URL.canParse(whole)) return fail(ctx, 'invalid-website');
    const address = new URL(whole);
    const web = /^https?:$/.test(address.protocol) && /[^.]\.[^.]+$/.test(address.hostname);
    if (!web || address.username !== '') return fail(ctx, 'invalid-website');
    return address.href.length <= 300 ? address.href : fail(ctx, 'too-long');
  });

/** A calendar day YYYY-MM-DD that exists, or undefined when left empty. */
export const optionalDay = z
  .string()
  .optional()
  .transform((value) => clean(value ?? '') || undefined)
  .refine((value) => value === undefined || isDay(value), v('invalid-date'));

export const day = z
  .string({ error: v('required') })
  .transform(clean)
  .refine(isDay, v('invalid-date'));

export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return (
    !Number.isNaN(date.getTime()) &&
    date.toISOString().slice(0, 10) === value &&
    value >= '1900' &&
    value < '2200'
  );
}

/** INSEE code of a commune; that it exists is the query's to say. */
export const communeCode = z
  .string({ error: v('required') })
  .transform((value) => clean(value).toUpperCase())
  .pipe(
    z
      .string()
      .min(1, v('required'))
      .regex(/^(\d{5}|2[AB]\d{3})$/, v('invalid-commune')),
  );

/** Optional whole number between bounds, typed in a form. */
export const optionalInteger = (min: number, max: number) =>
  z
    .union([z.string(), z.number()])
    .optional()
    .transform((value, ctx) => {
      const typed = clean(String(value ?? ''));
      if (typed === '') return undefined;
      const number = parseDecimal(typed, 1);
      if (number === null || number % 10 !== 0) return fail(ctx, 'invalid-number');
      if (number / 10 < min) return fail(ctx, 'number-too-small');
      if (number / 10 > max) return fail(ctx, 'number-too-large');
      return number / 10;
    });

export function fail(ctx: z.RefinementCtx, key: ValidationKey): never {
  ctx.addIssue({ code: 'custom', message: key });
  return z.NEVER;
}
