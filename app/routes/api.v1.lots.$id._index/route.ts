import { lotPage } from '#app/domain/lots/lot-page.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { lotOfPage } from '#app/http/api/lot-shapes.server.ts';
import { changeFrom } from '#app/http/api/lot-writes.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

const door = endpoint({
  patch: {
    scope: 'lots:write',
    open: false,
    answer: async ({ ctx, request, params, url }) =>
      json(lotOfPage(await changeFrom(ctx, publicIdOf(params), request), url.origin), {
        type: 'application/geo+json',
      }),
  },
  get: {
    scope: 'lots:read',
    open: true,
    answer: async ({ ctx, params, url }) => {
      const lot = (await lotPage(ctx, publicIdOf(params))) ?? refuse('not-found');
      return json(lotOfPage(lot, url.origin), { type: 'application/geo+json' });
    },
  },
});

export const loader = door.loader;
export const action = door.action;
