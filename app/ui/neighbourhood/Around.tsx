import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { Neighbourhood } from '#app/domain/neighbourhood/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatDistance } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { LotCard } from '#app/ui/lots/LotCard.tsx';

type Props = Neighbourhood['around'][number] & Pick<Neighbourhood, 'usual'> & { reachKm: number };

/** What is near one site: lots with the reason each is shown, the neighbours' sites, and what to do next. */
export function Around({ anchor, lots, sites, usual, reachKm }: Props) {
  const t = useTranslations('neighbourhood');
  const families = useTranslations('families');
  const locale = useLocale() as Locale;
  // three decimals: a street's distance, as the map's own "near me"
  const near = `${anchor.lon.toFixed(3)},${anchor.lat.toFixed(3)}`;
  const here = { near, radius_km: reachKm };
  const alert = new URLSearchParams({ near, radius_km: String(reachKm) });
  if (usual.length > 0) alert.set('family', usual.map(({ family }) => family).join(','));
  return (
    <Section
      title={t(`around.${anchor.kind}`, { name: anchor.name })}
      actions={
        <Link className="link inline-flex min-h-11 items-center" to={paths.lots(here)}>
          {t('seeAll')}
        </Link>
      }
    >
      {lots.length === 0 ? (
        <p className="mb-4 text-muted">{t('nothing', { km: reachKm })}</p>
      ) : (
        <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {lots.map(({ card, habit }) => (
            <li key={card.publicId} className="flex flex-col gap-1.5">
              <LotCard lot={card} look="wide" />
              <p className="text-sm text-muted">
                {[
                  t(`distance.${anchor.kind}`, {
                    name: anchor.name,
                    distance: formatDistance(locale, (card.distanceKm ?? 0) * 1000),
                  }),
                  ...(habit ? [t(`because.${habit}`, { family: families(card.family) })] : []),
                ].join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      )}
      {sites.length > 0 ? (
        <>
          <h3 className="mt-6 mb-2 text-base font-semibold">{t('sites')}</h3>
          <ul className="divide-y divide-line border-y border-line">
            {sites.map((site) => (
              <li key={site.publicId} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
                <span className="min-w-0">
                  <Link
                    className="link inline-flex min-h-11 items-center font-semibold break-words"
                    to={paths.site(site.publicId)}
                  >
                    {site.name}
                  </Link>{' '}
                  <span className="text-sm text-muted">
                    {site.organisation}, {site.commune}, {formatDistance(locale, site.metres)}
                  </span>
                </span>
                <span className="tabular-nums">{t('siteLots', { count: site.lots })}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="mt-4">
        <LinkButton to={paths.newAlert(alert.toString())}>{t('alert')}</LinkButton>
      </p>
    </Section>
  );
}
