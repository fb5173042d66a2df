import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { Facets } from '#app/domain/lots/market-index.ts';
import type { LotPageOfResults } from '#app/domain/lots/views.ts';
import { paths } from '#app/http/paths.ts';
import { without } from './address.ts';

export interface Answered {
  results: Pick<LotPageOfResults, 'total'>;
  facets: Facets | null;
}

const WAIT_MS = 300;

/** What the filters being ticked would answer, before they are applied: asked for when the hand rests. */
export function usePending(shown: Answered, applied: string) {
  const fetcher = useFetcher<Answered>({ key: 'market-pending' });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const [of, setOf] = useState<string | null>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  const look = (search: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      // a place that is only words is settled when the form is sent
      fetcher.load(`${paths.lots()}${without(search, ['around_text', 'map', 'cursor'])}`);
      setOf(applied);
    }, WAIT_MS);
  };
  // once something is applied, what was asked before is no news
  const pending = of === applied ? fetcher.data : undefined;
  return {
    total: pending?.results.total ?? shown.results.total,
    facets: pending?.facets ?? shown.facets,
    look,
  };
}
