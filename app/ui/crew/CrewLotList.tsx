import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { CrewLot } from '#app/domain/lots/crew-lots.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';

/** What stands on the site: one line a lot, to photograph or count it. */
export function CrewLotList({ lots }: { lots: readonly CrewLot[] }) {
  const t = useTranslations('crew.home');
  const locale = useLocale();
  if (lots.length === 0) return <p className="text-muted">{t('noLots')}</p>;
  return (
    <ul className="divide-y divide-line">
      {lots.map((lot) => (
        <li key={lot.publicId} className="relative py-3 hover:bg-sunken">
          <Link to={paths.crewLot(lot.publicId)} className="link font-semibold after:absolute after:inset-0">
            {lot.title}
          </Link>
          <p className="text-muted">
            {[
              formatQuantity(locale, lot.onSiteMilli, lot.unit),
              lot.place,
              t('photos', { count: lot.photos }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {lot.countedMilli === null ? null : (
            <p className="text-sm">
              {t('counted', { quantity: formatQuantity(locale, lot.countedMilli, lot.unit) })}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
