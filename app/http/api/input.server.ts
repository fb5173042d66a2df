import type { z } from 'zod';
import type { ValidationKey } from '#app/domain/validation.ts';
import { plainProblem } from '#app/http/problem.server.ts';
import { validationSentence } from '#app/http/sentence.server.ts';
import { type Locale, localeOf } from '#app/i18n/locale.ts';
import { messages } from '#app/i18n/messages.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface Wrong {
  field: string;
  reason: ValidationKey;
}

/** 400 that names every wrong field with its sentence. */
export function wrongFields(locale: Locale, wrong: readonly Wrong[]): Response {
  const errors = wrong.map(({ field, reason }) => ({ field, message: validationSentence(locale, reason) }));
  return plainProblem(400, 'invalid-request', locale, { more: { errors } });
}

const isKey = (message: string, locale: Locale): message is ValidationKey =>
  Object.hasOwn(messages[locale].validation, message);

function wrongOf(issues: readonly z.core.$ZodIssue[], locale: Locale): Wrong[] {
  const wrong = issues.flatMap((issue): Wrong[] => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ field: [...path, key].join('.'), reason: 'unknown-field' }));
    return [
      { field: path.join('.'), reason: isKey(issue.message, locale) ? issue.message : 'invalid-value' },
    ];
  });
  return wrong.filter(({ field }, index) => wrong.findIndex((other) => other.field === field) === index);
}

/** The value or the 400 that names what is wrong, thrown. */
export function checked<S extends z.ZodType>(schema: S, value: unknown, locale: Locale): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw wrongFields(locale, wrongOf(parsed.error.issues, locale));
}

/** The same for what a body becomes once put in the words of a form: a problem is told of the body's own field. */
export function inBody<S extends z.ZodType>(
  schema: S,
  value: unknown,
  locale: Locale,
  fieldOf: (field: string) => string,
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const wrong = wrongOf(parsed.error.issues, locale);
  throw wrongFields(
    locale,
    wrong.map(({ field, reason }) => ({ field: fieldOf(field), reason })),
  );
}

/** Of a list in one parameter ("type=A,B") the parameter is named, not the place in the list. */
const ofParameter = (issue: z.core.$ZodIssue): z.core.$ZodIssue => ({
  ...issue,
  path: issue.path.slice(0, 1),
});

/** Parameters of an address: each once, known by the schema; an empty one counts as absent. */
export function queryOf<S extends z.ZodObject>(schema: S, url: URL, locale: Locale): z.output<S> {
  const given: Record<string, string> = {};
  const wrong: Wrong[] = [];
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name).filter((value) => value.trim() !== '');
    if (!Object.hasOwn(schema.shape, name)) wrong.push({ field: name, reason: 'unknown-field' });
    else if (values.length > 1) wrong.push({ field: name, reason: 'invalid-value' });
    else if (values[0] !== undefined) given[name] = values[0];
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) wrong.push(...wrongOf(parsed.error.issues.map(ofParameter), locale));
  if (parsed.success && wrong.length === 0) return parsed.data;
  throw wrongFields(locale, wrong);
}

/** The UUID that makes a POST safe to repeat. */
export function idempotencyKeyOf(request: Request): string {
  const key = request.headers.get('Idempotency-Key')?.trim() ?? '';
  if (UUID.test(key)) return key.toLowerCase();
  throw plainProblem(400, 'idempotency-key-needed', localeOf(request));
}

/** A JSON object and nothing else; no body at all reads as {}. The door has already bounded its bytes. */
export async function bodyOf<S extends z.ZodType>(schema: S, request: Request): Promise<z.output<S>> {
  const locale = localeOf(request);
  const text = await request.text();
  if (text.trim() === '') return checked(schema, {}, locale);
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw plainProblem(415, 'json-only', locale);
  const value = read(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw plainProblem(400, 'invalid-json', locale);
  return checked(schema, value, locale);
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
