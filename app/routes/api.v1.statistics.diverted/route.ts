import { refuse } from '#app/domain/refusal.ts';
import { diverted } from '#app/domain/statistics/diverted.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { queryOf } from '#app/http/api/input.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { divertedQuery } from '#app/http/api/territory-shapes.server.ts';

const door = endpoint({
  get: {
    scope: 'statistics:read',
    open: true,
    answer: async ({ ctx, url }) =>
      json((await diverted(ctx, queryOf(divertedQuery, url, ctx.locale))) ?? refuse('not-found')),
  },
});

export const loader = door.loader;
export const action = door.action;
