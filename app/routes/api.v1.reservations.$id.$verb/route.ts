import { refuse } from '#app/domain/refusal.ts';
import { forSite } from '#app/domain/sites/for-site.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { reservationVerbs } from '#app/http/api/reservation-verbs.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

const door = endpoint({
  post: {
    scope: 'reservations:write',
    open: false,
    answer: async ({ ctx, request, params }) => {
      const { verb = '' } = params;
      if (!Object.hasOwn(reservationVerbs, verb)) return refuse('not-found');
      const id = publicIdOf(params);
      const answer = await reservationVerbs[verb]?.carryOut(
        await forSite(ctx, { reservation: id }),
        id,
        request,
      );
      return json(answer);
    },
  },
});

export const loader = door.loader;
export const action = door.action;
