import { correctCount } from '#app/domain/reservations/commands/correct-count.server.ts';
import { countSheet } from '#app/domain/reservations/count-sheet.server.ts';
import { forSite } from '#app/domain/sites/for-site.server.ts';
import { countBody, countedOf, countOf, countQuery } from '#app/http/api/count-shapes.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { bodyOf, idempotencyKeyOf, queryOf } from '#app/http/api/input.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

const door = endpoint({
  get: {
    scope: 'reservations:read',
    open: false,
    answer: async ({ ctx, params, url }) => {
      const lot = publicIdOf(params);
      const { counted } = queryOf(countQuery, url, ctx.locale);
      const milli = counted === undefined ? null : Math.round(counted * 1000);
      return json(countOf(await countSheet(await forSite(ctx, { lot }), lot, milli)));
    },
  },
  post: {
    scope: 'reservations:write',
    open: false,
    answer: async ({ ctx, request, params }) => {
      const lot = publicIdOf(params);
      const key = idempotencyKeyOf(request);
      const { seen, counted, cause, keeps, sure } = await bodyOf(countBody, request);
      const acting = await forSite(ctx, { lot });
      const { unit } = await countSheet(acting, lot, null);
      const chosen = keeps?.map((one) => [one.reservation, one.quantity] as const);
      const done = await correctCount(acting, lot, {
        ...{ key, unit, cause, seenMilli: seen, countedMilli: counted, sure: sure === true },
        keeps: chosen ? Object.fromEntries(chosen) : null,
      });
      return json(countedOf(done));
    },
  },
});

export const loader = door.loader;
export const action = door.action;
