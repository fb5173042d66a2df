import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { parseLotFilters } from '#app/domain/lots/filters.ts';
import { countByFamily, listLots } from '#app/domain/lots/queries.server.ts';
import { sortOf } from '#app/domain/lots/resolve-filters.server.ts';
import { resolveCommune } from '#app/domain/territories/search.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { env } from '#app/platform/env.server.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { FilterForm } from '#app/ui/lots/FilterForm.tsx';
import { CRITERIA, isCriterion } from '#app/ui/lots/filter-state.ts';
import { LotResults } from '#app/ui/lots/LotResults.tsx';
import { MarketMap } from '#app/ui/lots/MarketMap.tsx';

export const meta = titled('lots', (t) => t('list.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const { searchParams } = new URL(args.request.url);
  const place = searchParams.get('around_text')?.trim().slice(0, 100) ?? '';
  let unknownPlace: string | null = null;
  if (place && !searchParams.get('around')) {
    const { commune } = await resolveCommune(ctx, place);
    if (!commune) unknownPlace = place;
    else searchParams.set('around', commune.code);
  }
  // the address that is shared names the place by its code
  if (searchParams.has('around_text') && !unknownPlace) {
    searchParams.delete('around_text');
    for (const [name, value] of [...searchParams]) if (value === '') searchParams.delete(name);
    throw redirect(`${paths.lots()}?${searchParams}`);
  }
  const parsed = parseLotFilters(searchParams);
  const [results, counts] = await Promise.all([
    listLots(ctx, parsed.filters),
    countByFamily(ctx, parsed.filters),
  ]);
  return {
    results,
    counts,
    filters: parsed.filters,
    sort: results.near
      ? sortOf(parsed.filters)
      : sortOf({ ...parsed.filters, near: undefined, around: undefined }),
    wrong: parsed.ok ? [] : parsed.fields,
    unknownPlace,
    styleUrl: env.MAP_STYLE_URL ?? null,
  };
}

export default function LotsRoute() {
  const { results, counts, filters, sort, wrong, unknownPlace, styleUrl } = useLoaderData<typeof loader>();
  const t = useTranslations('lots.list');
  const [pointed, setPointed] = useState<string | null>(null);
  const named = wrong.map((name) => (isCriterion(name) ? t(CRITERIA[name]) : name));
  const heading = results.near?.name ? t('headingNear', { place: results.near.name }) : t('heading');
  return (
    <div className="min-[900px]:grid min-[900px]:grid-cols-[minmax(24rem,32rem)_minmax(0,1fr)] noscript:mx-auto noscript:block! noscript:max-w-[44rem]">
      <div className="px-4 pt-6 pb-10 min-[900px]:pr-6">
        <h1 className="mb-4 text-2xl">{heading}</h1>
        {wrong.length > 0 ? (
          <Alert tone="warning" className="mb-5">
            {t('ignored', { fields: named.join(', ') })}
          </Alert>
        ) : null}
        <details className="mb-5 rounded-lg border border-edge bg-surface p-4" open>
          <summary className="min-h-11 cursor-pointer font-semibold">{t('filters')}</summary>
          <FilterForm
            filters={filters}
            counts={counts}
            aroundName={results.near?.name ?? null}
            unknownPlace={unknownPlace}
          />
        </details>
        <LotResults results={results} sort={sort} marked={pointed} onPoint={setPointed} />
      </div>
      <MarketMap
        results={results}
        filters={filters}
        wrong={wrong}
        styleUrl={styleUrl}
        pointed={pointed}
        onPoint={setPointed}
      />
    </div>
  );
}
