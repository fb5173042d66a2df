import { list, numberOrNull, rowsOf, text } from '#db/reference/read.ts';

const HOLIDAYS = 'calendar/holidays.csv';
export const CALENDAR_FILES = [HOLIDAYS];

/** Years whose public holidays are written down. */
const FIRST_YEAR = 2020;
const LAST_YEAR = 2120;

export interface HolidayRow {
  area: string;
  day: string;
  code: string;
  name_fr: string;
  name_en: string;
}

const isoOf = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/** Easter Sunday of the Gregorian calendar: month (3 or 4) and day. Anonymous algorithm (Nature, 1876), integers only. */
export function easterOf(year: number): { month: number; day: number } {
  const { floor } = Math;
  const golden = year % 19;
  const century = floor(year / 100);
  const lunar = floor((century + 8) / 25);
  const epact =
    (19 * golden + century - floor(century / 4) - floor((century - lunar + 1) / 3) + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * floor((year % 100) / 4) - epact - ((year % 100) % 4)) % 7;
  const late = floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return { month: floor(sum / 31), day: (sum % 31) + 1 };
}

/** Rows of `public_holiday`: every day of every rule, in the years it holds. */
export function holidayRows(): HolidayRow[] {
  return rowsOf(HOLIDAYS).flatMap((row) => {
    const afterEaster = numberOrNull(row, 'after_easter');
    const first = numberOrNull(row, 'first_year') ?? FIRST_YEAR;
    const last = numberOrNull(row, 'last_year') ?? LAST_YEAR;
    const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
    const dayIn = (year: number) => {
      if (afterEaster === null)
        return isoOf(year, numberOrNull(row, 'month') ?? 0, numberOrNull(row, 'day') ?? 0);
      const easter = easterOf(year);
      return isoOf(year, easter.month, easter.day + afterEaster);
    };
    return years
      .filter((year) => year >= first && year <= last)
      .flatMap((year) =>
        list(row, 'areas').map((area) => ({
          area,
          day: dayIn(year),
          code: text(row, 'code'),
          name_fr: text(row, 'name_fr'),
          name_en: text(row, 'name_en'),
        })),
      );
  });
}
