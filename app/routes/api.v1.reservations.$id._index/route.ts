import { correctionsOf } from '#app/domain/ledger/corrections.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { asksOf } from '#app/domain/reservations/asks.server.ts';
import { reservationPage } from '#app/domain/reservations/queries.server.ts';
import { forSite } from '#app/domain/sites/for-site.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { reservationOf } from '#app/http/api/reservation-shapes.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

const door = endpoint({
  get: {
    scope: 'reservations:read',
    open: false,
    answer: async ({ ctx, params, url }) => {
      const id = publicIdOf(params);
      const found =
        (await reservationPage(await forSite(ctx, { reservation: id }), id)) ?? refuse('not-found');
      const asks = await asksOf(ctx, found.id);
      return json(reservationOf(found, await correctionsOf(ctx, found.id), asks, url.origin));
    },
  },
});

export const loader = door.loader;
export const action = door.action;
