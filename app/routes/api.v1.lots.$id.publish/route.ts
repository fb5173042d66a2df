import { endpoint } from '#app/http/api/endpoint.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { lotOfPage } from '#app/http/api/lot-shapes.server.ts';
import { publishFrom } from '#app/http/api/lot-writes.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

const door = endpoint({
  post: {
    scope: 'lots:write',
    open: false,
    answer: async ({ ctx, request, params, url }) =>
      json(lotOfPage(await publishFrom(ctx, publicIdOf(params), request), url.origin), {
        type: 'application/geo+json',
      }),
  },
});

export const loader = door.loader;
export const action = door.action;
