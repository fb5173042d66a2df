import { endpoint } from '#app/http/api/endpoint.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { openApi } from '#app/http/api/openapi.server.ts';

const door = endpoint({
  get: {
    scope: 'lots:read',
    open: true,
    answer: async ({ url }) => json(openApi(url.origin)),
  },
});

export const loader = door.loader;
export const action = door.action;
