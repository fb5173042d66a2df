import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { type ApiScope, apiScopes } from '#app/domain/organisations/vocabulary.ts';
import { LEVELS } from '#app/domain/territories/vocabulary.ts';
import { changeLotBody, createLotBody } from '#app/http/api/lot-input.ts';
import { lotQuery } from '#app/http/api/lot-query.server.ts';
import { lotAlone, lotCollection } from '#app/http/api/lot-shapes.server.ts';
import { problemShape } from '#app/http/api/problem-shape.ts';
import { nothingBody, reserveBody } from '#app/http/api/reservation-input.ts';
import { reservation, reserved } from '#app/http/api/reservation-shapes.server.ts';
import { reservationVerbs } from '#app/http/api/reservation-verbs.server.ts';
import { suggestionAnswer, suggestionQuery } from '#app/http/api/suggestion-shapes.ts';
import {
  divertedAnswer,
  divertedQuery,
  territories,
  territoryAlone,
  territoryQuery,
} from '#app/http/api/territory-shapes.server.ts';

const PROBLEMS: Record<number, string> = {
  400: 'Wrong fields, named in `errors`; or no Idempotency-Key',
  401: 'Token missing, unknown, expired or revoked',
  403: 'Token without the scope, or not for this side',
  404: 'Unknown, or not yours',
  409: 'Refused as things stand: `code` says why; `left` when there is not enough',
  410: 'Over: `lot-closed` or `reservation-expired`',
  415: 'Not JSON',
  422: 'Understood and impossible: `code` says why',
  429: 'Too many requests: see Retry-After',
};

const content = (schema: z.ZodType, type = 'application/json') => ({ [type]: { schema } });

const problems = (...statuses: number[]): RouteConfig['responses'] =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: PROBLEMS[status] ?? '', content: content(problemShape, 'application/problem+json') },
    ]),
  );

const id = z.object({ id: z.uuid() });
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
const read = ({ path, summary, request, answer, type, problems: refused, scope }: Read): RouteConfig => ({
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

const write = ({
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

const GEO = 'application/geo+json';

function routes(): RouteConfig[] {
  return [
    read({ path: '/openapi.json', summary: 'This document', answer: z.looseObject({}), problems: [] }),
    read({
      path: '/lots',
      summary: 'Lots anyone may see, filtered, a page at a time',
      request: { query: lotQuery },
      answer: lotCollection,
      type: GEO,
      problems: [400, 401],
    }),
    read({
      path: '/lots/suggestions',
      summary: 'What a few letters may mean: types, families, communes, words of titles',
      request: { query: suggestionQuery },
      answer: suggestionAnswer,
      problems: [400, 401],
    }),
    read({
      path: '/lots/{id}',
      summary: 'One lot',
      request: { params: id },
      answer: lotAlone,
      type: GEO,
      problems: [401, 404],
    }),
    ...(
      [
        {
          method: 'post',
          path: '/lots',
          summary: 'List a draft lot on your site',
          body: createLotBody,
          status: 201,
        },
        {
          method: 'patch',
          path: '/lots/{id}',
          summary: 'Change what is said of your lot',
          body: changeLotBody,
        },
        {
          method: 'post',
          path: '/lots/{id}/publish',
          summary:
            'Offer your draft to everyone; what it calls for waits ten minutes, while it can be undone',
          body: nothingBody,
        },
      ] as const
    ).map((one) => write({ ...one, answer: lotAlone, type: GEO, scope: 'lots:write' })),
    write({
      path: '/lots/{id}/reservations',
      summary: 'Hold part of a lot',
      body: reserveBody,
      answer: reserved,
      status: 201,
    }),
    read({
      path: '/reservations/{id}',
      summary: 'A reservation, for its two sides',
      request: { params: id },
      answer: reservation,
      problems: [401, 403, 404],
      scope: 'reservations:read',
    }),
    ...Object.entries(reservationVerbs).map(([name, { summary, body, answer }]) =>
      write({ path: `/reservations/{id}/${name}`, summary, body, answer }),
    ),
    read({
      path: '/territories',
      summary: 'Territories by what people type',
      request: { query: territoryQuery },
      answer: territories,
      problems: [400, 401],
    }),
    read({
      path: '/territories/{level}/{code}',
      summary: 'One territory; a former commune redirects to the present one',
      request: { params: z.object({ level: z.enum(LEVELS), code: z.string() }) },
      answer: territoryAlone,
      problems: [401, 404],
    }),
    read({
      path: '/statistics/diverted',
      summary: 'Kilograms that changed owner instead of becoming waste',
      request: { query: z.object(divertedQuery.shape) },
      answer: divertedAnswer,
      problems: [400, 401, 404],
    }),
  ];
}

function describe() {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: `Token of an organisation; scopes: ${apiScopes.join(', ')}.`,
  });
  for (const route of routes()) registry.registerPath(route);
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Gisement',
      version: '1',
      description:
        'Lots of salvaged building materials, their reservations and the kilograms diverted from waste. Quantities are decimals with at most ' +
        'three decimals in the unit of the lot, masses kilograms, money euro cents, instants ISO 8601 UTC, coordinates WGS84 lon, lat.',
      license: {
        name: 'Data: Licence Ouverte 2.0',
        url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
      },
    },
  });
}

let document: ReturnType<typeof describe> | undefined;

/** The OpenAPI 3.1 document, from the very schemas that read requests and shape answers; made once. */
export function openApi(origin: string) {
  document ??= describe();
  return { ...document, servers: [{ url: origin }] };
}
