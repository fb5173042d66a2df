import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountFor, NOTHING_WRONG } from './account.ts';
import { newStorm, only, openPlace, type Place, reserveInCrowd } from './storm.ts';

/** Short here; whole, and with kills, in `npm run bench -- faults`. */
let place: Place;
beforeAll(async () => {
  place = await openPlace({ lots: 10, takers: 20 });
}, 120_000);
afterAll(() => place.stop(), 60_000);

const deadlocks = async () => {
  await place.database.owner`select pg_stat_force_next_flush()`;
  const [row] = await place.database
    .owner`select deadlocks from pg_stat_database where datname = current_database()`;
  return row?.deadlocks;
};

it('1,000 attempts of 40 people through two processes: nothing oversold, nothing lost, no deadlock, nobody turned away without a reason', {
  timeout: 180_000,
}, async () => {
  const before = await deadlocks();
  const storm = newStorm(place.scarce);
  await reserveInCrowd(place, storm, { clients: 40, more: only(1000) });
  expect(storm.oddities).toEqual([]);
  expect(storm.attempts.filter(({ doubts }) => doubts > 0)).toEqual([]);
  expect(storm.attempts).toHaveLength(1000);
  expect(new Set(storm.attempts.map(({ code }) => code))).toEqual(new Set([undefined, 'not-enough-left']));
  expect(await accountFor(place, storm)).toEqual(NOTHING_WRONG);
  expect(await deadlocks()).toBe(before);
});
