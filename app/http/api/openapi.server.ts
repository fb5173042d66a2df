import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { apiScopes } from '#app/domain/organisations/vocabulary.ts';
import { LEVELS } from '#app/domain/territories/vocabulary.ts';
import { countAnswer, countBody, countQuery, countShape } from '#app/http/api/count-shapes.server.ts';
import { changeLotBody, createLotBody } from '#app/http/api/lot-input.ts';
import { lotQuery } from '#app/http/api/lot-query.server.ts';
import { lotAlone, lotCollection } from '#app/http/api/lot-shapes.server.ts';
import { id, read, write } from '#app/http/api/operations.server.ts';
import { joinBody, nothingBody, reserveBody, visitBody } from '#app/http/api/reservation-input.ts';
import { reservation, reserved } from '#app/http/api/reservation-shapes.server.ts';
import { reservationVerbs } from '#app/http/api/reservation-verbs.server.ts';
import { siteSlots, choice as slotChoice, slotQuery } from '#app/http/api/slot-shapes.server.ts';
import { suggestionAnswer, suggestionQuery } from '#app/http/api/suggestion-shapes.ts';
import {
  divertedAnswer,
  divertedQuery,
  territories,
  territoryAlone,
  territoryQuery,
} from '#app/http/api/territory-shapes.server.ts';
import { visit, visitMade } from '#app/http/api/visit-shapes.server.ts';
import { place, placed } from '#app/http/api/waitlist-shapes.server.ts';
import { waitingVerbs } from '#app/http/api/waitlist-verbs.server.ts';

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
    read({
      path: '/reservations/{id}/slots',
      summary: 'The pick-up slots that may be chosen for a reservation',
      request: { params: id },
      answer: slotChoice,
      problems: [401, 403, 404],
      scope: 'reservations:read',
    }),
    read({
      path: '/sites/{id}/slots',
      summary: 'The pick-up slots of your site from a day on, with who comes',
      request: { params: id, query: slotQuery },
      answer: siteSlots,
      problems: [400, 401, 403, 404],
      scope: 'reservations:read',
    }),
    ...Object.entries(reservationVerbs).map(([name, { summary, body, answer }]) =>
      write({ path: `/reservations/{id}/${name}`, summary, body, answer }),
    ),
    read({
      path: '/lots/{id}/count',
      summary:
        'What Gisement counts of your lot on site, who holds it, and how a lower count would be shared',
      request: { params: id, query: countQuery },
      answer: countShape,
      problems: [400, 401, 403, 404],
      scope: 'reservations:read',
    }),
    write({
      path: '/lots/{id}/count',
      summary:
        'Record what is really there; each taker whose reservation shrinks is asked to keep less or leave',
      body: countBody,
      answer: countAnswer,
    }),
    write({
      path: '/lots/{id}/waitlist',
      summary: 'Wait for a lot that has less left than you need; what comes back is offered in turn',
      body: joinBody,
      answer: placed,
      status: 201,
    }),
    read({
      path: '/waitlist/{id}',
      summary: 'Your place in the waitlist of a lot',
      request: { params: id },
      answer: place,
      problems: [401, 403, 404],
      scope: 'reservations:read',
    }),
    ...Object.entries(waitingVerbs).map(([name, { summary, body, answer }]) =>
      write({ path: `/waitlist/{id}/${name}`, summary, body, answer }),
    ),
    write({
      path: '/sites/{id}/visits',
      summary: 'Hold parts of several lots of one site, all of it or nothing; a refusal tells each line',
      body: visitBody,
      answer: visitMade,
      status: 201,
    }),
    read({
      path: '/visits/{id}',
      summary: 'A visit with its lines, for its two sides',
      request: { params: id },
      answer: visit,
      problems: [401, 403, 404],
      scope: 'reservations:read',
    }),
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
