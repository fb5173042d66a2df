import { searchPlaces } from '#app/domain/territories/search.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { queryOf } from '#app/http/api/input.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { foundOf, territoryQuery } from '#app/http/api/territory-shapes.server.ts';

const door = endpoint({
  get: {
    scope: 'statistics:read',
    open: true,
    answer: async ({ ctx, url }) => {
      const { q, level, limit = 10 } = queryOf(territoryQuery, url, ctx.locale);
      const found = await searchPlaces(ctx, q, { limit, levels: level && [level] });
      return json({ territories: found.map((place) => foundOf(place, url.origin)) });
    },
  },
});

export const loader = door.loader;
export const action = door.action;
