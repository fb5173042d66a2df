import { FileSpreadsheet, Handshake, Pencil, Plus } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import type { LotCard } from '#app/domain/lots/views.ts';
import type { ReservationCard } from '#app/domain/reservations/views.ts';
import type { Act } from '#app/domain/sites/acts.server.ts';
import type { SiteTitle } from '#app/domain/sites/ownership.server.ts';
import type { SiteWholeView } from '#app/domain/sites/queries.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatDayRange } from '#app/i18n/dates.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { SiteClosedNotice } from '#app/ui/moves/SiteClosedNotice.tsx';
import { ReservationList } from '#app/ui/reservations/ReservationList.tsx';
import { ActingBanner } from './ActingBanner.tsx';
import { Acts } from './Acts.tsx';
import { atRisk, awaitsHolder, leavingSoon } from './board.ts';
import { LotsByState } from './LotsByState.tsx';
import { type Questioned, QuestionedLots } from './QuestionedLots.tsx';
import { RiskList } from './RiskList.tsx';
import { SiteFacts } from './SiteFacts.tsx';
import { SiteTitleFacts } from './SiteTitleFacts.tsx';
import { SiteTools } from './SiteTools.tsx';

export type BoardSite = Omit<SiteWholeView, 'id' | 'organisationId'>;

interface Props {
  site: BoardSite;
  lots: readonly LotCard[];
  reservations: readonly ReservationCard[];
  questioned: readonly Questioned[];
  title: SiteTitle;
  acts: readonly Act[];
  /** counts by the crew that await an answer */
  crewCounts: number;
  /** for whom one acts, when not for one's own organisation */
  acting: { giver: string; by: string } | null;
  mayManage: boolean;
  mayEntrust: boolean;
  mayMove: boolean;
  mayClose: boolean;
  today: string;
  styleUrl: string | null;
}

/** The site for those who run it: what to answer, what leaves, what will be lost, then everything it holds. */
export function SiteBoard({
  site,
  lots,
  reservations,
  questioned,
  title,
  acts,
  crewCounts,
  acting,
  mayManage,
  mayEntrust,
  mayMove,
  mayClose,
  today,
  styleUrl,
}: Props) {
  const t = useTranslations('sites');
  const mandates = useTranslations('mandates');
  const crew = useTranslations('crew.manage');
  const bulk = useTranslations('lotBatch.table');
  const dates = formatDayRange(useLocale(), site.startsOn, site.endsOn);
  const waiting = reservations.filter(awaitsHolder);
  const leaving = leavingSoon(
    reservations.filter((one) => !awaitsHolder(one)),
    today,
  );
  const risks = atRisk(lots, site.kind === 'works' ? site.endsOn : null, today);
  const addLot =
    mayManage && site.status === 'open' ? (
      <LinkButton to={paths.newLot(site.publicId)} variant="primary" icon={<Plus aria-hidden="true" />}>
        {t('page.addLot')}
      </LinkButton>
    ) : null;
  return (
    <Page
      title={site.name}
      over={
        <>
          <Badge>{t(site.worksKind ? `worksKind.${site.worksKind}` : `kind.${site.kind}`)}</Badge>
          {site.status === 'closed' ? <Badge>{t('status.closed')}</Badge> : null}
        </>
      }
      lead={[site.commune.name, dates].filter(Boolean).join(' · ')}
      breadcrumbs={[{ label: t('mine.title'), to: paths.sites() }, { label: site.name }]}
      actions={
        mayManage ? (
          <>
            <LinkButton to={paths.diagnoses(site.publicId)} icon={<FileSpreadsheet aria-hidden="true" />}>
              {t('page.importDiagnosis')}
            </LinkButton>
            <LinkButton to={paths.editSite(site.publicId)} icon={<Pencil aria-hidden="true" />}>
              {t('page.edit')}
            </LinkButton>
            {mayEntrust ? (
              <LinkButton to={paths.mandates(site.publicId)} icon={<Handshake aria-hidden="true" />}>
                {mandates('link')}
              </LinkButton>
            ) : null}
            {addLot}
          </>
        ) : null
      }
    >
      <ActingBanner acting={acting} />
      {site.status === 'closed' ? <SiteClosedNotice site={site.publicId} /> : null}
      <SiteTools site={site} today={today} mayMove={mayMove && site.status === 'open'} mayClose={mayClose} />
      {crewCounts > 0 ? (
        <Alert
          className="mb-6"
          actions={<LinkButton to={paths.crewLinks(site.publicId)}>{crew('see')}</LinkButton>}
        >
          {crew('waiting', { count: crewCounts })}
        </Alert>
      ) : null}
      {lots.length === 0 ? (
        <EmptyState title={t('page.noLots')} actions={addLot}>
          {t('page.noLotsHelp')}
        </EmptyState>
      ) : (
        <>
          <Section title={t('page.toAnswer')}>
            {waiting.length > 0 ? (
              <ReservationList reservations={waiting} />
            ) : (
              <p className="text-muted">{t('page.nothingToAnswer')}</p>
            )}
          </Section>
          <Section title={t('page.leaving')}>
            {leaving.length > 0 ? (
              <ReservationList reservations={leaving} />
            ) : (
              <p className="text-muted">{t('page.nothingLeaves')}</p>
            )}
          </Section>
          <QuestionedLots lots={questioned} />
          {risks.length > 0 ? (
            <Section
              title={t(site.kind === 'works' ? 'page.risk' : 'page.riskDepot')}
              lead={t('page.riskLead')}
            >
              <RiskList risks={risks} />
            </Section>
          ) : null}
          <Section
            title={t('page.allLots', { count: lots.length })}
            actions={
              mayManage ? (
                <div className="flex flex-wrap items-center gap-2">
                  <LinkButton to={paths.siteLots(site.publicId)}>{bulk('open')}</LinkButton>
                  {addLot}
                </div>
              ) : null
            }
          >
            <LotsByState lots={lots} mayManage={mayManage} />
          </Section>
        </>
      )}
      <SiteTitleFacts title={title} site={site} mayManage={mayManage} />
      <Acts acts={acts} />
      <SiteFacts site={site} styleUrl={styleUrl} />
    </Page>
  );
}
