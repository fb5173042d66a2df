import { expect, inject, test } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { freshDatabase, withDatabase } from '#tests/support/database.ts';
import { verifyLedger } from '../../scripts/ledger-verification.ts';
import { accepted, auditOf, call, expectOk, lot, party } from './world.ts';

/** A world with one of each promise: an offer, a question, a visit, a booked hour. */
async function promised() {
  const world = await freshDatabase();
  const { owner: sql } = world;
  const [holder, taker, other] = [await party(sql), await party(sql), await party(sql)];
  const lotId = await lot(sql, holder);
  const held = await accepted(sql, holder, taker, lotId, 20_000);
  expectOk(await call(sql, 'join', other, lotId, 5000, true, 'own_works', null, null, null));
  expectOk(await call(sql, 'cancel', taker, held, 'no_longer_needed', null));
  const second = await lot(sql, holder);
  const short = await accepted(sql, holder, taker, second, 20_000);
  expectOk(await call(sql, 'correct_count', holder, second, 20_000, 15_000, 'miscount', null));
  return { ...world, short };
}

test('each promise is kept, and one broken by a superuser is named by the audit and by ledger:verify', async () => {
  const { owner, url, sql } = await promised();
  expect(await auditOf(sql)).toEqual([]);
  expect((await verifyLedger(owner)).breaks).toEqual([]);
  const name = new URL(url).pathname.slice(1);
  const { sql: admin, close } = openDatabase(withDatabase(inject('cluster').superUrl, name), { max: 1 });
  const broken: [string, string][] = [
    ['offer without its place in the line', `update ledger.waiting set state = 'left', ended_at = now()`],
    ['place offered nothing', `update ledger.reservation set state = 'requested' where state = 'offered'`],
    ['question about what is no longer held', `update ledger.ask set new_qty = new_qty - 1000`],
    [
      'question of another lot',
      `update ledger.ask set asked_by_organisation_id = asked_by_organisation_id + 1`,
    ],
    [
      'scheduled is not a booked hour',
      `update ledger.reservation set state = 'scheduled' where state = 'accepted'`,
    ],
  ];
  for (const [what, statement] of broken) {
    const found = await admin
      .begin(async (tx) => {
        for (const table of ['waiting', 'reservation', 'ask'])
          await tx.unsafe(`alter table ledger.${table} disable trigger all`);
        await tx.unsafe(`do $$ declare c record; begin for c in select conrelid::regclass as t, conname from pg_constraint
          where contype = 'c' and conrelid::regclass::text in ('ledger.waiting', 'ledger.reservation', 'ledger.ask') loop
          execute format('alter table %s drop constraint %I', c.t, c.conname); end loop; end $$`);
        await tx.unsafe(statement);
        const audit = (await tx`select what from ledger.audit`).map((row) => row.what);
        const { breaks } = await verifyLedger(
          { begin: (_: string, work: (on: typeof tx) => unknown) => work(tx) } as never,
          200,
        );
        throw Object.assign(new Error('undo'), { audit, breaks });
      })
      .catch((error: Error & { audit: string[]; breaks: string[] }) => {
        if (error.message !== 'undo') throw error;
        return error;
      });
    expect(found.audit, statement).toContain(what);
    expect(found.breaks.join('\n'), statement).toMatch(what);
  }
  await close();
});
