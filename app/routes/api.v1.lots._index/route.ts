import { pageOfLots } from '#app/domain/lots/queries.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { lotFiltersOf } from '#app/http/api/lot-query.server.ts';
import { lotOfCard, lotOfPage } from '#app/http/api/lot-shapes.server.ts';
import { createFrom } from '#app/http/api/lot-writes.server.ts';
import { paths } from '#app/http/paths.ts';

const door = endpoint({
  post: {
    scope: 'lots:write',
    open: false,
    answer: async ({ ctx, request, url }) => {
      const lot = await createFrom(ctx, request);
      return json(lotOfPage(lot, url.origin), {
        status: 201,
        type: 'application/geo+json',
        headers: { Location: url.origin + paths.api.lot(lot.publicId) },
      });
    },
  },
  get: {
    scope: 'lots:read',
    open: true,
    answer: async ({ ctx, url }) => {
      const { lots, next } = await pageOfLots(ctx, lotFiltersOf(url, ctx.locale));
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
