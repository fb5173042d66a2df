import { useLocale, useNow } from 'use-intl';
import { dayOf, formatInstantAt, formatTime, relativeDay, zoneNote } from '#app/i18n/dates.ts';
import { useReaderZone } from '#app/ui/layout/reader-zone.ts';

/** An instant in the site's own time, named when it is not the reader's: near days in words, the full date at hand. */
export function Deadline({ at, zone }: { at: string; zone: string }) {
  const locale = useLocale();
  const now = useNow();
  const mine = useReaderZone();
  const instant = new Date(at);
  return (
    <time dateTime={at} title={formatInstantAt(locale, instant, zone, mine)}>
      {relativeDay(locale, dayOf(instant, zone), dayOf(now, zone))}, {formatTime(locale, instant, zone)}
      {zoneNote(locale, instant, zone, mine)}
    </time>
  );
}
