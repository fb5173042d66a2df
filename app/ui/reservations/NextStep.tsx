import { useLocale, useTranslations } from 'use-intl';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { useReaderZone } from '#app/ui/layout/reader-zone.ts';

type Shown = Pick<
  ReservationPageView,
  | 'state'
  | 'side'
  | 'other'
  | 'expiresAt'
  | 'zone'
  | 'handover'
  | 'awaitsMe'
  | 'lapsed'
  | 'takenMilli'
  | 'unit'
>;

/** One sentence: what happens next, who has to act, by when in the site's own time. */
export function NextStep({ reservation: r }: { reservation: Shown }) {
  const t = useTranslations('reservations.next');
  const page = useTranslations('reservations.page');
  const line = useTranslations('waitlist.next');
  const locale = useLocale();
  const deadline = formatInstantAt(locale, new Date(r.expiresAt), r.zone, useReaderZone());
  const open = r.state === 'requested' || r.state === 'accepted' || r.state === 'scheduled';
  if (r.lapsed)
    return (
      <Alert tone="warning" title={t('title')}>
        {page('lapsed')}
      </Alert>
    );
  if (r.state === 'offered')
    return <Alert title={t('title')}>{line('offered', { name: r.other.name, deadline })}</Alert>;
  if (open && r.handover === 'disputed')
    return (
      <Alert tone="danger" title={t('title')}>
        {t('disputed')}
      </Alert>
    );
  if (open && r.handover === 'waiting') {
    return (
      <Alert tone={r.awaitsMe ? 'warning' : 'info'} title={t('title')}>
        {t(r.awaitsMe ? 'waitingMe' : 'waitingOther')}
      </Alert>
    );
  }
  if (open) {
    const stage = r.state === 'requested' ? 'requested' : 'accepted';
    const who = r.side === 'taker' ? 'Taker' : 'Holder';
    return (
      <Alert tone={stage === 'requested' && r.side === 'holder' ? 'warning' : 'info'} title={t('title')}>
        {t(`${stage}${who}`, { name: r.other.name, deadline })}
      </Alert>
    );
  }
  const quantity = formatQuantity(locale, r.takenMilli, r.unit);
  return (
    <Alert tone={r.state === 'handed_over' ? 'success' : 'info'} title={t('title')}>
      {t(r.state as 'handed_over' | 'refused' | 'cancelled' | 'expired' | 'not_collected', { quantity })}
    </Alert>
  );
}
