import { conditionsDigest } from '#app/domain/lots/lot-page.server.ts';
import { reserveLot } from '#app/domain/reservations/commands/reserve-lot.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { bodyOf, idempotencyKeyOf } from '#app/http/api/input.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { reserveBody } from '#app/http/api/reservation-input.ts';
import { reservedOf } from '#app/http/api/reservation-shapes.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';

const door = endpoint({
  post: {
    scope: 'reservations:write',
    open: false,
    answer: async ({ ctx, request, params, url }) => {
      const lot = publicIdOf(params);
      const key = idempotencyKeyOf(request);
      const { commune, purpose, accept_conditions, ...asked } = await bodyOf(reserveBody, request);
      const conditions = accept_conditions ? await conditionsDigest(ctx, lot) : undefined;
      const input = { ...asked, conditions, purpose: purpose ?? 'other', communeCode: commune };
      const made = await reserveLot(ctx, lot, { key, input });
      return json(reservedOf(made, lot, asked.quantity, url.origin), {
        status: 201,
        headers: { Location: url.origin + paths.api.reservation(made.publicId) },
      });
    },
  },
});

export const loader = door.loader;
export const action = door.action;
