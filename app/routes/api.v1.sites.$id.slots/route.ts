import { refuse } from '#app/domain/refusal.ts';
import { forSite } from '#app/domain/sites/for-site.server.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { slotsOfSite } from '#app/domain/slots/queries.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { queryOf } from '#app/http/api/input.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { siteSlotsOf, slotQuery } from '#app/http/api/slot-shapes.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { dayOf } from '#app/i18n/dates.ts';

const door = endpoint({
  get: {
    scope: 'reservations:read',
    open: false,
    answer: async ({ ctx, params, url }) => {
      const id = publicIdOf(params);
      const acting = await forSite(ctx, { site: id });
      const site = (await siteWholeView(acting, id)) ?? refuse('not-found');
      const { from } = queryOf(slotQuery, url, ctx.locale);
      const { slots, next } = await slotsOfSite(acting, site, from ?? dayOf(ctx.now, site.zone));
      return json(siteSlotsOf(slots, next));
    },
  },
});

export const loader = door.loader;
export const action = door.action;
