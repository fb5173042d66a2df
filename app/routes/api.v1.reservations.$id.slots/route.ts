import { refuse } from '#app/domain/refusal.ts';
import { forSite } from '#app/domain/sites/for-site.server.ts';
import { slotsToChoose } from '#app/domain/slots/queries.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { choiceOf } from '#app/http/api/slot-shapes.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

const door = endpoint({
  get: {
    scope: 'reservations:read',
    open: false,
    answer: async ({ ctx, params }) => {
      const id = publicIdOf(params);
      const found = (await slotsToChoose(await forSite(ctx, { reservation: id }), id)) ?? refuse('not-found');
      return json(choiceOf(found));
    },
  },
});

export const loader = door.loader;
export const action = door.action;
