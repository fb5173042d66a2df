import { conditionsDigest } from '#app/domain/lots/lot-page.server.ts';
import { joinWaitlist } from '#app/domain/reservations/commands/wait-in-line.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { bodyOf, idempotencyKeyOf } from '#app/http/api/input.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { joinBody } from '#app/http/api/reservation-input.ts';
import { placedOf } from '#app/http/api/waitlist-shapes.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';

const door = endpoint({
  post: {
    scope: 'reservations:write',
    open: false,
    answer: async ({ ctx, request, params, url }) => {
      const lot = publicIdOf(params);
      const key = idempotencyKeyOf(request);
      const { commune, purpose, accept_conditions, accept_less, ...asked } = await bodyOf(joinBody, request);
      const conditions = accept_conditions ? await conditionsDigest(ctx, lot) : undefined;
      const input = {
        ...asked,
        conditions,
        acceptLess: accept_less ?? false,
        purpose: purpose ?? ('other' as const),
        communeCode: commune,
      };
      const made = await joinWaitlist(ctx, lot, { key, input });
      return json(placedOf(made, url.origin), {
        status: 201,
        headers: { Location: url.origin + paths.api.waiting(made.publicId) },
      });
    },
  },
});

export const loader = door.loader;
export const action = door.action;
