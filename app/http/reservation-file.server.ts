import type { ListedReservation } from '#app/domain/reservations/list.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { unitName } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Cell } from '#app/platform/csv/write-csv.ts';

/** "2027-03-06 08:00" by the clock of the site. */
function localTime(at: string, zone: string): string {
  const instant = new Date(at);
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone }).format(instant);
  return `${dayOf(instant, zone)} ${time}`;
}

/** Thousandths as the reader's spreadsheet reads a number. */
const decimal = (locale: Locale, milli: number): string => {
  const text = String(milli / 1000);
  return locale === 'fr' ? text.replace('.', ',') : text;
};

/** The heading and one line a reservation. */
export function reservationRows(locale: Locale, reservations: readonly ListedReservation[]): Cell[][] {
  const t = translator(locale, 'reservationList');
  const words = translator(locale, 'reservations');
  const columns = [
    ...([
      'reference',
      'side',
      'lot',
      'site',
      'commune',
      'other',
      'quantity',
      'taken',
      'unit',
      'state',
      'awaits',
    ] as const),
    ...(['purpose', 'destination', 'substitution', 'requestedAt', 'deadline', 'zone', 'closedAt'] as const),
  ];
  const line = (one: ListedReservation): Cell[] => [
    ...[one.publicId, t(`csv.sides.${one.side}`), one.lot.title, one.site.name, one.commune, one.other.name],
    ...[decimal(locale, one.quantityMilli), decimal(locale, one.takenMilli), unitName(locale, one.unit)],
    words(`state.${one.lapsed ? 'expired' : one.state}`),
    one.awaits ? t(`awaits.${one.awaits}`) : '',
    words(`purpose.${one.purpose}`),
    one.destination,
    one.substitution ? words(`substitution.${one.substitution}`) : '',
    localTime(one.requestedAt, one.zone),
    one.closedAt || one.expirySuspended ? '' : localTime(one.expiresAt, one.zone),
    one.zone,
    one.closedAt ? localTime(one.closedAt, one.zone) : '',
  ];
  return [columns.map((column) => t(`csv.column.${column}`)), ...reservations.map(line)];
}
