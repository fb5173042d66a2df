import { refuse } from '#app/domain/refusal.ts';
import { placePage } from '#app/domain/reservations/waitlist.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { placeOf } from '#app/http/api/waitlist-shapes.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

const door = endpoint({
  get: {
    scope: 'reservations:read',
    open: false,
    answer: async ({ ctx, params, url }) => {
      const found = (await placePage(ctx, publicIdOf(params))) ?? refuse('not-found');
      return json(placeOf(found, url.origin));
    },
  },
});

export const loader = door.loader;
export const action = door.action;
