import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { Neighbour } from '#app/domain/lots/around-lot.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatDistance } from '#app/i18n/format.ts';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';

/** Lots of other sites worth the same trip, nearest first. */
export function LotNeighbours({ near, commune }: { near: readonly Neighbour[]; commune: string }) {
  const t = useTranslations('lotPage.around');
  const locale = useLocale();
  return (
    <div className="mt-4 print:hidden">
      <h3 className="text-base font-semibold">{t('title')}</h3>
      {near.length === 0 ? (
        <p className="text-sm text-muted">{t('none')}</p>
      ) : (
        <>
          <p className="text-sm text-muted">{t('map')}</p>
          <ul className="mt-2 divide-y divide-line">
            {near.map((one) => (
              <li key={one.publicId} className="flex items-center gap-2 py-2">
                <FamilyIcon family={one.family} size="small" look="bare" />
                <Link className="link min-w-0 flex-1 truncate" to={paths.lot(one.publicId)}>
                  {one.title}
                </Link>
                <span className="shrink-0 text-sm text-muted tabular-nums">
                  {formatDistance(locale, one.km * 1000)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-2 text-sm">
        <Link className="link" to={paths.lots({ around: commune })}>
          {t('all')}
        </Link>
      </p>
    </div>
  );
}
