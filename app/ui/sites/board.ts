import type { LotCard } from '#app/domain/lots/views.ts';
import type { ReservationCard } from '#app/domain/reservations/views.ts';
import { type Day, dayOf, daysBetween } from '#app/i18n/dates.ts';

/** Whether the holder has something to say: a request to answer, a hand-over to confirm. */
export const awaitsHolder = (one: ReservationCard): boolean =>
  !one.lapsed && (one.state === 'requested' || one.awaitsMe);

/** Accepted, still to be collected, and due within seven days. Soonest first. */
export function leavingSoon(reservations: readonly ReservationCard[], today: Day): ReservationCard[] {
  return reservations
    .filter(
      (one) =>
        (one.state === 'accepted' || one.state === 'scheduled') &&
        !one.lapsed &&
        daysBetween(today, dayOf(new Date(one.expiresAt), one.zone)) <= 7,
    )
    .sort((a, b) => a.expiresAt.localeCompare(b.expiresAt));
}

export interface AtRisk {
  lot: LotCard;
  lastDay: Day;
  days: number;
}

/** Open lots with something left and a last day: their own, or the end of the works. The most pressing first. */
export function atRisk(lots: readonly LotCard[], worksEnd: Day | null, today: Day): AtRisk[] {
  return lots
    .filter((lot) => lot.status === 'published' && lot.leftMilli > 0)
    .flatMap((lot) => {
      const [lastDay] = [lot.availableUntil, worksEnd].filter((day) => day !== null).sort();
      return lastDay ? [{ lot, lastDay, days: daysBetween(today, lastDay) }] : [];
    })
    .sort((a, b) => a.days - b.days);
}
