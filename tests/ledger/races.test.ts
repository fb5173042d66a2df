import { fc } from '@fast-check/vitest';
import { expect, inject, test } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { freshDatabase, withDatabase } from '#tests/support/database.ts';
import { type Act, broken, openStage, playRound, type Round, type Stage, withHistory } from './races.ts';
import { GUARDS, type Guard } from './races-guards.ts';

const nat = fc.nat(30);
const units = fc.constantFrom(1, 2, 2, 3, 4);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('reserve' as const),
      who: nat,
      lot: nat,
      units,
      less: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('join' as const), who: nat, lot: nat, units, less: fc.boolean() }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'accept',
        'accept',
        'refuse',
        'cancel',
        'cancel',
        'extend',
        'book',
        'book',
        'leave-slot',
      ),
      pick: nat,
      slot: nat,
    }) as fc.Arbitrary<Act>,
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('take', 'decline', 'leave'), pick: nat }) as fc.Arbitrary<Act>,
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('confirm' as const), pick: nat, units }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('count' as const, 'correct' as const),
      lot: nat,
      units,
    }) as fc.Arbitrary<Act>,
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('answer' as const), pick: nat, yes: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('postpone' as const), days: fc.constantFrom(1, 4, 14) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sweep' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('twice' as const), who: nat, lot: nat, units }) },
);
const round: fc.Arbitrary<Round> = fc.record({
  acts: fc.array(act, { minLength: 4, maxLength: 8 }),
  hours: fc.constantFrom(0, 0, 1, 24, 60, 80, 400),
});

test('expiry, waitlist, answers, hours, counts, corrections and moved works at the same instant: everything holds after every one', {
  timeout: 300_000,
}, async () => {
  const world = await freshDatabase();
  const many = openDatabase(world.url, { max: 10, lockTimeout: '20s', statementTimeout: '20s' });
  const schedules = (seed: number, numRuns: number) =>
    fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 5, maxLength: 9 }), async (rounds) => {
        const stage = await openStage({ ...world, sql: many.sql });
        await withHistory(stage);
        for (const one of rounds) {
          expect(await playRound(stage, one)).toEqual([]);
          expect(await broken(stage)).toEqual([]);
        }
      }),
      { numRuns, seed, endOnFailure: true },
    );
  const missing = async () => {
    const went = await world.sql`
      select distinct state as what from ledger.reservation union select 'place ' || state from ledger.waiting
      union select 'asked: ' || kind from ledger.ask union select kind from event where kind like 'slot.%'`;
    const ends = ['accepted', 'cancelled', 'refused', 'expired', 'not_collected', 'handed_over'];
    const seen = new Set(went.map(({ what }) => what));
    return [...ends, 'place waiting', 'slot.booked', 'asked: reduced'].filter((what) => !seen.has(what));
  };
  try {
    await schedules(20261123, 12);
    // who comes first differs from run to run: a few more, until the schedules went through everything that may race
    for (let more = 1; more <= 6 && (await missing()).length > 0; more++) await schedules(20261123 + more, 4);
    expect(await missing()).toEqual([]);
  } finally {
    await many.close();
  }
});

/** Takes a guard away, in the text of the functions as they are in the database. */
async function without(guard: Guard, url: string): Promise<{ stage: Stage; close: () => Promise<void> }> {
  const root = openDatabase(withDatabase(inject('cluster').superUrl, new URL(url).pathname.slice(1)), {
    max: 1,
    statementTimeout: '20s',
  });
  for (const [name, from, to] of guard.functions) {
    const rows = await root.sql`
      select pg_get_functiondef(p.oid) as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'ledger' and p.proname = ${name}`;
    const text = rows.map((row) => String(row.text)).find((one) => one.includes(from));
    if (text === undefined) throw new Error(`${guard.what}: "${from}" is not in ${name}`);
    await root.sql.unsafe(text.replaceAll(from, to));
  }
  for (const statement of guard.statements ?? []) await root.sql.unsafe(statement);
  await root.close();
  const many = openDatabase(url, { max: 10, lockTimeout: '10s', statementTimeout: '10s' });
  const owner = openDatabase(url.replace(/\/\/[^@]+@/, `//${ownerOf()}@`), { max: 2 });
  const stage = await openStage({ sql: many.sql, owner: owner.sql, db: many.db, url, ownerUrl: '' });
  return {
    stage,
    close: async () => {
      await many.close();
      await owner.close();
    },
  };
}
const ownerOf = () => {
  const { username, password } = new URL(inject('cluster').ownerUrl);
  return `${username}:${password}`;
};

test.each(GUARDS)('is seen without its guard: $what', { timeout: 60_000 }, async (guard) => {
  const world = await freshDatabase();
  const { stage, close } = await without(guard, world.url);
  try {
    const seen: string[] = [];
    for (let time = 0; time < (guard.times ?? 1) && seen.length === 0; time++) {
      for (const one of guard.rounds) {
        seen.push(...(await playRound(stage, one)));
        seen.push(...(await broken(stage)));
      }
    }
    expect(seen.join('\n'), stage.answers.join('\n')).toMatch(guard.seen);
  } finally {
    await close();
  }
});
