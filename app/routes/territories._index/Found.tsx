import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { Place } from '#app/domain/territories/views.ts';
import { paths } from '#app/http/paths.ts';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** What was found for a name; homonyms are told apart by their département. */
export function Found({ q, places }: { q: string; places: readonly Place[] }) {
  const t = useTranslations('territories');
  return (
    <Section title={t('search.results', { count: places.length, q })}>
      {places.length === 0 ? (
        <EmptyState level={3} title={t('search.noneTitle')}>
          {t('search.none')}
        </EmptyState>
      ) : (
        <ul className="grid gap-x-8 sm:grid-cols-2 xl:grid-cols-3">
          {places.map(({ level, code, name, departement, postcodes }) => (
            <li key={`${level}:${code}`} className="border-b border-line">
              <Link
                to={paths.territory(level, code)}
                className="flex min-h-14 flex-col justify-center py-1.5 hover:bg-sunken"
              >
                <span className="link font-semibold">{name}</span>
                <span className="text-sm text-muted">
                  {[
                    t(`levels.${level}`),
                    departement && `${departement.name} (${departement.code})`,
                    postcodes[0],
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
