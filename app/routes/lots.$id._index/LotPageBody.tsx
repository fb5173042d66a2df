import { useLocale, useTranslations } from 'use-intl';
import type { AttendanceFacts as AttendanceFactsView } from '#app/domain/attendance/views.ts';
import type { AroundLot } from '#app/domain/lots/around-lot.server.ts';
import type { LifeMoment } from '#app/domain/lots/life.server.ts';
import type { UndoableBatch } from '#app/domain/lots/preview.server.ts';
import type { PriceSummary } from '#app/domain/lots/price-context.ts';
import { mayMove } from '#app/domain/lots/workflow.ts';
import type { OfferingVerdict } from '#app/domain/materials/offering.ts';
import type { ReservationCard } from '#app/domain/reservations/views.ts';
import type { WaiterView } from '#app/domain/reservations/waitlist.server.ts';
import type { Act } from '#app/domain/sites/acts.server.ts';
import { paths } from '#app/http/paths.ts';
import { AttendanceFacts } from '#app/ui/attendance/AttendanceFacts.tsx';
import { HistoryLink } from '#app/ui/books/HistoryLink.tsx';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { FamilyName } from '#app/ui/kit/FamilyIcon.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Conditions } from '#app/ui/lots/Conditions.tsx';
import { LotCards } from '#app/ui/lots/LotCards.tsx';
import { LotCode } from '#app/ui/lots/LotCode.tsx';
import { LotDocuments } from '#app/ui/lots/LotDocuments.tsx';
import { LotFacts, LotPickup, type ShownLot } from '#app/ui/lots/LotFacts.tsx';
import { LotGallery } from '#app/ui/lots/LotGallery.tsx';
import { LotGone } from '#app/ui/lots/LotGone.tsx';
import { type KnownOfType, LotKnowHow } from '#app/ui/lots/LotKnowHow.tsx';
import { LotLife } from '#app/ui/lots/LotLife.tsx';
import { LotNeighbours } from '#app/ui/lots/LotNeighbours.tsx';
import { LotOffer } from '#app/ui/lots/LotOffer.tsx';
import { LotPrices } from '#app/ui/lots/LotPrices.tsx';
import { LotShare } from '#app/ui/lots/LotShare.tsx';
import { ManageLot } from '#app/ui/lots/ManageLot.tsx';
import type { SiteChoice } from '#app/ui/lots/MoreActions.tsx';
import { OfferingNotice } from '#app/ui/lots/OfferingNotice.tsx';
import { UndoBatches } from '#app/ui/lots/UndoBatches.tsx';
import { MiniMap } from '#app/ui/map/MapSlots.tsx';
import { ReservationList } from '#app/ui/reservations/ReservationList.tsx';
import { ReviewNotice } from '#app/ui/reviews/ReviewNotice.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';
import { Acts } from '#app/ui/sites/Acts.tsx';
import { VisitLink } from '#app/ui/visits/VisitLink.tsx';
import { Waiters } from '#app/ui/waitlist/Waiters.tsx';
import { StructuredData } from './StructuredData.tsx';
import { productOf } from './structured-data.ts';

interface Props extends AroundLot {
  lot: ShownLot;
  prices: PriceSummary | null;
  known: KnownOfType | null;
  requests: readonly ReservationCard[];
  line: { waiting: number; mine: string | null };
  /** who waits for it, for its holder */
  waiters: readonly WaiterView[];
  /** what the rules say of it, for whoever manages it */
  offering: OfferingVerdict | null;
  /** what others did for its holder, for the holder */
  acts: readonly Act[];
  acting: { giver: string; by: string } | null;
  /** its site offers something else too */
  more: boolean;
  /** what its holder has behind it, for others */
  attendance: AttendanceFactsView | null;
  own: boolean;
  mayManage: boolean;
  mayReserve: boolean;
  closed: boolean;
  guest: boolean;
  life: readonly LifeMoment[];
  batches: readonly UndoableBatch[];
  sites: readonly SiteChoice[];
  keys: Record<'undo' | 'withdraw' | 'duplicate' | 'split' | 'move' | 'delete' | 'review', string>;
  styleUrl: string | null;
  listTitle: string;
  /** its last day is over */
  ended: boolean;
  origin: string;
  /** the code of its address, for paper */
  code: { size: number; path: string };
}

export function LotPageBody({
  lot,
  similar,
  others,
  neighbours,
  prices,
  known,
  requests,
  line,
  waiters,
  offering,
  acts,
  acting,
  more,
  attendance,
  own,
  mayManage,
  mayReserve,
  closed,
  guest,
  life,
  batches,
  sites,
  keys,
  styleUrl,
  listTitle,
  ended,
  origin,
  code,
}: Props) {
  const t = useTranslations('lots');
  const locale = useLocale();
  const address = origin + paths.lot(lot.publicId);
  const details = useTranslations('lotDetails');
  const words = useTranslations('lotPage');
  const facts = useTranslations('attendance.facts');
  return (
    <Page
      title={lot.title}
      over={
        <>
          <FamilyName family={lot.family} />
          {own ? (
            <Badge tone={lot.status === 'published' ? 'success' : 'neutral'}>
              {t(`status.${lot.status}`)}
            </Badge>
          ) : null}
        </>
      }
      breadcrumbs={[{ label: listTitle, to: paths.lots() }, { label: lot.title }]}
    >
      <StrayErrors
        shown={
          mayManage
            ? [
                ...['split', 'move'],
                ...(mayMove(lot.status, 'withdraw') ? ['withdraw'] : []),
                ...(lot.status === 'draft' ? ['delete'] : []),
              ]
            : []
        }
      />
      <ActingBanner acting={acting} />
      <ReviewNotice review={lot.review} formKey={mayManage ? keys.review : null} />
      <UndoBatches batches={batches} formKey={keys.undo} />
      {offering ? <OfferingNotice offering={offering} lot={lot} /> : null}
      {lot.status === 'draft' ? <Alert className="mb-6">{t('page.draftNotice')}</Alert> : null}
      <LotGone lot={lot} ended={ended} similar={similar.length > 0} />
      <div className="lot-sheet grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,5fr)_minmax(20rem,3fr)]">
        <div className="min-w-0">
          <LotGallery key={lot.publicId} photos={lot.photos} title={lot.title} family={lot.family} />
        </div>
        <div className="min-w-0 space-y-5 lg:row-span-2">
          <LotOffer lot={lot} own={own} mayReserve={mayReserve} closed={closed} guest={guest} line={line} />
          {more && mayReserve && lot.status !== 'draft' ? (
            <VisitLink lot={lot.publicId} site={lot.site.publicId} />
          ) : null}
          {attendance ? (
            <Section title={facts('of', { name: lot.holder.name })} level={3}>
              <AttendanceFacts facts={attendance} as="holder" />
            </Section>
          ) : null}
          {mayManage ? <ManageLot lot={lot} sites={sites} keys={keys} /> : null}
          <Section title={t('page.where')}>
            <p className="mb-2 font-semibold">{lot.commune.name}</p>
            <MiniMap
              key={lot.publicId}
              lon={lot.lon}
              lat={lot.lat}
              blurred={lot.site.kind !== 'depot'}
              family={lot.family}
              others={neighbours.map((one) => ({ ...one, id: one.publicId }))}
              styleUrl={styleUrl}
              className="h-64 overflow-hidden rounded-lg no-print"
            />
            <p className="mt-2 text-sm text-muted">
              {t(lot.site.kind === 'depot' ? 'page.whereDepot' : 'page.whereHelp')}
            </p>
            <LotNeighbours near={neighbours} commune={lot.commune.code} />
          </Section>
          {lot.status === 'draft' ? null : (
            <Section title={words('share.title')} className="print:hidden">
              <LotShare lot={lot} address={address} />
            </Section>
          )}
          <LotCode code={code} address={address} />
        </div>
        <div className="min-w-0">
          {requests.length > 0 ? (
            <Section title={t('page.requests')}>
              <ReservationList reservations={requests} />
            </Section>
          ) : null}
          <Waiters waiters={waiters} unit={lot.unit} zone={lot.zone} />
          {lot.description ? (
            <Section title={t('page.description')}>
              <p className="max-w-prose whitespace-pre-line">{lot.description}</p>
            </Section>
          ) : null}
          <LotPickup lot={lot} />
          {lot.conditions ? (
            <Section title={details('conditions.title')} lead={own ? undefined : details('conditions.lead')}>
              <Conditions conditions={lot.conditions} />
              {lot.privateRemovalReason ? (
                <p className="mt-3">{details('opened', { reason: lot.privateRemovalReason })}</p>
              ) : null}
            </Section>
          ) : null}
          <Acts acts={acts} />
          <LotFacts lot={lot} />
          <LotPrices prices={prices} unit={lot.unit} />
          {known ? <LotKnowHow known={known} type={lot.typeName[locale]} /> : null}
          <LotDocuments lot={lot} mayManage={mayManage} />
          <LotLife life={life} />
          {lot.status !== 'draft' && (own || requests.length > 0) ? (
            <HistoryLink to={paths.lotHistory(lot.publicId)} />
          ) : null}
        </div>
      </div>
      <LotCards id="similar" title={words('similar.title')} lead={words('similar.lead')} lots={similar} />
      <LotCards
        title={words('others.title')}
        lead={words('others.lead', { holder: lot.holder.name })}
        lots={others}
        all={{ to: paths.lots({ holder: lot.holder.slug }), label: words('others.all') }}
      />
      <StructuredData data={productOf(lot, locale, origin, address)} />
    </Page>
  );
}
