import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import type { Ctx } from '#app/domain/context.ts';
import { parseLotFilters } from '#app/domain/lots/filters.ts';
import { listLots } from '#app/domain/lots/queries.server.ts';
import { widenings } from '#app/domain/lots/widen.server.ts';
import { typeNames } from '#app/domain/materials/type-names.server.ts';
import { resolveCommune } from '#app/domain/territories/search.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { env } from '#app/platform/env.server.ts';
import { canonical, isCanonical, searchOf, settled } from '#app/ui/market/address.ts';

export async function loadMarket(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const asked = new URL(args.request.url).searchParams;
  const { params, unknownPlace } = await settlePlace(ctx, canonical(asked));
  // the address that is shared is written in one way, and names the place by its code
  if (!isCanonical(asked) || (asked.has('around_text') && !unknownPlace))
    throw redirect(paths.lots() + searchOf(settled(params, asked)));
  const parsed = parseLotFilters(params);
  const { filters } = parsed;
  const [results, types] = await Promise.all([listLots(ctx, filters), typeNames(ctx)]);
  const isEmpty = results.total.count === 0;
  return {
    results,
    facets: results.facets,
    understood: results.understood,
    widenings: isEmpty ? await widenings(ctx, filters) : [],
    filters,
    types,
    sort: results.sort,
    wrong: parsed.ok ? [] : parsed.fields,
    unknownPlace,
    styleUrl: env.MAP_STYLE_URL ?? null,
  };
}

/** A place written in words, as a browser without a script sends it. */
async function settlePlace(ctx: Ctx, params: URLSearchParams) {
  const place = params.get('around_text')?.slice(0, 100) ?? '';
  if (!place || params.get('around')) return { params, unknownPlace: null };
  const { commune } = await resolveCommune(ctx, place);
  if (!commune) return { params, unknownPlace: place };
  params.set('around', commune.code);
  return { params, unknownPlace: null };
}
