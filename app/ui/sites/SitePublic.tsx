import { useLocale, useTranslations } from 'use-intl';
import type { LotCard as LotCardView } from '#app/domain/lots/views.ts';
import type { SitePublicView } from '#app/domain/sites/queries.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatDayRange } from '#app/i18n/dates.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { LotCard } from '#app/ui/lots/LotCard.tsx';
import { SiteMap } from './SiteMap.tsx';

interface Props {
  site: Omit<SitePublicView, 'organisationId'>;
  lots: readonly LotCardView[];
  styleUrl: string | null;
}

/** A site as anyone sees it: what it offers, whose it is, about where. */
export function SitePublic({ site, lots, styleUrl }: Props) {
  const t = useTranslations('sites');
  const holders = useTranslations('lots');
  const visits = useTranslations('visits.form');
  const dates = formatDayRange(useLocale(), site.startsOn, site.endsOn);
  const open = lots.filter((lot) => lot.status === 'published');
  return (
    <Page
      title={site.name}
      over={
        <>
          <Badge>{t(site.worksKind ? `worksKind.${site.worksKind}` : `kind.${site.kind}`)}</Badge>
          {site.status === 'closed' ? <Badge>{t('status.closed')}</Badge> : null}
        </>
      }
      lead={site.commune.name}
      breadcrumbs={[{ label: holders('list.title'), to: paths.lots() }, { label: site.name }]}
    >
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,5fr)_minmax(20rem,3fr)]">
        <Section title={t('page.openLots', { count: open.length })}>
          {open.length > 1 ? (
            <p className="mb-4 no-print">
              <LinkButton to={paths.visitSite(site.publicId)}>{visits('fromSite')}</LinkButton>
            </p>
          ) : null}
          {open.length === 0 ? (
            <EmptyState
              level={3}
              title={t('page.nothingOpen')}
              actions={
                <LinkButton to={paths.lots({ around: site.commune.code })}>{t('page.around')}</LinkButton>
              }
            >
              {t('page.nothingOpenHelp', { commune: site.commune.name })}
            </EmptyState>
          ) : (
            <ul className="grid gap-4 sm:grid-cols-2">
              {open.map((lot, index) => (
                <li key={lot.publicId} className="flex min-w-0">
                  <LotCard lot={lot} eager={index < 4} />
                </li>
              ))}
            </ul>
          )}
        </Section>
        <div className="space-y-6">
          <DescriptionList
            items={[
              {
                term: t('page.holder'),
                value: (
                  <>
                    {site.holder.name}{' '}
                    <span className="text-muted">{holders(`holderKind.${kindOf(site.holder.kind)}`)}</span>{' '}
                    {site.holder.verified ? <Badge tone="success">{holders('page.verified')}</Badge> : null}
                  </>
                ),
              },
              { term: t('page.dates'), value: dates || null },
            ]}
          />
          {site.description ? <p className="max-w-prose whitespace-pre-line">{site.description}</p> : null}
          <SiteMap site={site} styleUrl={styleUrl} />
        </div>
      </div>
    </Page>
  );
}

const KINDS = ['firm', 'landlord', 'collectivite', 'association', 'public_body', 'private_person'] as const;
const kindOf = (kind: string) => KINDS.find((one) => one === kind) ?? 'firm';
