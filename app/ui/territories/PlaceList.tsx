import { Link } from '@remix-run/react';
import { useLocale } from 'use-intl';
import type { Child } from '#app/domain/territories/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatNumber } from '#app/i18n/format.ts';

/** Territories as links in columns, with their inhabitants. */
export function PlaceList({ places }: { places: readonly Child[] }) {
  const locale = useLocale();
  return (
    <ul className="columns-[17rem] gap-x-8">
      {places.map(({ level, code, name, population }) => (
        <li
          key={code}
          className="flex min-h-9 break-inside-avoid items-baseline justify-between gap-3 border-b border-line py-1"
        >
          <Link to={paths.territory(level, code)} className="link min-w-0">
            {name}
          </Link>
          <span className="text-sm text-muted tabular-nums">
            {population ? formatNumber(locale, population) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
