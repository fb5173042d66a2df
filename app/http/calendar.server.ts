import { createEvents, type EventAttributes } from 'ics';
import type { Appointment } from '#app/domain/slots/calendar.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';

/** Appointments as an iCalendar file (RFC 5545), instants in UTC: each calendar shows them in its own zone. */
export function calendarFile(appointments: readonly Appointment[], locale: Locale, origin: string): string {
  const { error, value } = createEvents(
    appointments.map((one) => eventOf(one, locale, origin)),
    {
      productId: '-//Gisement//Retraits//FR',
      method: 'PUBLISH',
      calName: translator(locale, 'slots.event')('name'),
    },
  );
  if (error || value === null) throw error ?? new Error('no calendar was written');
  return value;
}

function eventOf(one: Appointment, locale: Locale, origin: string): EventAttributes {
  const t = translator(locale, 'slots.event');
  const [first] = one.lines;
  const url = first ? origin + paths.reservation(first.publicId) : null;
  const lines = one.lines
    .map(({ quantityMilli, unit, title }) => `${formatQuantity(locale, quantityMilli, unit)} ${title}`)
    .join(', ');
  const said = [
    one.cancelled ? t('cancelled') : t('what', { lines }),
    one.side === 'taker' ? t('with', { name: one.other }) : null,
    one.accessNote,
    url && t('see', { url }),
  ];
  const place = [one.address, one.commune].filter(Boolean).join(', ');
  return {
    uid: `${one.uid}@${new URL(origin).hostname}`,
    title: t(one.side === 'taker' ? 'collect' : 'receive', { site: one.site, name: one.other }),
    description: said.filter(Boolean).join('\n'),
    start: new Date(one.startsAt).getTime(),
    end: new Date(one.endsAt).getTime(),
    ...{ startInputType: 'utc', startOutputType: 'utc', endInputType: 'utc', endOutputType: 'utc' },
    lastModified: new Date(one.changedAt).getTime(),
    sequence: one.changes,
    status: one.cancelled ? 'CANCELLED' : 'CONFIRMED',
    busyStatus: one.cancelled ? 'FREE' : 'BUSY',
    ...(one.cancelled ? {} : { location: place }),
    ...(url ? { url } : {}),
  };
}

export const calendarHeaders = {
  'Content-Type': 'text/calendar; charset=utf-8',
  'Cache-Control': 'private, no-store',
  'X-Robots-Tag': 'noindex',
  'Referrer-Policy': 'no-referrer',
};
