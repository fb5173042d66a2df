import { refuse } from '#app/domain/refusal.ts';
import { currentCommune, territory } from '#app/domain/territories/queries.server.ts';
import { isLevel } from '#app/domain/territories/vocabulary.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { territoryOf } from '#app/http/api/territory-shapes.server.ts';
import { paths } from '#app/http/paths.ts';

const door = endpoint({
  get: {
    scope: 'statistics:read',
    open: true,
    answer: async ({ ctx, params, url }) => {
      const { level = '', code = '' } = params;
      if (!isLevel(level)) return refuse('not-found');
      const found = await territory(ctx, level, code);
      if (found) return json(territoryOf(found, url.origin));
      const current = level === 'commune' ? await currentCommune(ctx, code) : null;
      if (!current) return refuse('not-found');
      const Location = url.origin + paths.api.territory('commune', current);
      return new Response(null, { status: 301, headers: { Location } });
    },
  },
});

export const loader = door.loader;
export const action = door.action;
