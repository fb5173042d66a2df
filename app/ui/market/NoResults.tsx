import { Link } from '@remix-run/react';
import { BellPlus, PackageSearch } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Widening } from '#app/domain/lots/widen.server.ts';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { filtersOnly, withFilter, without } from './address.ts';
import type { Chip } from './chips.ts';

interface Props {
  search: string;
  chips: readonly Chip[];
  widenings: readonly Widening[];
}

/** Nothing found: what one criterion less would give, and an alert for when it comes. */
export function NoResults({ search, chips, widenings }: Props) {
  const t = useTranslations('market');
  const list = useTranslations('lots.list');
  const params = new URLSearchParams(search);
  /** The words of the chips that these criteria make. */
  const named = (names: readonly string[]) =>
    chips
      .filter(({ search: left }) => {
        const after = new URLSearchParams(left);
        return names.some((name) => params.get(name) !== after.get(name));
      })
      .map(({ label }) => label)
      .join(', ');
  const say = ({ without: names, radiusKm, count, more }: Widening): string => {
    if (radiusKm !== null) return t(more ? 'widenRadiusMore' : 'widenRadius', { km: radiusKm, count });
    if (names.join() === 'radius_km') return t(more ? 'widenAnywhereMore' : 'widenAnywhere', { count });
    return t(more ? 'widenWithoutMore' : 'widenWithout', { label: named(names), count });
  };
  const to = ({ without: names, radiusKm }: Widening): string =>
    radiusKm === null
      ? without(search, [...names, 'map'])
      : withFilter(search, { radius_km: String(radiusKm), bbox: null, map: null });
  return (
    <EmptyState
      level={3}
      title={list('emptyTitle')}
      icon={<PackageSearch aria-hidden="true" />}
      actions={
        <>
          <LinkButton
            to={paths.newAlert(filtersOnly(search).toString())}
            icon={<BellPlus aria-hidden="true" />}
          >
            {t('alert')}
          </LinkButton>
          <LinkButton to={paths.lots()}>{list('withoutFilters')}</LinkButton>
        </>
      }
    >
      {widenings.length > 0 ? (
        <nav aria-label={t('widen')}>
          <ul className="text-left">
            {widenings.map((one) => (
              <li key={`${one.without} ${one.radiusKm}`}>
                <Link className="link inline-flex min-h-11 items-center" to={paths.lots() + to(one)}>
                  {say(one)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      ) : (
        <p>{chips.length > 0 ? t('nothingWider') : list('empty')}</p>
      )}
      <p className="mt-3 text-sm">{t('alertHelp')}</p>
    </EmptyState>
  );
}
