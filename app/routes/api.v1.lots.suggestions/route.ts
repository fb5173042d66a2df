import { suggest } from '#app/domain/lots/suggest.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { queryOf } from '#app/http/api/input.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { suggestionQuery } from '#app/http/api/suggestion-shapes.ts';

const door = endpoint({
  get: {
    scope: 'lots:read',
    open: true,
    answer: async ({ ctx, url }) => {
      const { q = '' } = queryOf(suggestionQuery, url, ctx.locale);
      return json({ suggestions: await suggest(ctx, q) });
    },
  },
});

export const loader = door.loader;
export const action = door.action;
