import { expect, test } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { HISTORY_PAGE, lotHistory } from '#app/domain/ledger/queries.server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { accepted, call, handedOver, lot, type Party, party } from './world.ts';

async function readerOf(who: Party | null): Promise<Ctx> {
  const { db } = await testDatabase();
  const organisation = who && {
    id: who.organisation,
    publicId: '',
    slug: '',
    name: '',
    kind: 'firm' as const,
    role: 'member' as const,
    territory: null,
  };
  return { db, actor: { person: null, organisation, via: 'session' }, now: new Date(), locale: 'fr' };
}

test('the holder reads every line, a taker its own, anyone else none', async () => {
  const { sql } = await testDatabase();
  const [holder, taker, other] = [await party(sql), await party(sql), await party(sql)];
  const lotId = await lot(sql, holder);
  await handedOver(sql, holder, taker, await accepted(sql, holder, taker, lotId, 3000), 2000, 40_000);
  await accepted(sql, holder, other, lotId, 1000);
  const [row] = await sql`select public_id from lot where id = ${lotId}`;
  const read = async (who: Party | null) => lotHistory(await readerOf(who), String(row?.public_id));

  const all = await read(holder);
  expect(all.map((line) => line.kind)).toEqual(['reserve', 'release', 'collect', 'reserve', 'open']);
  expect(all[2]).toMatchObject({
    from: 'held',
    to: 'collected',
    quantityMilli: 2000,
    massG: 40_000,
    evidence: 'A',
    counts: true,
  });
  expect((await read(taker)).map((line) => line.kind)).toEqual(['release', 'collect', 'reserve']);
  expect((await read(other)).map((line) => line.kind)).toEqual(['reserve']);
  expect(await read(await party(sql))).toEqual([]);
  expect(await read(null)).toEqual([]);
});

test('a long history comes page by page', async () => {
  const { sql } = await testDatabase();
  const holder = await party(sql);
  const lotId = await lot(sql, holder);
  for (let n = 0; n < HISTORY_PAGE + 5; n++)
    await call(sql, 'change_stock', holder, lotId, 'add', 1000, 'recount');
  const [row] = await sql`select public_id from lot where id = ${lotId}`;
  const ctx = await readerOf(holder);
  const first = await lotHistory(ctx, String(row?.public_id));
  expect(first).toHaveLength(HISTORY_PAGE);
  const rest = await lotHistory(ctx, String(row?.public_id), first.at(-1)?.seq);
  expect(rest.map((line) => line.seq)).toEqual([6, 5, 4, 3, 2, 1]);
});
