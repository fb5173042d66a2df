import { dayOf, formatDay, formatTime, zoneNote } from './dates.ts';
import { type Locale, timeZone } from './locale.ts';

/** Hours of a slot by the clock of its site: "08:00 – 12:00". */
export function formatHours(locale: Locale, startsAt: Date, endsAt: Date, zone: string): string {
  return `${formatTime(locale, startsAt, zone)}\u00a0–\u00a0${formatTime(locale, endsAt, zone)}`;
}

/** "mardi 24 novembre 2026, 08:00 – 12:00"; the zone is named when it is not the reader's. */
export function formatSlot(
  locale: Locale,
  slot: { startsAt: Date; endsAt: Date },
  zone = timeZone,
  readerZone = zone,
): string {
  const day = formatDay(locale, dayOf(slot.startsAt, zone), { weekday: true });
  const note = zoneNote(locale, slot.startsAt, zone, readerZone);
  return `${day}, ${formatHours(locale, slot.startsAt, slot.endsAt, zone)}${note}`;
}

/** Name of a weekday, Monday 1: "lundi". 1 January 2024 was a Monday. */
export function weekdayName(locale: Locale, weekday: number): string {
  return formatDay(locale, `2024-01-0${weekday}`, { weekday: true }).split(/[\s,]/)[0] ?? '';
}
