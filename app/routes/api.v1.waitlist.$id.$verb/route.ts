import { refuse } from '#app/domain/refusal.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { waitingVerbs } from '#app/http/api/waitlist-verbs.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

const door = endpoint({
  post: {
    scope: 'reservations:write',
    open: false,
    answer: async ({ ctx, request, params }) => {
      const { verb = '' } = params;
      if (!Object.hasOwn(waitingVerbs, verb)) return refuse('not-found');
      return json(await waitingVerbs[verb]?.carryOut(ctx, publicIdOf(params), request));
    },
  },
});

export const loader = door.loader;
export const action = door.action;
