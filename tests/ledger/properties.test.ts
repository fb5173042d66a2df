import { fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { intervalOf } from '#app/domain/ledger/interval.ts';
import { massOfHandover } from '#app/domain/ledger/mass.ts';
import { MOVEMENT_KINDS, REFUSED_FATES } from '#app/domain/ledger/vocabulary.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { verifyLedger } from '../../scripts/ledger-verification.ts';
import { isWaitStep, lineIsServed, playWaiting, type WaitStep, waitStep } from './waitlist-steps.ts';
import { auditOf, call, lot, type Party, party } from './world.ts';

type Step =
  | WaitStep
  | { do: 'reserve'; who: number; units: number }
  | { do: 'accept' | 'refuse' | 'cancel' | 'expire'; pick: number }
  | {
      do: 'confirm';
      pick: number;
      side: 'holder' | 'taker';
      both: boolean;
      units: number;
      grams: number | null;
    }
  | {
      do: 'device';
      pick: number;
      units: number;
      refused: number;
      fate: 'stock' | 'lower' | 'recycled' | 'landfilled';
    }
  | { do: 'correct'; pick: number; units: number; consent: boolean }
  | { do: 'say'; pick: number; thrown: number; stored: number; to: 'recycled' | 'landfilled'; again: boolean }
  | { do: 'split' | 'merge'; units: number }
  | { do: 'add' | 'remove' | 'withdraw'; units: number };

const pick = fc.nat(50);
const units = fc.constantFrom(0, 1, 2, 2, 3, 3, 4, 9);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: waitStep },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('reserve' as const), who: fc.nat(2), units }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('accept' as const, 'accept' as const, 'refuse' as const, 'cancel' as const),
      pick,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('confirm' as const),
      pick,
      side: fc.constantFrom('holder' as const, 'taker' as const),
      both: fc.constantFrom(true, true, false),
      units: fc.constantFrom(3, 3, 3, 5, 0),
      grams: fc.option(fc.constantFrom(60_000, 61_234), { nil: null }),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('device' as const),
      // among those still open
      pick: fc.nat(25).map((n) => 2 * n + 1),
      units: fc.constantFrom(0, 1, 1, 3),
      refused: fc.constantFrom(0, 1, 1, 1),
      fate: fc.constantFrom('stock' as const, 'lower' as const, 'recycled' as const, 'landfilled' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      pick,
      units,
      consent: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      pick: fc.nat(25).map((n) => 2 * n),
      thrown: fc.constantFrom(0, 1, 1, 3),
      stored: fc.constantFrom(0, 0, 1),
      to: fc.constantFrom('recycled' as const, 'landfilled' as const),
      again: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('split' as const, 'split' as const, 'merge' as const),
      units,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('add' as const, 'remove' as const, 'withdraw' as const),
      units,
    }),
  },
);

type Sql = Awaited<ReturnType<typeof freshDatabase>>['sql'];
interface Stage {
  sql: Sql;
  holder: Party;
  takers: Party[];
  lotId: number;
  /** lots divided from it */
  parts: number[];
  massBasis: 'measured' | 'declared' | 'default';
}

/** Any step at any moment: whatever it answers, it must not throw. */
async function play(stage: Stage, step: Step): Promise<void> {
  if (isWaitStep(step)) return playWaiting(stage.sql, stage, step);
  const { sql, holder, takers, lotId, parts, massBasis } = stage;
  // half of the time among those still open, else any
  const among =
    step.do === 'say' ? sql`and taken > 0` : 'pick' in step && step.pick % 2 ? sql`and held > 0` : sql``;
  const reservations = await sql`select id, taker_organisation_id from ledger.reservation
    where lot_id = ${lotId} ${among} order by id`;
  const chosen = 'pick' in step ? reservations[step.pick % Math.max(1, reservations.length)] : undefined;
  const taker =
    takers.find((one) => one.organisation === Number(chosen?.taker_organisation_id)) ?? (takers[0] as Party);
  const id = Number(chosen?.id ?? 0);
  const milli = 'units' in step ? step.units * 1000 : 0;
  const [facts] =
    await sql`select unit_mass_g as "unitMassG", mass_low_g as "massLowG", mass_high_g as "massHighG" from lot where id = ${lotId}`;
  const graded = (quantity: number, grams: number | null) => {
    const mass = massOfHandover(quantity, grams, {
      ...(facts as { unitMassG: number; massLowG: number; massHighG: number }),
      massBasis,
    });
    return [mass.massG, mass.lowG, mass.highG, mass.evidence] as const;
  };
  if (step.do === 'reserve')
    await call(sql, 'reserve', takers[step.who] as Party, lotId, milli, 'own_works', null, '35278');
  else if (step.do === 'accept' || step.do === 'refuse') await call(sql, step.do, holder, id);
  else if (step.do === 'cancel') await call(sql, 'cancel', taker, id);
  else if (step.do === 'confirm') {
    const sides = step.side === 'holder' ? [holder, taker] : [taker, holder];
    for (const side of step.both ? sides : sides.slice(0, 1)) {
      await call(sql, 'confirm_handover', side, id, milli, ...graded(milli, step.grams));
    }
  } else if (step.do === 'device') {
    const refused = { qty: step.refused * 1000, reason: 'damaged', fate: step.fate, condition: 'degraded' };
    const of = step.refused > 0 ? JSON.stringify(refused) : null;
    const mass = milli > 0 ? graded(milli, null) : [null, null, null, null];
    const done = await call(sql, 'confirm_on_device', holder, id, milli, ...mass, null, true, of, 'code');
    const [made] =
      await sql`select refused_lot_id as lot from ledger.handover where id = ${Number(done.handover ?? 0)}`;
    if (made?.lot) parts.push(Number(made.lot));
  } else if (step.do === 'say') {
    const [of] = await sql`select taken from ledger.reservation where id = ${id}`;
    const [thrown, stored] = [step.thrown * 1000, step.stored * 1000];
    const rest = Number(of?.taken ?? 0) - thrown - stored;
    await call(sql, 'say_outcome', taker, id, rest, stored, 0, thrown, step.to);
    if (step.again) await call(sql, 'say_outcome', taker, id, rest, stored, thrown, 0, null);
  } else if (step.do === 'correct') {
    const [line] =
      await sql`select seq from ledger.movement where lot_id = ${lotId} and kind = 'collect' order by seq desc limit 1`;
    if (!line) return;
    const answer = await call(
      sql,
      'propose_correction',
      holder,
      lotId,
      Number(line.seq),
      milli,
      ...graded(milli, milli > 0 ? 44_444 : null).slice(0, 3),
      'A',
      null,
      null,
      'ticket',
    );
    const [row] =
      await sql`select taker_organisation_id from ledger.movement where lot_id = ${lotId} and seq = ${Number(line.seq)}`;
    const other = takers.find((one) => one.organisation === Number(row?.taker_organisation_id)) as Party;
    if (answer.outcome === 'ok')
      await call(sql, 'answer_correction', other, Number(answer.correction), step.consent);
  } else if (step.do === 'split') {
    const { into } = await call(sql, 'transfer', holder, lotId, milli, null);
    if (into) parts.push(Number(into));
  } else if (step.do === 'merge') {
    if (parts.length > 0) await call(sql, 'merge', holder, lotId, `{${parts.join(',')}}`);
  } else if (step.do === 'withdraw') await call(sql, 'withdraw', holder, lotId, milli, 'recycled');
  else if (step.do !== 'expire') await call(sql, 'change_stock', holder, lotId, step.do, milli);
}

test('any sequence of operations leaves books that balance and figures that are the sum of what was confirmed', {
  timeout: 120_000,
}, async () => {
  const { sql, owner } = await freshDatabase();
  await owner`update ledger.delay set open_unproven = 1000`;
  const holder = await party(sql);
  const takers = [await party(sql), await party(sql, 'association'), await party(sql, 'private_person')];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('measured', 'declared', 'default'),
      fc.array(step, { minLength: 12, maxLength: 30 }),
      async (massBasis, steps) => {
        const stage: Stage = {
          sql,
          holder,
          takers,
          lotId: await lot(sql, holder, { basis: massBasis, acceptMode: 'at_once' }),
          parts: [],
          massBasis,
        };
        for (const one of steps) {
          await play(stage, one);
          expect(await lineIsServed(owner, stage.lotId)).toBe(true);
        }
        const [stock] =
          await sql`select available, held, collected, recycled, total from ledger.stock where lot_id = ${stage.lotId}`;
        // what was divided and merged is all of what came in, less what left: nothing appears, nothing is lost
        const family = [stage.lotId, ...stage.parts];
        const [sums] =
          await sql`select sum(qty * ((src = 'outside')::int - (dst = 'outside')::int))::bigint as declared,
              (select sum(total)::bigint from ledger.stock where lot_id = any(${family}::bigint[])) as held
            from ledger.movement where lot_id = any(${family}::bigint[]) and peer_lot_id is null`;
        expect(sums?.held).toBe(sums?.declared);
        const [open] =
          await sql`select coalesce(sum(held), 0)::bigint as held, coalesce(sum(taken - discarded), 0)::bigint as taken from ledger.reservation where lot_id = ${stage.lotId}`;
        expect(stock).toMatchObject({ held: open?.held, collected: open?.taken });
        const [sum] =
          await sql`select coalesce(sum(handovers), 0)::bigint as handovers from ledger.counted where lot_id = ${stage.lotId}`;
        const [done] =
          await sql`select count(*) as n from ledger.reservation where lot_id = ${stage.lotId} and taken > 0`;
        expect(sum?.handovers).toBe(done?.n);
      },
    ),
    { numRuns: 40, seed: 20261122 },
  );
  const kinds = await sql`select kind from ledger.movement group by kind having count(*) > 3`;
  expect(new Set(kinds.map((row) => row.kind))).toEqual(new Set(MOVEMENT_KINDS));
  const refused =
    await sql`select refused_fate as fate from ledger.handover where refused_qty is not null and state = 'confirmed' group by 1`;
  expect(new Set(refused.map((row) => row.fate))).toEqual(new Set(REFUSED_FATES));
  expect(await auditOf(sql)).toEqual([]);
  expect((await verifyLedger(sql)).breaks).toEqual([]);
  for (const table of ['total', 'total_confirmed']) {
    const levels = await sql.unsafe(
      `select sum(mass_g)::bigint as grams, sum(handovers)::bigint as times from ledger.${table} where view = 'origin' and level in ('commune', 'departement', 'region', 'france') group by level`,
    );
    expect(new Set(levels.map(({ grams, times }) => `${grams} ${times}`)).size, table).toBe(1);
    expect(Number(levels[0]?.grams)).toBeGreaterThan(0);
  }
  const over = await sql`
    select from ledger.total_confirmed c left join ledger.total t using (level, code, month, view, type_code, evidence, legal_line)
     where c.mass_g > coalesce(t.mass_g, 0)`;
  expect(over).toHaveLength(0);
  const rows =
    await sql`select type_code as "typeCode", evidence, sum(mass_g)::bigint as "massG", sum(low_g)::bigint as "lowG", sum(high_g)::bigint as "highG"
    from ledger.total where level = 'france' and view = 'origin' group by 1, 2`;
  const france = intervalOf(rows as unknown as Parameters<typeof intervalOf>[0]);
  const regions =
    await sql`select type_code as "typeCode", evidence, sum(mass_g)::bigint as "massG", sum(low_g)::bigint as "lowG", sum(high_g)::bigint as "highG"
    from ledger.total where level = 'region' and view = 'origin' group by code, 1, 2`;
  expect(intervalOf(regions as unknown as Parameters<typeof intervalOf>[0])).toEqual(france);
});
