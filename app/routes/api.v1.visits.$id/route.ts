import { refuse } from '#app/domain/refusal.ts';
import { visitPage } from '#app/domain/reservations/visit.server.ts';
import { forSite } from '#app/domain/sites/for-site.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { visitOf } from '#app/http/api/visit-shapes.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

const door = endpoint({
  get: {
    scope: 'reservations:read',
    open: false,
    answer: async ({ ctx, params, url }) => {
      const id = publicIdOf(params);
      const found = (await visitPage(await forSite(ctx, { visit: id }), id)) ?? refuse('not-found');
      return json(visitOf(found.visit, url.origin));
    },
  },
});

export const loader = door.loader;
export const action = door.action;
