import { refuse } from '#app/domain/refusal.ts';
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
      const answer = await reservationVerbs[verb]?.carryOut(ctx, publicIdOf(params), request);
      return json(answer);
    },
  },
});

export const loader = door.loader;
export const action = door.action;
