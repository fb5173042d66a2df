import { useTranslations } from 'use-intl';
import type { ListedReservation } from '#app/domain/reservations/list.ts';
import type { ReservationCard } from '#app/domain/reservations/views.ts';
import type { ReservationState } from '#app/domain/reservations/vocabulary.ts';
import { Badge, type Tone } from '#app/ui/kit/Badge.tsx';

const tones: Record<ReservationState, Tone> = {
  offered: 'warning',
  requested: 'warning',
  accepted: 'info',
  scheduled: 'info',
  handed_over: 'success',
  refused: 'neutral',
  cancelled: 'neutral',
  expired: 'neutral',
  not_collected: 'neutral',
};

/** Where a reservation stands; what is awaited from the reader comes first. */
export function StateBadge({
  reservation,
}: {
  reservation: Pick<ReservationCard, 'state' | 'awaitsMe' | 'handover' | 'lapsed'> &
    Partial<Pick<ListedReservation, 'quantityMilli' | 'takenMilli' | 'awaits'>>;
}) {
  const t = useTranslations('reservations.state');
  if (reservation.lapsed) return <Badge tone="neutral">{t('expired')}</Badge>;
  if (reservation.handover === 'disputed') return <Badge tone="danger">{t('disputed')}</Badge>;
  if (reservation.awaits === 'answer' || reservation.awaits === 'question')
    return <Badge tone="warning">{t(`awaits.${reservation.awaits}`)}</Badge>;
  if (reservation.awaitsMe) return <Badge tone="warning">{t('awaitsMe')}</Badge>;
  const { takenMilli = 0, quantityMilli = 0 } = reservation;
  if (reservation.state === 'handed_over' && takenMilli < quantityMilli)
    return <Badge tone="success">{t('partly')}</Badge>;
  return <Badge tone={tones[reservation.state]}>{t(reservation.state)}</Badge>;
}
