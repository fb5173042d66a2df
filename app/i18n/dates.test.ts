import { describe, expect, it } from 'vitest';
import {
  dayOf,
  daysBetween,
  formatDay,
  formatDayRange,
  formatInstant,
  formatMonth,
  relativeDay,
  sinceDay,
  untilDay,
} from './dates.ts';

describe('near days', () => {
  const today = '2026-11-24';
  it.each([
    ['2026-11-24', 'aujourd’hui', 'today'],
    ['2026-11-25', 'demain', 'tomorrow'],
    ['2026-11-23', 'hier', 'yesterday'],
    ['2026-11-27', 'vendredi, dans 3 jours', 'Friday, in 3 days'],
    ['2026-11-20', 'il y a 4 jours', '4 days ago'],
    ['2026-12-01', '1er décembre', '1 December'],
    ['2027-01-05', '5 janvier 2027', '5 January 2027'],
  ])('%s', (day, fr, en) => {
    expect(relativeDay('fr', day, today)).toBe(fr);
    expect(relativeDay('en', day, today)).toBe(en);
  });
});

describe('ends of a window', () => {
  const today = '2026-11-24';
  it('says the last and the first day as one speaks', () => {
    expect(untilDay('fr', '2026-11-25', today)).toBe('jusqu’à demain');
    expect(untilDay('fr', '2026-11-27', today)).toBe('jusqu’à vendredi, dans 3 jours');
    expect(untilDay('fr', '2026-12-01', today)).toBe('jusqu’au 1er décembre');
    expect(untilDay('en', '2026-12-01', today)).toBe('until 1 December');
    expect(sinceDay('fr', '2026-11-24', today)).toBe('dès aujourd’hui');
    expect(sinceDay('fr', '2026-12-03', today)).toBe('à partir du 3 décembre');
  });
});

describe('days', () => {
  it('writes them whole, with or without the weekday', () => {
    expect(formatDay('fr', '2026-05-12')).toBe('12 mai 2026');
    expect(formatDay('fr', '2026-05-01', { weekday: true })).toBe('vendredi 1er mai 2026');
    expect(formatDay('en', '2026-05-01', { weekday: true })).toBe('Friday, 1 May 2026');
    expect(formatMonth('fr', '2026-03')).toBe('mars 2026');
  });
  it('writes ranges without repeating what both ends share', () => {
    expect(formatDayRange('fr', '2026-05-03', '2026-05-12')).toBe('du 3 au 12 mai 2026');
    expect(formatDayRange('fr', '2026-05-03', '2026-06-12')).toBe('du 3 mai au 12 juin 2026');
    expect(formatDayRange('fr', '2026-12-30', '2027-01-02')).toBe('du 30 décembre 2026 au 2 janvier 2027');
    expect(formatDayRange('en', '2026-05-01', '2026-05-12')).toBe('1 to 12 May 2026');
    expect(formatDayRange('fr', '2026-05-03', null)).toBe('à partir du 3 mai 2026');
    expect(formatDayRange('en', null, '2026-05-03')).toBe('until 3 May 2026');
    expect(formatDayRange('fr', null, null)).toBe('');
    expect(formatDayRange('fr', '2026-05-03', '2026-05-03')).toBe('3 mai 2026');
  });
  it('counts days on the calendar, across the change of hour', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2026-03-01', '2026-02-27')).toBe(-2);
  });
  it('takes the day of an instant in a zone', () => {
    expect(dayOf(new Date('2026-11-22T23:30:00Z'))).toBe('2026-11-23');
    expect(dayOf(new Date('2026-11-22T23:30:00Z'), 'America/Guadeloupe')).toBe('2026-11-22');
  });
  it('writes an instant in the site’s zone', () => {
    expect(formatInstant('fr', new Date('2026-05-12T12:05:00Z'))).toBe('12 mai 2026 à 14:05');
    expect(formatInstant('en', new Date('2026-05-12T12:05:00Z'), 'Indian/Reunion')).toBe(
      '12 May 2026 at 16:05',
    );
  });
});
