import { useLocale } from 'use-intl';
import { formatSlot } from '#app/i18n/slot-hours.ts';

/** The words of an hour by the clock of its site. */
export function useWhen(zone: string): (hour: { startsAt: string; endsAt: string }) => string {
  const locale = useLocale();
  return ({ startsAt, endsAt }) =>
    formatSlot(locale, { startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, zone);
}
