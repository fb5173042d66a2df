import { beforeAll, expect, it, test } from 'vitest';
import { DELAYS, readDelayWords } from '#app/domain/reservations/delays.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { changeDelays, delayLines, delaysNow } from '../../scripts/delay-settings.ts';
import { call, expectOk, lot, party } from './world.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});

it('are those of the trade until the operator says otherwise', async () => {
  expect(await delaysNow(world.sql)).toEqual({
    request: '72h',
    pick_up: '14d',
    after_slot: '72h',
    offer: '48h',
    reduction_answer: '72h',
    move_answer: '72h',
    messages: '90d',
    reminder_1: '24h',
    reminder_2: '72h',
    reminder_3: '7d',
    not_me: '7d',
    late_word: '7d',
    calls: '7d',
    missed_from: '30min',
    missed_until: '72h',
    missed_contest: '7d',
    outcome: '90d',
    outcome_reminder: '14d',
    outcome_change: '180d',
    undo: '10min',
    day_starts: '08:00',
    day_ends: '20:00',
    open_unproven: '3',
    waiting_most: '50',
  });
  expect(delayLines(await delaysNow(world.sql))[0]).toBe(
    'request           72h     an unanswered request frees itself',
  );
});

it('changes what comes next, keeps who changed it, and leaves deadlines already told', async () => {
  const holder = await party(world.sql);
  const lotId = await lot(world.sql, holder);
  const ask = async () =>
    expectOk(await call(world.sql, 'reserve', await party(world.sql), lotId, 1000, 'own_works'))
      .expires_at as string;
  const told = await ask();
  const after = await changeDelays(world.owner, readDelayWords(['request=30d', 'day_ends=18:00']), 'zoe');
  expect(after).toMatchObject({ request: '30d', day_ends: '18:00', pick_up: '14d' });
  expect(Date.parse(await ask()) - Date.parse(told)).toBeGreaterThan(20 * 86_400_000);
  const [kept] = await world.sql`select expires_at from ledger.reservation order by id limit 1`;
  expect((kept?.expires_at as Date | undefined)?.getTime()).toBe(Date.parse(told));
  const [event] = await world.sql`select payload from event where kind = 'delays.changed'`;
  expect(event?.payload).toEqual({
    who: 'zoe',
    before: { request: '72h', day_ends: '20:00' },
    after: { request: '30d', day_ends: '18:00' },
  });
});

test.each(Object.entries(DELAYS))('%s has the same bounds in the database', async (name, { least, most }) => {
  const set = (value: string) => world.owner.unsafe(`update ledger.delay set ${name} = ${value}`);
  const written = (short: string) => `'${readDelayWords([`${name}=${short}`])[name as 'request']}'::interval`;
  for (const bound of [least, most]) await set(written(bound));
  await expect(set(`${written(most)} + interval '1 second'`)).rejects.toThrow(/check constraint/);
  await expect(set(`${written(least)} - interval '1 second'`)).rejects.toThrow(/check constraint/);
});

it('are not the serving role’s to change', async () => {
  await expect(world.sql`update ledger.delay set request = '1 hour'`).rejects.toThrow(/permission denied/);
});

it('a day of answers lasts four hours at least', async () => {
  await expect(changeDelays(world.owner, readDelayWords(['day_starts=17:00']), 'zoe')).rejects.toThrow(
    /delay_day_bounds/,
  );
});
