import { bind, fill, unitWords } from './format.ts';
import { type Locale, timeZone as parisZone } from './locale.ts';

/**
 * How Gisement writes days and instants. A day is 'YYYY-MM-DD' (already in its site's zone); an instant is a Date.
 * `now` is always an argument: the server's, so that both renderings agree.
 */
export type Day = string;
const tags: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };
// a formatter costs thousands of times what it formats
const formats = new Map<string, Intl.DateTimeFormat>();
const calendars = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(tags[locale], options);
    formats.set(key, made);
  }
  return made;
}

/** The calendar day of an instant in a zone. */
export function dayOf(instant: Date, timeZone = parisZone): Day {
  let calendar = calendars.get(timeZone);
  if (!calendar) {
    calendar = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    calendars.set(timeZone, calendar);
  }
  return calendar.format(instant);
}

function noonOf(day: Day): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** Whole days from one day to another; negative when it is past. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((noonOf(to).getTime() - noonOf(from).getTime()) / 86_400_000);
}

/** "12 mai 2026", "mardi 12 mai 2026" with the weekday. */
export function formatDay(
  locale: Locale,
  day: Day,
  options: { weekday?: boolean; short?: boolean } = {},
): string {
  const month = options.short ? 'short' : 'long';
  const weekday = options.weekday ? ({ weekday: 'long' } as const) : {};
  const text = format(locale, { ...weekday, day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }).format(
    noonOf(day),
  );
  return bind(
    text
      .replace(/^1 /, locale === 'fr' ? '1er ' : '1 ')
      .replace(/ 1 (?=\p{L})/u, locale === 'fr' ? ' 1er ' : ' 1 '),
  );
}

/** "mars 2026" from '2026-03' or a day. */
export function formatMonth(locale: Locale, month: string, style: 'long' | 'short' = 'long'): string {
  const date = noonOf(`${month.slice(0, 7)}-01`);
  return format(locale, { month: style, year: 'numeric', timeZone: 'UTC' }).format(date);
}

/** Near days in words ("vendredi, dans 3 jours"), others as a date; the year only when it differs. */
export function relativeDay(locale: Locale, day: Day, today: Day): string {
  const words = unitWords[locale].day;
  const distance = daysBetween(today, day);
  if (distance === 0) return words.today;
  if (distance === 1) return words.tomorrow;
  if (distance === -1) return words.yesterday;
  if (distance > 1 && distance < 7) {
    const name = format(locale, { weekday: 'long', timeZone: 'UTC' }).format(noonOf(day));
    return fill(words.soon, { day: name, count: distance });
  }
  if (distance < -1 && distance > -7) return fill(words.recent, { count: -distance });
  const full = formatDay(locale, day);
  return day.slice(0, 4) === today.slice(0, 4) ? full.replace(/[\s,]+\d{4}$/, '') : full;
}

/** "jusqu’à demain", "jusqu’au 1er décembre": the last day of a window, near days in words. */
export function untilDay(locale: Locale, day: Day, today: Day): string {
  const words = unitWords[locale].day;
  const near = Math.abs(daysBetween(today, day)) < 7;
  return fill(near ? words.untilNear : words.until, { day: relativeDay(locale, day, today) });
}

/** "dès demain", "à partir du 3 mai": the first day of a window. */
export function sinceDay(locale: Locale, day: Day, today: Day): string {
  const words = unitWords[locale].day;
  const near = Math.abs(daysBetween(today, day)) < 7;
  return fill(near ? words.sinceNear : words.since, { day: relativeDay(locale, day, today) });
}

/** "12 mai 2026 à 14:05". */
export function formatInstant(locale: Locale, instant: Date, timeZone = parisZone): string {
  return bind(format(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(instant));
}

export function formatTime(locale: Locale, instant: Date, timeZone = parisZone): string {
  return bind(format(locale, { timeStyle: 'short', timeZone }).format(instant));
}

/**
 * " (heure de La Réunion)" when the clock of a site does not show what the reader's own shows at that instant; else ''.
 */
export function zoneNote(locale: Locale, instant: Date, zone: string, readerZone = parisZone): string {
  const face = (timeZone: string) =>
    format('fr', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(instant);
  if (zone === readerZone || face(zone) === face(readerZone)) return '';
  const names: Record<string, string> = unitWords[locale].zone;
  return ` (${bind(names[zone] ?? zone)})`;
}

/** An instant by the clock of its site, named when it is not the reader's: "12 mai 2026 à 14:05 (heure de La Réunion)". */
export function formatInstantAt(locale: Locale, instant: Date, zone: string, readerZone = parisZone): string {
  return formatInstant(locale, instant, zone) + zoneNote(locale, instant, zone, readerZone);
}

/** 259200 -> "72 heures", 1209600 -> "14 jours": days from four on. */
export function formatDuration(locale: Locale, seconds: number): string {
  const [size, unit] =
    seconds % 86_400 === 0 && seconds >= 4 * 86_400
      ? ([86_400, 'day'] as const)
      : seconds % 3600 === 0
        ? ([3600, 'hour'] as const)
        : ([60, 'minute'] as const);
  const number = new Intl.NumberFormat(tags[locale], { style: 'unit', unit, unitDisplay: 'long' });
  return bind(number.format(seconds / size));
}

/** "du 3 au 12 mai 2026", "à partir du 3 mai 2026", "jusqu’au 12 mai 2026"; '' when both ends are open. */
export function formatDayRange(locale: Locale, from: Day | null, to: Day | null): string {
  const words = unitWords[locale].day;
  if (from && to) {
    const end = formatDay(locale, to);
    let start = formatDay(locale, from);
    if (from === to) return start;
    if (from.slice(0, 4) === to.slice(0, 4)) start = start.replace(/[\s,]+\d{4}$/, '');
    if (from.slice(0, 7) === to.slice(0, 7)) start = start.replace(/\s\p{L}+$/u, '');
    return fill(words.from, { from: start, to: end });
  }
  if (from) return fill(words.since, { day: formatDay(locale, from) });
  if (to) return fill(words.until, { day: formatDay(locale, to) });
  return '';
}
