import { useMemo, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { LotFilters } from '#app/domain/lots/filters.ts';
import type { LotPageOfResults, Understood as Meaning } from '#app/domain/lots/views.ts';
import type { Sort } from '#app/domain/lots/vocabulary.ts';
import type { Widening } from '#app/domain/lots/widen.server.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { filtersOnly, isEmbedded, NOT_FOR_TILES, searchOf, withFilter } from './address.ts';
import { chipsOf } from './chips.ts';
import { CRITERIA, isCriterion } from './criteria.ts';
import { FilterChips } from './FilterChips.tsx';
import { MarketForm } from './MarketForm.tsx';
import { MarketMap } from './MarketMap.tsx';
import { mapStart } from './map-start.ts';
import { OnSite } from './OnSite.tsx';
import { Results } from './Results.tsx';
import { Announced } from './ResultsHead.tsx';
import { Share } from './Share.tsx';
import type { TypeName } from './TypeTree.tsx';
import { Understood } from './Understood.tsx';
import type { Answered } from './use-pending.ts';
import { useView } from './use-view.ts';

interface Props extends Answered {
  results: LotPageOfResults;
  filters: LotFilters;
  types: TypeName[];
  sort: Sort;
  /** criteria of the address that were not understood */
  wrong: string[];
  unknownPlace: string | null;
  understood: Meaning;
  widenings: Widening[];
  styleUrl: string | null;
}

/** The market: search, list and map, one state in the address. */
export function Market(props: Props) {
  const { results, facets, filters, types, sort, wrong, unknownPlace, widenings, styleUrl } = props;
  const t = useTranslations('lots.list');
  const market = useTranslations('market');
  const families = useTranslations('families');
  const conditions = useTranslations('lots.condition');
  const locale = useLocale();
  const { search, asked, move } = useView();
  const [pointed, setPointed] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const toResults = () => heading.current?.focus({ preventScroll: true });
  const { near } = results;
  const place = { code: filters.around ?? null, name: near?.name ?? null, unknown: unknownPlace };
  const chips = chipsOf(search, { t: market, families, conditions, locale, types, place });
  const tiles = searchOf(filtersOnly(asked, [...NOT_FOR_TILES, ...wrong]));
  const start = mapStart(asked, filters, near);
  const shown = useMemo(() => results.lots.find((lot) => lot.publicId === pointed), [results, pointed]);
  const named = wrong.map((name) => (isCriterion(name) ? t(CRITERIA[name]) : name));
  const embedded = isEmbedded({ search });
  return (
    <div className="min-[900px]:grid min-[900px]:grid-cols-[minmax(24rem,32rem)_minmax(0,1fr)] noscript:mx-auto noscript:block! noscript:max-w-[44rem]">
      <div className="space-y-4 px-4 pt-5 pb-10 min-[900px]:pr-6">
        {embedded ? <OnSite search={search} /> : null}
        <h1 className="text-2xl">{near?.name ? t('headingNear', { place: near.name }) : t('heading')}</h1>
        {wrong.length > 0 ? <Alert tone="warning">{t('ignored', { fields: named.join(', ') })}</Alert> : null}
        <MarketForm
          search={search}
          place={place}
          types={types}
          answered={{ results, facets }}
          onApplied={toResults}
        />
        <FilterChips chips={chips} clear={withFilter(embedded ? '?embed=1' : '', {})} onRemove={toResults} />
        <Understood meaning={props.understood} search={search} />
        <Announced total={results.total} />
        <Results
          results={results}
          sort={sort}
          search={search}
          chips={chips}
          widenings={widenings}
          marked={pointed}
          onPoint={setPointed}
          heading={heading}
        />
        {embedded ? null : <Share search={search} />}
      </div>
      <MarketMap
        start={start}
        search={search}
        tiles={tiles}
        styleUrl={styleUrl}
        pointed={shown ? { id: shown.publicId, lon: shown.lon, lat: shown.lat } : null}
        onPoint={setPointed}
        onMove={move}
      />
    </div>
  );
}
