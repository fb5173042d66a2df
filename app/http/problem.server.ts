import { isRefusal, type RefusalDetails } from '#app/domain/refusal.ts';
import { refusals } from '#app/http/refusals.ts';
import { refusalSentence, type SentenceKey, sentence } from '#app/http/sentence.server.ts';
import type { Locale } from '#app/i18n/locale.ts';

export interface Problem {
  status: number;
  /** Stable word a program may branch on. */
  code: string;
  /** One sentence in the reader's language. */
  detail: string;
  /** Members beside the standard ones: `left`, `errors`… */
  more?: Record<string, unknown>;
  headers?: Record<string, string>;
}

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** RFC 9457. `type` stays about:blank: `code` carries the meaning. */
export function problem({ status, code, detail, more, headers }: Problem): Response {
  const body = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, code, detail, ...more };
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
  return problem({
    status,
    code: error.code,
    detail: refusalSentence(locale, error),
    more: withoutField(error.details),
    headers: status === 401 ? { 'WWW-Authenticate': 'Bearer' } : undefined,
  });
}

/** A problem the HTTP layer finds by itself, told with a sentence of the catalogue. */
export function plainProblem(status: number, code: SentenceKey, locale: Locale): Response {
  return problem({ status, code, detail: sentence(locale, code) });
}

function withoutField({ field: _field, ...details }: RefusalDetails): Record<string, unknown> {
  return details;
}
