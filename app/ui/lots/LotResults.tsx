import { Link, useLocation, useNavigation } from '@remix-run/react';
import { PackageSearch } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { LotPageOfResults } from '#app/domain/lots/views.ts';
import { SORTS, type Sort } from '#app/domain/lots/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { classes } from '#app/ui/kit/classes.ts';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { withFilter } from './filter-state.ts';
import { LotCard } from './LotCard.tsx';

interface Props {
  results: LotPageOfResults;
  sort: Sort;
  marked?: string | null;
  onPoint?: (publicId: string | null) => void;
}

/** The list that says the same as the map: count, sort, cards, next page. */
export function LotResults({ results, sort, marked, onPoint }: Props) {
  const t = useTranslations('lots.list');
  const { search } = useLocation();
  const busy = useNavigation().state === 'loading';
  const { lots, next, total, near } = results;
  if (lots.length === 0) return <NoResults search={search} />;
  return (
    <section aria-labelledby="results" aria-busy={busy} className={classes(busy && 'opacity-60')}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id="results" className="text-lg" aria-live="polite">
          {total.more ? t('countMore', { count: total.count }) : t('count', { count: total.count })}
        </h2>
        <nav aria-label={t('sort')} className="flex flex-wrap gap-x-3 text-sm">
          <span className="text-muted">{t('sort')}</span>
          {SORTS.filter((one) => one !== 'distance' || near).map((one) => (
            <Link
              key={one}
              to={withFilter(search, { sort: one })}
              aria-current={one === sort ? 'true' : undefined}
              className={one === sort ? 'font-semibold' : 'link'}
            >
              {t(`sorts.${one}`)}
            </Link>
          ))}
        </nav>
      </div>
      <ul className="space-y-3">
        {lots.map((lot, index) => (
          <li
            key={lot.publicId}
            onPointerEnter={() => onPoint?.(lot.publicId)}
            onPointerLeave={() => onPoint?.(null)}
            onFocus={() => onPoint?.(lot.publicId)}
          >
            <LotCard lot={lot} look="wide" eager={index < 3} marked={marked === lot.publicId} />
          </li>
        ))}
      </ul>
      <div className="mt-5 flex flex-wrap gap-3">
        {new URLSearchParams(search).has('cursor') ? (
          <LinkButton to={withFilter(search, { cursor: null })}>{t('first')}</LinkButton>
        ) : null}
        {next ? (
          <LinkButton to={withFilter(search, { cursor: next })} rel="next">
            {t('next')}
          </LinkButton>
        ) : null}
      </div>
    </section>
  );
}

function NoResults({ search }: { search: string }) {
  const t = useTranslations('lots.list');
  const params = new URLSearchParams(search);
  const radius = Number(params.get('radius_km') ?? 0);
  const wider = [20, 50, 100, 200].find((km) => km > radius);
  return (
    <EmptyState
      title={t('emptyTitle')}
      icon={<PackageSearch aria-hidden="true" />}
      actions={
        <>
          {radius && wider ? (
            <LinkButton variant="primary" to={withFilter(search, { radius_km: String(wider), bbox: null })}>
              {t('wider')} ({t('km', { count: wider })})
            </LinkButton>
          ) : null}
          {params.has('bbox') ? (
            <LinkButton to={withFilter(search, { bbox: null })}>{t('everywhere')}</LinkButton>
          ) : null}
          <LinkButton to={paths.lots()}>{t('withoutFilters')}</LinkButton>
        </>
      }
    >
      {t('empty')}
    </EmptyState>
  );
}
