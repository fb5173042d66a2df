import { isRefusal, Refusal, type RefusalDetails } from '#app/domain/refusal.ts';
import { linesOf } from '#app/domain/reservations/visit-lines.ts';
import { publicDetails } from '#app/http/api/facts.ts';
import { refusals } from '#app/http/refusals.ts';
import { refusalSentence, type SentenceKey, sentence } from '#app/http/sentence.server.ts';
import type { Locale } from '#app/i18n/locale.ts';

export interface Problem {
  status: number;
  /** Stable word a program may branch on. */
  code: string;
  /** One sentence in the reader's language. */
  title: string;
  /** Members beside the standard ones: `left`, `errors`… */
  more?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** RFC 9457. */
export function problem({ status, code, title, more, headers }: Problem): Response {
  const body = { ...more, type: `urn:gisement:problem:${code}`, title, status, code };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}

/** The refusal as the API tells it; undefined when `error` is not one. */
export function problemOf(error: unknown, locale: Locale): Response | undefined {
  if (!isRefusal(error)) return undefined;
  const { status } = refusals[error.code];
  const { retryAfter } = error.details;
  return problem({
    status,
    code: error.code,
    title: refusalSentence(locale, error),
    more: { ...publicDetails(error.details), ...linesTold(error.details, locale) },
    headers: {
      ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...(typeof retryAfter === 'number' ? { 'Retry-After': String(retryAfter) } : {}),
    },
  });
}

/** Of a visit: why each of its lines is refused, as if it were alone. */
function linesTold(details: RefusalDetails, locale: Locale) {
  const lines = linesOf(details).map(({ line, code, details: facts }) => ({
    ...{ ...publicDetails(facts), id: line, code },
    title: refusalSentence(locale, new Refusal(code, facts)),
  }));
  return lines.length > 0 ? { lines } : {};
}

/** A problem the HTTP layer finds by itself, told with a sentence of the catalogue. */
export function plainProblem(
  status: number,
  code: SentenceKey,
  locale: Locale,
  { more, headers }: Pick<Problem, 'more' | 'headers'> = {},
): Response {
  return problem({ status, code, title: sentence(locale, code), more, headers });
}
