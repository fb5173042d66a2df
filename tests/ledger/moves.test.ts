import { randomUUID } from 'node:crypto';
import { fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { makeLot } from '#tests/support/factories.ts';
import { holdsOf, hours, seenOf, works } from './moves-world.ts';
import {
  accepted,
  auditOf,
  call,
  callWith,
  expectOk,
  handedOver,
  type Party,
  party,
  weighed,
} from './world.ts';

const DAY = 86_400_000;

test('40 lots, 12 reservations, 4 days later: no hold lost, 12 answers asked, one event a taker', {
  timeout: 60_000,
}, async () => {
  const { sql } = await testDatabase();
  const { holder, site, reservations } = await works();
  const before = await holdsOf(sql, reservations);
  const answer = expectOk(await call(sql, 'postpone_site', holder, site.id, 4, await seenOf(sql, site)));
  expect(answer).toMatchObject({ lots: 40, reservations: 12, takers: 4, slots: 0, days: 4 });
  const after = await holdsOf(sql, reservations);
  const kept = (rows: typeof before) => rows.map(({ id, state, held }) => [id, state, held]);
  expect(kept(after)).toEqual(kept(before));
  for (const [n, one] of after.entries()) {
    const later = (one.expires_at.getTime() - (before[n]?.expires_at.getTime() ?? 0)) / DAY;
    expect(later).toBeGreaterThanOrEqual(3.9);
    expect(later).toBeLessThanOrEqual(5);
  }
  const [windows] =
    await sql`select min(available_from - current_date) as first, min(available_until - current_date) as last,
      max(version) as version from lot where site_id = ${site.id}`;
  expect(windows).toEqual({ first: 9, last: 25, version: 2 });
  const asks = await sql`select kind, cause, old_qty, new_qty, answer, new_expires_at from ledger.ask
    where reservation_id = any(${reservations}) order by reservation_id`;
  expect(asks).toHaveLength(12);
  expect(
    asks.every((ask) => ask.cause === 'postponed' && ask.answer === null && ask.old_qty === ask.new_qty),
  ).toBe(true);
  expect(asks.map((ask) => ask.new_expires_at)).toEqual(after.map((one) => one.expires_at));
  const events =
    await sql`select payload from event where kind = 'site.moved' and (payload ->> 'site')::bigint = ${site.id}`;
  expect(events.map((event) => event.payload.asks.length)).toEqual([3, 3, 3, 3]);
  expect(await auditOf(sql)).toEqual([]);
});

test('booked hours move with the works, and their holds outlast them by three days', async () => {
  const { sql, owner } = await testDatabase();
  const { holder, site, takers, reservations } = await works(2, 2, 2);
  const [slot] = await hours(owner, site, [8, 9]);
  const mine = reservations[1] as number;
  expectOk(await call(sql, 'book_slot', takers[1] as Party, `{${mine}}`, Number(slot)));
  const [was] = await sql`select starts_at, ends_at from site_slot where id = ${Number(slot)}`;
  expect(
    expectOk(await call(sql, 'postpone_site', holder, site.id, 4, await seenOf(sql, site))),
  ).toMatchObject({ slots: 2 });
  const [now] = await sql`select starts_at, ends_at from site_slot where id = ${Number(slot)}`;
  expect(now?.starts_at.getTime() - was?.starts_at.getTime()).toBe(4 * DAY);
  const [hold] = await holdsOf(sql, [mine]);
  expect(hold).toMatchObject({ state: 'scheduled', slot_id: slot });
  expect(hold?.expires_at.getTime()).toBeGreaterThanOrEqual(now?.ends_at.getTime() + 3 * DAY);
  expect(await auditOf(sql)).toEqual([]);
});

test('brought forward, no deadline gets shorter, no window drops a promise, no hour falls in the past', async () => {
  const { sql, owner } = await testDatabase();
  const { holder, site, reservations } = await works(3, 3, 3);
  await hours(owner, site, [8]);
  const before = await holdsOf(sql, reservations);
  const refused = await call(sql, 'postpone_site', holder, site.id, -9, await seenOf(sql, site));
  expect(refused.outcome).toBe('slot-into-past');
  expectOk(await call(sql, 'postpone_site', holder, site.id, -7, await seenOf(sql, site)));
  expect(await holdsOf(sql, reservations)).toEqual(before);
  const lots = await sql`
    select available_from >= current_date as begins, available_until >= (select max((expires_at at time zone 'Europe/Paris')::date)
      from ledger.reservation where lot_id = lot.id) as covers from lot where site_id = ${site.id}`;
  expect(lots.every((lot) => lot.begins && lot.covers)).toBe(true);
  const asks =
    await sql`select cause from ledger.ask where reservation_id = any(${reservations}) and answer is null`;
  expect(asks.map(({ cause }) => cause)).toEqual(['brought-forward', 'brought-forward', 'brought-forward']);
});

test('a second move asks anew and keeps the promise the first question began with', async () => {
  const { sql } = await testDatabase();
  const { holder, site, reservations } = await works(1, 1, 1);
  const [first] = await holdsOf(sql, reservations);
  for (const days of [4, 3])
    expectOk(await call(sql, 'postpone_site', holder, site.id, days, await seenOf(sql, site)));
  const asks =
    await sql`select answer, old_expires_at from ledger.ask where reservation_id = any(${reservations}) order by id`;
  expect(asks.map(({ answer }) => answer)).toEqual(['replaced', null]);
  expect(asks[1]?.old_expires_at).toEqual(first?.expires_at);
});

test('what one side has said to be taken is neither moved nor asked; a window that is past stays past', async () => {
  const { sql, owner } = await testDatabase();
  const { holder, site, takers, reservations, lots } = await works(2, 2, 2);
  await owner`update lot set available_from = null where site_id = ${site.id}`;
  expectOk(
    await call(
      sql,
      'confirm_handover',
      takers[1] as Party,
      reservations[1] as number,
      2000,
      ...weighed(40_000),
    ),
  );
  await owner`update lot set available_until = current_date - 3 where id = ${lots[0]?.id as number}`;
  const before = await holdsOf(sql, reservations);
  expect(
    expectOk(await call(sql, 'postpone_site', holder, site.id, 4, await seenOf(sql, site))),
  ).toMatchObject({ lots: 1, reservations: 1 });
  const after = await holdsOf(sql, reservations);
  expect(after[1]).toEqual(before[1]);
  expect(after[0]?.expires_at.getTime()).toBeGreaterThanOrEqual(before[0]?.expires_at.getTime() as number);
});

test('a hold past its deadline is over, swept or not: a move does not bring it back', async () => {
  const { sql, owner } = await testDatabase();
  const { holder, site, reservations } = await works(2, 2, 2);
  await owner`update ledger.reservation set expires_at = ledger.clock() where id = ${reservations[1] as number}`;
  const answer = await call(sql, 'postpone_site', holder, site.id, 4, await seenOf(sql, site));
  expect(expectOk(answer)).toMatchObject({ reservations: 1, takers: 1 });
  expect((await holdsOf(sql, reservations)).map(({ state }) => state)).toEqual([
    'requested',
    'not_collected',
  ]);
});

test('a request on its way is waited for: the screen did not show it, nothing moves without it', async () => {
  const { sql, url } = await testDatabase();
  const { holder, site, lots } = await works(2, 1, 1);
  const [seen, newcomer] = [await seenOf(sql, site), await party(sql)];
  const two = openDatabase(url, { max: 2, lockTimeout: '20s', statementTimeout: '20s' });
  try {
    const moved = await two.sql.begin(async (tx) => {
      const key = randomUUID();
      await tx`select ledger.reserve(${newcomer.organisation}, ${newcomer.person}, ${key}, ${lots[1]?.id as number}, 1000, 'own_works')`;
      const waiting = call(two.sql, 'postpone_site', holder, site.id, 4, seen);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { waiting };
    });
    expect((await moved.waiting).outcome).toBe('changed-meanwhile');
  } finally {
    await two.close();
  }
});

test('refused and nothing written: another organisation, no days, too many, another screen; twice at once is done once', async () => {
  const { sql } = await testDatabase();
  const { holder, site } = await works(2, 2, 2);
  const seen = await seenOf(sql, site);
  const stranger = await party(sql);
  const outcomes = [
    await call(sql, 'postpone_site', stranger, site.id, 4, seen),
    await call(sql, 'postpone_site', holder, site.id, 0, seen),
    await call(sql, 'postpone_site', holder, site.id, 366, seen),
    await call(sql, 'postpone_site', holder, site.id, 4, 'another'),
    await call(sql, 'close_site', stranger, site.id, '{"*": "lost"}', 'keep', seen),
    await call(sql, 'close_site', holder, site.id, '{}', 'keep', seen),
    await call(sql, 'cancel_day', stranger, site.id, '2030-01-01', 'weather'),
    await call(sql, 'reopen_site', holder, site.id),
  ];
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([
    ...[
      'not-found',
      'bad-days',
      'bad-days',
      'changed-meanwhile',
      'not-found',
      'fate-needed',
      'not-found',
      'wrong-state',
    ],
  ]);
  expect(await seenOf(sql, site)).toBe(seen);
  const key = randomUUID();
  const both = await Promise.all(
    [0, 1].map(() => callWith(sql, key, 'postpone_site', holder, site.id, 4, seen)),
  );
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['ok', 'replayed']);
  const again = await seenOf(sql, site);
  const two = await Promise.all([0, 1].map(() => call(sql, 'postpone_site', holder, site.id, 4, again)));
  expect(two.map(({ outcome }) => outcome).sort()).toEqual(['changed-meanwhile', 'ok']);
});

test.each([
  'ledger.lock_site(1, 1)',
  'ledger.lock_lots_of_site(1)',
  "ledger.take_off(null, null, 1, 'lost', null, 1, 1, gen_random_uuid())",
  'ledger.close_lot(null, 1, 1)',
  "ledger.put_ask(null, null, 'moved', 1, now(), 'postponed', 1)",
])('the serving role may not call %s by itself', async (statement) => {
  const { sql } = await testDatabase();
  await expect(sql.unsafe(`select ${statement}`)).rejects.toMatchObject({ code: '42501' });
});

test('a day called off: nobody loses a hold, each has time to choose again, the hour takes nobody any more', async () => {
  const { sql, owner } = await testDatabase();
  const { holder, site, takers, reservations } = await works(4, 4, 2);
  const [slot, other] = await hours(owner, site, [8, 9]);
  const day = String((await owner`select (current_date + 8)::text as day`)[0]?.day);
  const mine = [reservations[1], reservations[3]].map(Number);
  expectOk(await call(sql, 'book_slot', takers[1] as Party, `{${mine}}`, Number(slot)));
  const before = await holdsOf(sql, mine);
  const answer = expectOk(await call(sql, 'cancel_day', holder, site.id, day, 'weather'));
  expect(answer).toMatchObject({ slots: 1, reservations: 2, takers: 1 });
  const after = await holdsOf(sql, mine);
  expect(after.map(({ state, slot_id, held }) => [state, slot_id, held])).toEqual([
    ['accepted', null, 2000],
    ['accepted', null, 2000],
  ]);
  for (const [n, one] of after.entries())
    expect(one.expires_at.getTime()).toBeGreaterThanOrEqual(before[n]?.expires_at.getTime() as number);
  const events =
    await sql`select payload from event where kind = 'site.day-cancelled' and (payload ->> 'site')::bigint = ${site.id}`;
  expect(events.map(({ payload }) => [payload.day, payload.cause, payload.reservations.sort()])).toEqual([
    [day, 'weather', mine],
  ]);
  expect((await call(sql, 'book_slot', takers[1] as Party, `{${mine}}`, Number(slot))).outcome).toBe(
    'slot-cancelled',
  );
  expectOk(await call(sql, 'book_slot', takers[1] as Party, `{${mine}}`, Number(other)));
  expect((await call(sql, 'cancel_day', holder, site.id, day, 'weather')).outcome).toBe('no-slot-that-day');
});

test('closing: a fate for all that remains, every hold ended and told, drafts gone, hours called off; books exact', async () => {
  const { sql, owner } = await testDatabase();
  const { holder, site, lots, takers, reservations } = await works(6, 4, 2);
  await owner`update lot set available_from = null where site_id = ${site.id}`;
  const draft = await makeLot(owner, holder, { site, publish: false });
  const [slot] = await hours(owner, site, [8]);
  expectOk(await call(sql, 'book_slot', takers[1] as Party, `{${Number(reservations[1])}}`, Number(slot)));
  const gone = await accepted(sql, holder, takers[0] as Party, lots[5]?.id as number, 5000);
  await handedOver(sql, holder, takers[0] as Party, gone, 5000, 100_000);
  const blocked = await accepted(sql, holder, takers[0] as Party, lots[4]?.id as number, 1000);
  expectOk(await call(sql, 'confirm_handover', takers[0] as Party, blocked, 1000, ...weighed(20_000)));
  const fates = JSON.stringify({
    '*': 'recycled',
    [String(lots[1]?.id)]: 'kept',
    [String(lots[2]?.id)]: 'landfilled',
  });
  const first = await call(sql, 'close_site', holder, site.id, fates, 'delete', await seenOf(sql, site));
  expect(first).toMatchObject({ outcome: 'handover-begun', count: 1 });
  expectOk(await call(sql, 'confirm_handover', holder, blocked, 1000, null, null, null, null));
  const [key, seen] = [randomUUID(), await seenOf(sql, site)];
  const answer = await callWith(sql, key, 'close_site', holder, site.id, fates, 'delete', seen);
  expect(expectOk(answer)).toMatchObject({ lots: 6, reservations: 4, takers: 2, slots: 1, drafts: 1 });
  const stocks = await sql`
    select available, held, collected, recycled, landfilled, kept, status from ledger.stock s join lot l on l.id = s.lot_id
     where l.site_id = ${site.id} order by l.id`;
  const shape = stocks.map((s) => [
    s.available + s.held,
    s.collected,
    s.recycled,
    s.landfilled,
    s.kept,
    s.status,
  ]);
  expect(shape).toEqual([
    [0, 0, 20_000, 0, 0, 'withdrawn'],
    [0, 0, 0, 0, 20_000, 'withdrawn'],
    [0, 0, 0, 20_000, 0, 'withdrawn'],
    [0, 0, 20_000, 0, 0, 'withdrawn'],
    [0, 1000, 19_000, 0, 0, 'withdrawn'],
    [0, 5000, 15_000, 0, 0, 'withdrawn'],
  ]);
  expect((await holdsOf(sql, reservations)).map(({ state }) => state)).toEqual([
    ...['refused', 'cancelled', 'refused', 'cancelled'],
  ]);
  const told =
    await sql`select payload from event where kind = 'site.closed' and (payload ->> 'site')::bigint = ${site.id}`;
  expect(told.flatMap(({ payload }) => payload.reservations).sort()).toEqual([...reservations].sort());
  expect(await sql`select 1 from lot where id = ${draft.id}`).toEqual([]);
  expect((await callWith(sql, key, 'close_site', holder, site.id, fates, 'delete', seen)).outcome).toBe(
    'replayed',
  );
  const late = await makeLot(owner, holder, { site, publish: false });
  expect((await call(sql, 'publish', holder, late.id)).outcome).toBe('site-closed');
  expectOk(await call(sql, 'reopen_site', holder, site.id));
  expectOk(await call(sql, 'publish', holder, late.id));
  expect(await auditOf(sql)).toEqual([]);
});

test('at the very instant of a deadline, beside reservations and cancellations: expired before, or moved; never lost', {
  timeout: 60_000,
}, async () => {
  const { sql, owner, url } = await testDatabase();
  const many = openDatabase(url, { max: 12, lockTimeout: '20s', statementTimeout: '20s' });
  try {
    for (let round = 0; round < 6; round += 1) {
      const { holder, site, lots, takers, reservations } = await works(6, 6, 3);
      const due = new Date(Date.now() + 150 + round * 10);
      await owner`update ledger.reservation set expires_at = ${due} where id = any(${reservations})`;
      const seen = await seenOf(sql, site);
      await new Promise((resolve) =>
        setTimeout(resolve, Math.max(0, due.getTime() - Date.now() - 15 + round * 5)),
      );
      const newcomer = await party(sql);
      const [moved] = await Promise.all([
        call(many.sql, 'postpone_site', holder, site.id, 4, seen),
        call(many.sql, 'reserve', newcomer, lots[0]?.id as number, 20_000, 'own_works'),
        call(many.sql, 'cancel', takers[0] as Party, reservations[0] as number),
        many.sql`select ledger.expire_due(50)`,
        call(many.sql, 'reserve', newcomer, lots[5]?.id as number, 1000, 'own_works'),
      ]);
      expect(['ok', 'changed-meanwhile']).toContain(moved.outcome);
      await many.sql`select ledger.expire_due(50)`;
      for (const { state, held, expires_at } of await holdsOf(sql, reservations)) {
        if (held > 0) expect(expires_at.getTime()).toBeGreaterThan(Date.now() + 3 * DAY);
        else expect(['expired', 'not_collected', 'cancelled']).toContain(state);
      }
    }
    expect(await auditOf(sql)).toEqual([]);
  } finally {
    await many.close();
  }
});

test('whatever the site and the history: a move never shortens or loses a hold, a close leaves nothing behind', {
  timeout: 90_000,
}, async () => {
  const { sql, owner } = await testDatabase();
  const day = fc.option(fc.integer({ min: -5, max: 30 }), { nil: null });
  const act = fc.oneof(
    fc.record({ do: fc.constant('move' as const), days: fc.integer({ min: -20, max: 60 }) }),
    fc.record({
      do: fc.constantFrom('book' as const, 'cancel' as const, 'accept' as const, 'call-off' as const),
      pick: fc.nat(9),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(day, day), { minLength: 1, maxLength: 3 }),
      fc.array(act, { minLength: 1, maxLength: 5 }),
      fc.constantFrom('recycled', 'landfilled', 'kept', 'lost'),
      async (windows, acts, fate) => {
        const { holder, site, lots, takers, reservations } = await works(windows.length, 3, 3);
        const slots = await hours(owner, site, [2, 6, 20]);
        for (const [n, [a, b]] of windows.entries()) {
          const [from, until] = a !== null && b !== null && a > b ? [b, a] : [a, b];
          await owner`update lot set available_from = current_date + ${from}::int, available_until = current_date + ${until}::int
            where id = ${lots[n]?.id as number}`;
        }
        for (const one of acts) {
          const before = await holdsOf(sql, reservations);
          const pick = 'pick' in one ? one.pick % reservations.length : 0;
          const [id, taker] = [reservations[pick] as number, takers[pick] as Party];
          if (one.do === 'move') {
            const answer = await call(
              sql,
              'postpone_site',
              holder,
              site.id,
              one.days,
              await seenOf(sql, site),
            );
            expect(['ok', 'bad-days', 'slot-into-past']).toContain(answer.outcome);
            for (const [n, after] of (await holdsOf(sql, reservations)).entries()) {
              if ((before[n]?.held ?? 0) === 0 || (before[n]?.expires_at.getTime() ?? 0) <= Date.now())
                continue;
              expect(after.held).toBe(before[n]?.held);
              expect(after.expires_at.getTime()).toBeGreaterThanOrEqual(
                before[n]?.expires_at.getTime() as number,
              );
            }
          } else if (one.do === 'book')
            await call(sql, 'book_slot', taker, `{${id}}`, slots[one.pick % 3] as number);
          else if (one.do === 'cancel') await call(sql, 'cancel', taker, id);
          else if (one.do === 'accept') await call(sql, 'accept', holder, id);
          else {
            const [row] =
              await owner`select (starts_at at time zone 'Europe/Paris')::date::text as day from site_slot where id = ${slots[one.pick % 3] as number}`;
            await call(sql, 'cancel_day', holder, site.id, String(row?.day), 'strike');
          }
        }
        const early = await sql`select r.id from ledger.reservation r join site_slot p on p.id = r.slot_id
          where r.state = 'scheduled' and r.id = any(${reservations}) and r.expires_at < p.ends_at + interval '71 hours'`;
        expect(early).toEqual([]);
        expectOk(
          await call(
            sql,
            'close_site',
            holder,
            site.id,
            JSON.stringify({ '*': fate }),
            'keep',
            await seenOf(sql, site),
          ),
        );
        const [left] =
          await sql`select sum(s.available + s.held)::int as left from ledger.stock s join lot l on l.id = s.lot_id where l.site_id = ${site.id}`;
        expect(left?.left).toBe(0);
      },
    ),
    { numRuns: 15, seed: 20261123 },
  );
  expect(await auditOf(sql)).toEqual([]);
});
