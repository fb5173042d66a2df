import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { ApiScope } from '#app/domain/organisations/vocabulary.ts';
import { problemShape } from '#app/http/api/problem-shape.ts';

/** How one read or one write of the API is described. */
const PROBLEMS: Record<number, string> = {
  400: 'Wrong fields, named in `errors`; or no Idempotency-Key',
  401: 'Token missing, unknown, expired or revoked',
  403: 'Token without the scope, or not for this side',
  404: 'Unknown, or not yours',
  409: 'Refused as things stand: `code` says why; `left` when there is not enough',
  410: 'Over: `lot-closed`, `offer-over`, `ask-over` or `reservation-expired`',
  415: 'Not JSON',
  422: 'Understood and impossible: `code` says why',
  429: 'Too many requests: see Retry-After',
};

const content = (schema: z.ZodType, type = 'application/json') => ({ [type]: { schema } });

export const problems = (...statuses: number[]): RouteConfig['responses'] =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: PROBLEMS[status] ?? '', content: content(problemShape, 'application/problem+json') },
    ]),
  );

export const id = z.object({ id: z.uuid() });
const idempotent = z.object({
  'Idempotency-Key': z.uuid().describe('The same to repeat a request, which then gives the same answer.'),
});
const needs = (scope: ApiScope) => [{ bearer: [scope] }];

interface Read {
  path: string;
  summary: string;
  request?: RouteConfig['request'];
  answer: z.ZodType;
  type?: string;
  problems: number[];
  scope?: ApiScope;
}

/** Open reads take a token or none. */
export const read = ({
  path,
  summary,
  request,
  answer,
  type,
  problems: refused,
  scope,
}: Read): RouteConfig => ({
  method: 'get',
  path: `/api/v1${path}`,
  summary,
  request,
  security: scope ? needs(scope) : [{}, { bearer: [] }],
  responses: { 200: { description: summary, content: content(answer, type) }, ...problems(...refused, 429) },
});

interface Write {
  path: string;
  method?: 'post' | 'patch';
  scope?: ApiScope;
  /** how the answer is written */
  type?: string;
  summary: string;
  body: z.ZodType;
  answer: z.ZodType;
  status?: number;
}

export const write = ({
  path,
  summary,
  body,
  answer,
  status = 200,
  method = 'post',
  scope = 'reservations:write',
  type,
}: Write): RouteConfig => ({
  method,
  path: `/api/v1${path}`,
  summary,
  request: {
    ...(path.includes('{id}') ? { params: id } : {}),
    headers: idempotent,
    body: { content: content(body) },
  },
  security: needs(scope),
  responses: {
    [status]: { description: summary, content: content(answer, type) },
    ...problems(400, 401, 403, 404, 409, 410, 415, 422, 429),
  },
});
