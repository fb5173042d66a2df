import { useLocale, useNow } from 'use-intl';
import { dayOf, formatInstant, formatTime, relativeDay } from '#app/i18n/dates.ts';

/** An instant in the site's own time: near days in words, the full date at hand. */
export function Deadline({ at, zone }: { at: string; zone: string }) {
  const locale = useLocale();
  const now = useNow();
  const instant = new Date(at);
  return (
    <time dateTime={at} title={formatInstant(locale, instant, zone)}>
      {relativeDay(locale, dayOf(instant, zone), dayOf(now, zone))}, {formatTime(locale, instant, zone)}
    </time>
  );
}
