import { listLots } from '#app/domain/lots/queries.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { lotFiltersOf } from '#app/http/api/lot-query.server.ts';
import { lotOfCard } from '#app/http/api/lot-shapes.server.ts';

const door = endpoint({
  get: {
    scope: 'lots:read',
    open: true,
    answer: async ({ ctx, url }) => {
      const { lots, next } = await listLots(ctx, lotFiltersOf(url, ctx.locale));
      const features = lots.map((lot) => lotOfCard(lot, url.origin));
      const following = new URL(url);
      if (next) following.searchParams.set('cursor', next);
      return json(
        { type: 'FeatureCollection', features, next },
        { type: 'application/geo+json', headers: next ? { Link: `<${following}>; rel="next"` } : undefined },
      );
    },
  },
});

export const loader = door.loader;
export const action = door.action;
