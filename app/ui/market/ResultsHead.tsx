import { Link } from '@remix-run/react';
import type { RefObject } from 'react';
import { useTranslations } from 'use-intl';
import type { LotPageOfResults } from '#app/domain/lots/views.ts';
import { SORTS, type Sort } from '#app/domain/lots/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { withFilter } from './address.ts';

interface Props {
  total: LotPageOfResults['total'];
  placed: boolean;
  sort: Sort;
  search: string;
  /** where the focus goes when what had it is gone */
  heading: RefObject<HTMLHeadingElement>;
}

/** How many, and in which order. */
export function ResultsHead({ total, placed, sort, search, heading }: Props) {
  const t = useTranslations('lots.list');
  return (
    <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
      <h2 ref={heading} id="results" tabIndex={-1} className="text-lg">
        {total.more ? t('countMore', { count: total.count }) : t('count', { count: total.count })}
      </h2>
      {total.count > 0 ? (
        <nav aria-label={t('sort')} className="flex flex-wrap items-center gap-x-3 text-sm">
          <span className="text-muted">{t('sort')}</span>
          {SORTS.filter((one) => one !== 'distance' || placed).map((one) => (
            <Link
              key={one}
              to={paths.lots() + withFilter(search, { sort: one })}
              preventScrollReset
              aria-current={one === sort ? 'true' : undefined}
              className={`inline-flex min-h-11 items-center sm:min-h-9 ${one === sort ? 'font-semibold' : 'link'}`}
            >
              {t(`sorts.${one}`)}
            </Link>
          ))}
        </nav>
      ) : null}
    </div>
  );
}

/** Says the number of results to who does not see them change. */
export function Announced({ total }: { total: LotPageOfResults['total'] }) {
  const t = useTranslations('market');
  return (
    <p role="status" className="sr-only">
      {total.more ? t('announcedMore', { count: total.count }) : t('announced', { count: total.count })}
    </p>
  );
}
