import { beforeAll, expect, inject, test } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { freshDatabase, type TestDatabase, withDatabase } from '#tests/support/database.ts';
import { verifyLedger } from '../../scripts/ledger-verification.ts';
import { accepted, auditOf, call, expectOk, handedOver, lot, party, weighed } from './world.ts';

let world: TestDatabase;
let lotId: number;

beforeAll(async () => {
  world = await freshDatabase();
  const { sql } = world;
  const [holder, taker] = [await party(sql), await party(sql, 'association')];
  for (const basis of ['measured', 'declared', 'default'] as const) {
    lotId = await lot(sql, holder, { basis });
    const done = await handedOver(
      sql,
      holder,
      taker,
      await accepted(sql, holder, taker, lotId, 3000),
      4000,
      77_777,
    );
    const fix = expectOk(
      await call(
        sql,
        'propose_correction',
        holder,
        lotId,
        Number(done.movement),
        2000,
        ...weighed(41_111),
        null,
        null,
        'ticket',
      ),
    );
    expectOk(await call(sql, 'answer_correction', taker, Number(fix.correction), true));
    await call(sql, 'withdraw', holder, lotId, 1000, 'recycled', 'broken');
  }
});

/** What a superuser with the guards down did; undone afterwards. */
async function damaged(statement: string): Promise<string[]> {
  const { sql: admin, close } = openDatabase(
    withDatabase(inject('cluster').superUrl, new URL(world.url).pathname.slice(1)),
    { max: 1 },
  );
  try {
    let breaks: string[] = [];
    await admin
      .begin(async (tx) => {
        await tx.unsafe(`alter table ledger.movement disable trigger all; 
          do $$ declare c text; begin for c in select conname from pg_constraint where conrelid = 'ledger.movement'::regclass and contype = 'c'
            loop execute format('alter table ledger.movement drop constraint %I', c); end loop; end $$;
          alter table ledger.stock disable trigger all; alter table ledger.total disable trigger all; alter table ledger.reservation disable trigger all`);
        await tx.unsafe(statement);
        const all = await verifyLedger(
          { begin: (_: string, work: (on: typeof tx) => unknown) => work(tx) } as never,
          200,
        );
        breaks = all.breaks.filter((what) => !what.startsWith('guard'));
        expect(all.breaks.some((what) => what.startsWith('guard'))).toBe(true);
        throw new Error('undo');
      })
      .catch((error: Error) => {
        if (error.message !== 'undo') throw error;
      });
    return breaks;
  } finally {
    await close();
  }
}

test('a sound ledger verifies, as the owner and as the serving role', async () => {
  for (const sql of [world.owner, world.sql]) {
    const { movements, breaks } = await verifyLedger(sql);
    expect(breaks).toEqual([]);
    expect(movements).toBeGreaterThan(15);
  }
});

test('one gram, one day, one grade changed by a superuser with the guards down is named', async () => {
  for (const change of [
    'mass_g = mass_g + 1',
    'counted_on = counted_on - 1',
    "evidence = 'C'",
    'holder_organisation_id = holder_organisation_id + 1',
    'counts = not counts',
    'reason = null',
  ]) {
    const breaks = await damaged(
      `update ledger.movement set ${change} where lot_id = ${lotId} and reason is not null and kind = 'reverse'`,
    );
    expect(breaks[0], change).toMatch(new RegExp(`^movement ${lotId}\\.\\d+: `));
  }
});

test('a line taken out, a stock, a reservation or a figure changed is named', async () => {
  expect(
    (
      await damaged(
        `update ledger.stock set available = available + 1000, total = total + 1000 where lot_id = ${lotId}`,
      )
    )[0],
  ).toMatch(`stock ${lotId}`);
  expect(
    (
      await damaged(
        `update ledger.reservation set freed = freed + 1000, qty = qty + 1000 where lot_id = ${lotId}`,
      )
    )[0],
  ).toMatch('reservation ');
  expect((await damaged(`update ledger.total set mass_g = mass_g + 1 where level = 'region'`))[0]).toMatch(
    'figure total region',
  );
  expect((await damaged(`delete from ledger.total where level = 'france'`))[0]).toMatch(
    /figure total france .*missing/,
  );
});

test('rules that no longer say what they said are named', async () => {
  const undo = new Error('undo');
  let breaks: string[] = [];
  const changed = world.owner.begin(async (tx) => {
    const [rules] = await tx`select pg_get_functiondef('ledger.movement_holds'::regproc) as said`;
    await tx.unsafe(rules?.said.replace('mass_g > 0', 'true'));
    ({ breaks } = await verifyLedger({
      begin: (_: string, work: (on: typeof tx) => unknown) => work(tx),
    } as never));
    throw undo;
  });
  await expect(changed).rejects.toBe(undo);
  expect(breaks).toEqual(['guard movement_holds: it no longer says what its migration wrote']);
});

test('figures remade are the figures kept', async () => {
  const figures = () =>
    world.sql`select * from ledger.total where handovers <> 0 or mass_g <> 0 order by level, code, month, view, type_code, evidence, legal_line`;
  const before = await figures();
  await world.owner`insert into ledger.rebuild (reason) values ('test')`;
  expect([...(await figures())]).toEqual([...before]);
  expect(await auditOf(world.sql)).toEqual([]);
});
