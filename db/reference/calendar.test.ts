import { expect, it, test } from 'vitest';
import { easterOf, holidayRows } from '#db/reference/calendar.ts';

test.each([
  [2024, '3-31'],
  [2025, '4-20'],
  [2026, '4-5'],
  [2027, '3-28'],
  [2028, '4-16'],
  [2038, '4-25'],
  [2049, '4-18'],
  [2100, '3-28'],
])('Easter %i', (year, expected) => {
  const { month, day } = easterOf(year);
  expect(`${month}-${day}`).toBe(expected);
});

const daysOf = (area: string, year: number) =>
  holidayRows()
    .filter((row) => row.area === area && row.day.startsWith(String(year)))
    .map(({ day }) => day.slice(5))
    .sort();

it('has the eleven days of the Code du travail everywhere', () => {
  const days2027 = '01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25';
  expect(daysOf('FR', 2027)).toEqual(days2027.split(' '));
});

it('has the two more of Alsace and Moselle, and the days of abolition overseas', () => {
  for (const area of ['57', '67', '68']) expect(daysOf(area, 2027)).toEqual(['03-26', '12-26']);
  const abolition = { 971: '05-27', 972: '05-22', 973: '06-10', 974: '12-20', 976: '04-27', 977: '10-09' };
  for (const [area, day] of Object.entries(abolition)) expect(daysOf(area, 2027)).toEqual([day]);
});
