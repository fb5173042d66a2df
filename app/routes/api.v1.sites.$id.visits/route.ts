import type { Ctx } from '#app/domain/context.ts';
import { conditionsDigest } from '#app/domain/lots/lot-page.server.ts';
import { reserveVisit } from '#app/domain/reservations/commands/reserve-visit.server.ts';
import { endpoint } from '#app/http/api/endpoint.server.ts';
import { bodyOf, idempotencyKeyOf } from '#app/http/api/input.server.ts';
import { json } from '#app/http/api/json.server.ts';
import { visitBody } from '#app/http/api/reservation-input.ts';
import { visitMadeOf } from '#app/http/api/visit-shapes.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';

interface Asked {
  lot: string;
  quantity: number;
  accept_conditions?: boolean;
}

/** By lot: the same lot twice is summed; conditions accepted are those of now. */
async function byLot(ctx: Ctx, lots: readonly Asked[]) {
  const quantity: Record<string, number> = {};
  const conditions: Record<string, string | undefined> = {};
  for (const { lot: named, quantity: milli, accept_conditions } of lots) {
    const lot = named.toLowerCase();
    quantity[lot] = (quantity[lot] ?? 0) + milli;
    if (accept_conditions) conditions[lot] = (await conditionsDigest(ctx, lot)) ?? undefined;
  }
  return { quantity, conditions };
}

const door = endpoint({
  post: {
    scope: 'reservations:write',
    open: false,
    answer: async ({ ctx, request, params, url }) => {
      const site = publicIdOf(params);
      const key = idempotencyKeyOf(request);
      const { lots, commune, purpose, ...asked } = await bodyOf(visitBody, request);
      const input = {
        ...asked,
        ...(await byLot(ctx, lots)),
        purpose: purpose ?? 'other',
        communeCode: commune,
      };
      const made = await reserveVisit(ctx, site, { key, input });
      return json(visitMadeOf(made, url.origin), {
        status: 201,
        headers: { Location: url.origin + paths.api.visit(made.publicId) },
      });
    },
  },
});

export const loader = door.loader;
export const action = door.action;
