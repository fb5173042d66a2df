import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { EntrustedSite } from '#app/domain/sites/mandates.server.ts';
import { paths } from '#app/http/paths.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** Sites of others on which one holds a mandate. */
export function EntrustedSites({ sites }: { sites: readonly EntrustedSite[] }) {
  const t = useTranslations('mandates');
  if (sites.length === 0) return null;
  return (
    <Section title={t('held.title')} lead={t('held.lead')}>
      <ul className="divide-y divide-line">
        {sites.map(({ publicId, site, giver, commune, scopes, state, openLots }) => (
          <li key={publicId} className="space-y-1 py-3">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {state === 'running' ? (
                <Link className="link font-semibold" to={paths.site(site.publicId)}>
                  {site.name}
                </Link>
              ) : (
                <span className="font-semibold">{site.name}</span>
              )}
              {state === 'running' ? null : <Badge tone="info">{t(`state.${state}`)}</Badge>}
            </p>
            <p>
              {commune} · {t('held.for', { giver: giver.name })} · {t('held.openLots', { count: openLots })}
            </p>
            <p className="text-sm text-muted">{scopes.map((scope) => t(`scope.${scope}`)).join(' · ')}</p>
            {state === 'running' ? (
              <Link className="link" to={paths.mandates(site.publicId)}>
                {t('held.see')}
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
