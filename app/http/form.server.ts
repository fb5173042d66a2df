import { randomUUID } from 'node:crypto';
import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data } from '@remix-run/node';
import type { z } from 'zod';
import type { Ctx } from '#app/domain/context.ts';
import { isRefusal, Refusal, type RefusalCode } from '#app/domain/refusal.ts';
import { linesOf } from '#app/domain/reservations/visit-lines.ts';
import { onceEntrusted, type Place } from '#app/domain/sites/for-site.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { isDatabaseDown, RETRY_AFTER } from '#app/http/database-down.ts';
import { isReadable } from '#app/http/form-shape.ts';
import { refusals } from '#app/http/refusals.ts';
import { refusalSentence, sentence, validationSentence } from '#app/http/sentence.server.ts';
import { type PlaceChoice, settlePlaces, type Unsettled } from '#app/http/settle-places.server.ts';
import { type Locale, localeOf } from '#app/i18n/locale.ts';

/** Name of the hidden input that carries the idempotency key; `<KeyField/>` draws it. */
export const KEY_FIELD = '_key';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface Errors {
  formErrors?: string[];
  fieldErrors?: Record<string, string[]>;
}

/** `refused`: the code of the rule that said no, for a page that shows more than its sentence. */
type Reply = SubmissionResult & { refused?: RefusalCode };

const answer = (reply: Reply, status: number, headers?: Record<string, string>) =>
  data(reply, { status, headers });

/**
 * The one way a form is received: reads it, checks it against `schema` (422 with what was typed), runs `work` with
 * the parsed value and the idempotency key. A Refusal comes back on top of the form, or beside `details.field`, at
 * its own status; a database that does not answer comes back as 503. Passwords and files are never sent back.
 */
export async function submit<Schema extends z.ZodType, Answer>(
  args: ActionFunctionArgs & { place?: Place },
  schema: Schema,
  work: (ctx: Ctx, value: z.output<Schema>, key: string) => Promise<Answer>,
) {
  const locale = await localeFor(args);
  const form = await args.request.formData();
  if (!isReadable(form))
    return answer({ status: 'error', error: { '': [sentence(locale, 'invalid-input')] } }, 422);
  const reply = (errors: Errors) =>
    parseWithZod(form, { schema }).reply({ ...errors, hideFields: secretFields(form) });
  const key = form.get(KEY_FIELD) || randomUUID();
  if (typeof key !== 'string' || !UUID.test(key)) {
    return answer(reply({ formErrors: [sentence(locale, 'invalid-input')] }), 422);
  }
  try {
    const unsettled = await settlePlaces(form, () => contextOf(args));
    const submission = parseWithZod(form, { schema });
    if (submission.status !== 'success' || Object.keys(unsettled).length > 0)
      return answer(withPlaces(locale, inWords(locale, reply({})), unsettled), 422);
    const ctx = await contextOf(args);
    return await work(ctx, submission.value, key);
  } catch (error) {
    if (isRefusal(error)) {
      const refusal = await sinceEnded(args, error);
      return answer(
        {
          ...reply(errorsOf(locale, refusal)),
          refused: refusal.code,
        },
        refusals[refusal.code].status,
      );
    }
    if (isDatabaseDown(error)) {
      args.context.report(error);
      return answer(reply({ formErrors: [sentence(locale, 'database-down')] }), 503, {
        'Retry-After': RETRY_AFTER,
      });
    }
    throw error;
  }
}

/** On top of the form, or beside the field it names; a refusal of several lines is said beside each. */
function errorsOf(locale: Locale, refusal: Refusal): Errors {
  const said = [refusalSentence(locale, refusal)];
  const { field } = refusal.details;
  if (field) return { fieldErrors: { [field]: said } };
  const lines = linesOf(refusal.details).map((line) => [
    line.field,
    [refusalSentence(locale, new Refusal(line.code, line.details))],
  ]);
  return lines.length > 0
    ? { formErrors: said, fieldErrors: Object.fromEntries(lines) }
    : { formErrors: said };
}

/** A page left open by whoever held a mandate there: its end is said, not that nothing is there. */
async function sinceEnded(args: ActionFunctionArgs & { place?: Place }, refusal: Refusal): Promise<Refusal> {
  const { place } = args;
  if (refusal.code !== 'not-found' || !place) return refusal;
  return (await onceEntrusted(await contextOf(args), place)) ? new Refusal('mandate-over') : refusal;
}

/** The page's own language, which a signed-in person chose; the browser's when nobody can be asked. */
async function localeFor(args: ActionFunctionArgs): Promise<Locale> {
  return contextOf(args).then(
    (ctx) => ctx.locale,
    () => localeOf(args.request),
  );
}

/** Schemas answer with keys of the catalogue `validation`; the reader gets their sentences. */
function inWords(locale: Locale, reply: SubmissionResult): SubmissionResult {
  const error = Object.entries(reply.error ?? {}).map(([field, keys]) => [
    field,
    keys?.map((key) => validationSentence(locale, key)) ?? null,
  ]);
  return { ...reply, error: Object.fromEntries(error) };
}

/** A place that could not be settled: its sentence beside the field, and those that fit to choose from. */
function withPlaces(locale: Locale, reply: SubmissionResult, unsettled: Unsettled) {
  const error: SubmissionResult['error'] = { ...reply.error };
  const places: Record<string, PlaceChoice[]> = {};
  for (const [field, { why, choices }] of Object.entries(unsettled)) {
    error[field] = [sentence(locale, why)];
    if (choices.length > 0) places[field] = choices;
  }
  return { ...reply, status: 'error' as const, error, places };
}

function secretFields(form: FormData): string[] {
  return [...form]
    .filter(([name, value]) => /password/i.test(name) || typeof value !== 'string')
    .map(([name]) => name);
}
