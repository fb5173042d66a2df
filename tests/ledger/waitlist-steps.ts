import { fc } from '@fast-check/vitest';
import type { TestDatabase } from '#tests/support/database.ts';
import { call, type Party } from './world.ts';

/** What takers do about the waitlist of a lot, for histories made at random. */
export type WaitStep =
  | { do: 'join'; who: number; units: number; less: boolean }
  | { do: 'leave' | 'take' | 'decline'; pick: number };

export const waitStep: fc.Arbitrary<WaitStep> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('join' as const),
      who: fc.nat(2),
      units: fc.constantFrom(2, 5, 9, 25),
      less: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('take' as const, 'take' as const, 'decline' as const, 'leave' as const),
      pick: fc.nat(50),
    }),
  },
);

export const isWaitStep = (step: { do: string }): step is WaitStep =>
  ['join', 'leave', 'take', 'decline'].includes(step.do);

type Sql = TestDatabase['sql'];

/** Whatever it answers, it must not throw. */
export async function playWaiting(
  sql: Sql,
  { takers, lotId }: { takers: Party[]; lotId: number },
  step: WaitStep,
): Promise<void> {
  if (step.do === 'join') {
    const who = takers[step.who] as Party;
    await call(sql, 'join', who, lotId, step.units * 1000, step.less, 'own_works', null, '35278');
    return;
  }
  // half of the time among those with an offer, else any
  const among = step.pick % 2 ? sql`and state = 'offered'` : sql``;
  const places =
    await sql`select id, taker_organisation_id from ledger.waiting where lot_id = ${lotId} ${among} order by id`;
  const place = places[step.pick % Math.max(1, places.length)];
  const taker = takers.find((one) => one.organisation === Number(place?.taker_organisation_id));
  if (taker) await call(sql, step.do, taker, Number(place?.id));
}

/** Nothing lies there that somebody in line would be offered, and every open offer is one place's. */
export async function lineIsServed(owner: Sql, lotId: number): Promise<boolean> {
  const [row] = await owner`select ledger.next_in_line(${lotId}, k.available) is null as served,
      (select count(*) from ledger.waiting where lot_id = ${lotId} and state = 'offered')
        = (select count(*) from ledger.reservation where lot_id = ${lotId} and state = 'offered') as paired
    from ledger.stock k where k.lot_id = ${lotId}`;
  return row?.served === true && row?.paired === true;
}
