import { useNavigation } from '@remix-run/react';
import { BellPlus } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslations } from 'use-intl';
import type { LotPageOfResults } from '#app/domain/lots/views.ts';
import type { Sort } from '#app/domain/lots/vocabulary.ts';
import type { Widening } from '#app/domain/lots/widen.server.ts';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { classes } from '#app/ui/kit/classes.ts';
import { filtersOnly, isEmbedded, withFilter } from './address.ts';
import type { Chip } from './chips.ts';
import { LotList } from './LotList.tsx';
import { NoResults } from './NoResults.tsx';
import { ResultsHead } from './ResultsHead.tsx';

interface Props {
  results: LotPageOfResults;
  sort: Sort;
  search: string;
  chips: readonly Chip[];
  widenings: readonly Widening[];
  marked: string | null;
  onPoint: (publicId: string | null) => void;
  heading: RefObject<HTMLHeadingElement>;
}

/** The list that says the same as the map: count, sort, cards, pages. */
export function Results({ results, sort, search, chips, widenings, marked, onPoint, heading }: Props) {
  const t = useTranslations('lots.list');
  const market = useTranslations('market');
  const busy = useNavigation().state === 'loading';
  const { lots, next, total, near } = results;
  return (
    <section aria-labelledby="results" aria-busy={busy} className={classes(busy && 'opacity-60')}>
      <ResultsHead total={total} placed={near !== null} sort={sort} search={search} heading={heading} />
      {lots.length === 0 ? (
        <NoResults search={search} chips={chips} widenings={widenings} />
      ) : (
        <LotList lots={lots} marked={marked} onPoint={onPoint} outside={isEmbedded({ search })} />
      )}
      <nav aria-label={t('results')} className="mt-5 flex flex-wrap gap-3">
        {new URLSearchParams(search).has('cursor') ? (
          <LinkButton to={paths.lots() + withFilter(search, { cursor: null })}>{t('first')}</LinkButton>
        ) : null}
        {next ? (
          <LinkButton to={paths.lots() + withFilter(search, { cursor: next })} rel="next">
            {t('next')}
          </LinkButton>
        ) : null}
        {lots.length > 0 && !isEmbedded({ search }) ? (
          <LinkButton
            to={paths.newAlert(filtersOnly(search).toString())}
            icon={<BellPlus aria-hidden="true" />}
          >
            {market('alert')}
          </LinkButton>
        ) : null}
      </nav>
    </section>
  );
}
