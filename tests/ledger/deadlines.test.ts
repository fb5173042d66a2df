import { fc, it } from '@fast-check/vitest';
import { beforeAll, describe, expect, test } from 'vitest';
import { holidayRows } from '#db/reference/calendar.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';

/** Half an hour: every zone of France is a whole number of them from UTC, and so are the changes of summer time. */
const STEP = 30 * 60_000;
const HOUR = 60 * 60_000;

const PLACES = {
  rennes: { departement: '35', zone: 'Europe/Paris' },
  metz: { departement: '57', zone: 'Europe/Paris' },
  reunion: { departement: '974', zone: 'Indian/Reunion' },
  guadeloupe: { departement: '971', zone: 'America/Guadeloupe' },
  miquelon: { departement: '975', zone: 'America/Miquelon' },
  noumea: { departement: '988', zone: 'Pacific/Noumea' },
} as const;
type Place = (typeof PLACES)[keyof typeof PLACES];

let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});

const offDays = new Map<string, Set<string>>();
for (const { area, day } of holidayRows())
  offDays.set(area, (offDays.get(area) ?? new Set<string>()).add(day));

const formats = new Map<string, Intl.DateTimeFormat>();
/** Local day, minutes since midnight and weekday of an instant. */
function localOf(at: number, zone: string) {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, format);
  const [day = '', time = ''] = format.format(at).split(' ');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { day, minutes: hours * 60 + minutes, sunday: new Date(`${day}T00:00Z`).getUTCDay() === 0 };
}

function isOff(at: number, { departement, zone }: Place): boolean {
  const { day, sunday } = localOf(at, zone);
  return sunday || Boolean(offDays.get('FR')?.has(day)) || Boolean(offDays.get(departement)?.has(day));
}

const inTheDay = (at: number, { zone }: Place) => {
  const { minutes } = localOf(at, zone);
  return minutes >= 8 * 60 && minutes <= 20 * 60;
};

/** The rule read slowly: half hour after half hour, those of days off are not counted. */
function slowly(from: number, delay: number, place: Place): number {
  let at = from;
  for (let counted = 0; counted < delay; at += STEP) if (!isOff(at, place)) counted += STEP;
  while (isOff(at, place) || !inTheDay(at, place)) at += STEP;
  return at;
}

type Rule = 'deadline' | 'answer_deadline';
async function deadline(rule: Rule, from: number, delay: number, place: Place, until: string | null = null) {
  const [row] = await world.owner.unsafe(
    `select extract(epoch from ledger.${rule}(jsonb_populate_record(null::ledger.lot_fact, $1::jsonb), $2::timestamptz, make_interval(secs => $3)))::float8 as at`,
    [{ ...place, available_until: until } as never, new Date(from).toISOString(), delay / 1000],
  );
  return Number(row?.at) * 1000;
}

const anyPlace = fc.constantFrom(...Object.values(PLACES));
const anyInstant = fc
  .integer({ min: Date.UTC(2026, 0, 1) / STEP, max: Date.UTC(2032, 0, 1) / STEP })
  .map((count) => count * STEP);
/** Instants of the nights when clocks change, of Easter week and of the end of the year, more often than chance brings. */
const hardInstant = fc
  .tuple(
    fc.constantFrom(
      '2027-03-28',
      '2027-10-31',
      '2027-03-26',
      '2027-05-15',
      '2026-12-24',
      '2027-12-19',
      '2028-04-30',
    ),
    fc.integer({ min: -120, max: 120 }),
  )
  .map(([day, steps]) => Date.parse(`${day}T00:00Z`) + steps * STEP);
const instant = fc.oneof(anyInstant, hardInstant);
const anyDelay = fc.integer({ min: 1, max: 20 * 48 }).map((count) => count * STEP);

describe('a deadline to answer', () => {
  it.prop([instant, anyDelay, anyPlace], { numRuns: 250 })(
    'counts every hour but those of Sundays and public holidays of its place, and ends on a day one answers',
    async (from, delay, place) => {
      const at = await deadline('answer_deadline', from, delay, place);
      expect(at - from).toBeGreaterThanOrEqual(delay);
      expect(isOff(at, place)).toBe(false);
      expect(inTheDay(at, place)).toBe(true);
      expect(at).toBe(slowly(from, delay, place));
    },
  );

  it.prop([instant, fc.integer({ min: 0, max: 200 }), anyDelay, anyPlace], { numRuns: 100 })(
    'never comes earlier for a later question or a longer delay',
    async (from, later, delay, place) => {
      const at = await deadline('answer_deadline', from, delay, place);
      expect(await deadline('answer_deadline', from + later * STEP, delay, place)).toBeGreaterThanOrEqual(at);
      expect(await deadline('answer_deadline', from, delay + later * STEP, place)).toBeGreaterThanOrEqual(at);
    },
  );

  test.each([
    // Friday evening before Whit Monday: Saturday, Tuesday and Wednesday count
    ['2027-05-14T18:00+02:00', 'rennes', '2027-05-19 18:00'],
    // Thursday before Good Friday and Easter: in Metz the Friday does not run
    ['2027-03-25T10:00+01:00', 'rennes', '2027-03-30 10:00'],
    ['2027-03-25T10:00+01:00', 'metz', '2027-03-31 10:00'],
    // 26 December is Saint Stephen's in Metz; 2026: a Saturday
    ['2026-12-23T10:00+01:00', 'rennes', '2026-12-28 10:00'],
    ['2026-12-23T10:00+01:00', 'metz', '2026-12-29 10:00'],
    // 20 December in La Réunion, 27 May in Guadeloupe
    ['2027-12-17T10:00+04:00', 'reunion', '2027-12-22 10:00'],
    ['2027-12-17T10:00+01:00', 'rennes', '2027-12-21 10:00'],
    ['2027-05-25T10:00-04:00', 'guadeloupe', '2027-05-29 10:00'],
    ['2027-05-25T10:00+02:00', 'rennes', '2027-05-28 10:00'],
    // asked in the night before clocks change: hours are counted, not faces of the clock
    ['2027-10-29T10:00+02:00', 'rennes', '2027-11-03 10:00'],
  ] as const)('72 h from %s in %s end on %s', async (from, place, until) => {
    const at = await deadline('answer_deadline', Date.parse(from), 72 * HOUR, PLACES[place]);
    const { day, minutes } = localOf(at, PLACES[place].zone);
    const two = (value: number) => String(value).padStart(2, '0');
    expect(`${day} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`).toBe(until);
  });

  it.prop([instant, anyDelay, anyPlace], { numRuns: 50 })(
    'never passes the last day of the lot',
    async (from, delay, place) => {
      const until = localOf(from + 5 * 24 * HOUR, place.zone).day;
      for (const rule of ['deadline', 'answer_deadline'] as const) {
        const free = await deadline(rule, from, delay, place);
        const bound = await deadline(rule, from, delay, place, until);
        const last = localOf(bound, place.zone);
        expect(last.day <= until || last.minutes === 0).toBe(true);
        expect(bound).toBeLessThanOrEqual(free);
      }
    },
  );
});

describe('any other deadline', () => {
  it.prop([instant, anyDelay, anyPlace], { numRuns: 150 })(
    'is the delay, moved to the next hour of the day',
    async (from, delay, place) => {
      let expected = from + delay;
      while (!inTheDay(expected, place)) expected += STEP;
      expect(await deadline('deadline', from, delay, place)).toBe(expected);
    },
  );

  it('does not depend on the zone of the session', async () => {
    const from = Date.parse('2027-03-26T10:00+01:00');
    const both = await world.owner.begin(async (tx) => {
      const ask = () =>
        tx`select ledger.deadline(jsonb_populate_record(null::ledger.lot_fact, ${{ ...PLACES.rennes } as never}::jsonb),
             ${new Date(from).toISOString()}::timestamptz, '14 days') as at`;
      const [inUtc] = await ask();
      await tx`set local timezone = 'Europe/Paris'`;
      const [inParis] = await ask();
      return [String(inUtc?.at), String(inParis?.at)];
    });
    expect(both[0]).toBe(both[1]);
  });
});
