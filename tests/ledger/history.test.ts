import { expect, test } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { type StatementOf, statementLines, statementPlace } from '#app/domain/ledger/statement.server.ts';
import { type Cursor, STATEMENT_PAGE } from '#app/domain/ledger/statement.ts';
import { readCursor, readFilter } from '#app/domain/ledger/statement-address.ts';
import { testDatabase } from '#tests/support/database.ts';
import { accepted, call, expectOk, handedOver, lot, type Party, party, weighed } from './world.ts';

async function readerOf(who: Party | null, platformAdmin = false): Promise<Ctx> {
  const { db } = await testDatabase();
  const organisation = who && {
    ...{
      id: who.organisation,
      publicId: '',
      slug: '',
      name: '',
      kind: 'firm' as const,
      role: 'member' as const,
    },
    territory: null,
  };
  const person = platformAdmin
    ? { id: 0, publicId: '', name: '', email: '', locale: 'fr' as const, platformAdmin }
    : null;
  return { db, actor: { person, organisation, via: 'session' }, now: new Date(), locale: 'fr' };
}

async function read(ctx: Ctx, of: StatementOf, search = '', limit = STATEMENT_PAGE) {
  const place = await statementPlace(ctx, of);
  if (!place) return null;
  const query = new URLSearchParams(search);
  const before = readCursor(query.get('before'));
  return { place, ...(await statementLines(ctx, place, { filter: readFilter(query), before, limit })) };
}

const ids = async (lotId: number) => {
  const { sql } = await testDatabase();
  const [row] =
    await sql`select l.public_id as lot, s.public_id as site from lot l join site s on s.id = l.site_id where l.id = ${lotId}`;
  return { lot: String(row?.lot), site: String(row?.site) };
};
const kinds = (answer: Awaited<ReturnType<typeof read>>) => answer?.lines.map((line) => line.kind) ?? null;

test('the holder and the platform read every line, a taker its own, anyone else nothing', async () => {
  const { sql } = await testDatabase();
  const [holder, taker, other] = [await party(sql), await party(sql), await party(sql)];
  const lotId = await lot(sql, holder);
  await handedOver(sql, holder, taker, await accepted(sql, holder, taker, lotId, 3000), 2000, 40_000);
  await accepted(sql, holder, other, lotId, 1000);
  const { lot: id, site } = await ids(lotId);
  for (const of of [{ lot: id }, { site }]) {
    const all = await read(await readerOf(holder), of);
    expect(kinds(all)).toEqual(['reserve', 'release', 'collect', 'reserve', 'open']);
    expect(all?.lines[2]).toMatchObject({
      ...{ from: 'held', to: 'collected', quantityMilli: 2000, massG: 40_000, evidence: 'A', counts: true },
      balance: { available: 17_000, held: 1000, collected: 2000 },
    });
    expect(all?.lines.every((line) => line.kind === 'open' || line.taker)).toBe(true);
    expect(kinds(await read(await readerOf(null, true), of))).toHaveLength(5);
    const mine = await read(await readerOf(taker), of);
    expect(kinds(mine)).toEqual(['release', 'collect', 'reserve']);
    expect(mine?.lines.map(({ balance }) => balance)).toEqual([
      { held: 0, collected: 2000 },
      { held: 1000, collected: 2000 },
      { held: 3000, collected: 0 },
    ]);
    expect(mine?.place.balance).toBeNull();
    expect(kinds(await read(await readerOf(other), of))).toEqual(['reserve']);
    expect(await read(await readerOf(await party(sql)), of)).toBeNull();
    expect(await read(await readerOf(null), of)).toBeNull();
  }
});

test('whoever was entrusted with listing alone reads no name but the giver’s own', async () => {
  const { sql } = await testDatabase();
  const [holder, taker] = [await party(sql), await party(sql)];
  const lotId = await lot(sql, holder);
  await accepted(sql, holder, taker, lotId, 3000);
  const { lot: id } = await ids(lotId);
  const [site] = await sql`select site_id from lot where id = ${lotId}`;
  const own = await readerOf(holder);
  const by = { organisation: { id: 0, slug: '', name: '' }, mandateId: 0 };
  const entrusted = (siteId: number, scope: 'list' | 'answer'): Ctx => ({
    ...own,
    actor: { ...own.actor, onBehalf: { siteId, scopes: [scope], subject: id, by } },
  });
  const read1 = (ctx: Ctx) => read(ctx, { lot: id });
  const names = (answer: Awaited<ReturnType<typeof read1>>) =>
    answer?.lines.map((line) => [
      line.kind,
      line.taker !== null,
      line.by !== null,
      line.reservation !== null,
    ]);
  const here = Number(site?.site_id);
  expect(names(await read1(entrusted(here, 'list')))).toEqual([
    ['reserve', false, false, false],
    ['open', false, true, false],
  ]);
  expect(names(await read1(entrusted(here, 'answer')))?.[0]).toEqual(['reserve', true, true, true]);
  expect(await read1(entrusted(here + 1_000_000, 'answer'))).toBeNull();
});

test('a correction is linked both ways', async () => {
  const { sql } = await testDatabase();
  const [holder, taker] = [await party(sql), await party(sql)];
  const lotId = await lot(sql, holder);
  const { movement } = await handedOver(
    sql,
    holder,
    taker,
    await accepted(sql, holder, taker, lotId, 3000),
    3000,
    60_000,
  );
  const args = [lotId, Number(movement), 2000, ...weighed(40_000), null, null, 'ticket'] as const;
  const { correction } = expectOk(await call(sql, 'propose_correction', taker, ...args));
  const of = { lot: (await ids(lotId)).lot };
  const before = await read(await readerOf(holder), of);
  expect(before?.lines.find((line) => line.seq === movement)?.questioned).toBe(true);
  expectOk(await call(sql, 'answer_correction', holder, Number(correction), true));
  const { lines = [] } = (await read(await readerOf(holder), of)) ?? {};
  const wrong = lines.find((line) => line.seq === movement);
  const undone = lines.find((line) => line.seq === wrong?.undoneBy);
  const anew = lines.find((line) => line.seq === wrong?.writtenAnewBy);
  expect([undone?.kind, undone?.corrects, anew?.kind, anew?.corrects, anew?.massG]).toEqual([
    ...['reverse', movement, 'collect', movement, 40_000],
  ]);
});

test('filters by account, kind and month; what an address invents is left out', async () => {
  const { sql } = await testDatabase();
  const holder = await party(sql);
  const lotId = await lot(sql, holder);
  await call(sql, 'change_stock', holder, lotId, 'add', 1000, 'recount');
  await call(sql, 'withdraw', holder, lotId, 2000, 'recycled', 'broken');
  const ctx = await readerOf(holder);
  const { lot: id, site } = await ids(lotId);
  for (const of of [{ lot: id }, { site }]) {
    expect(kinds(await read(ctx, of, 'account=recycled'))).toEqual(['withdraw']);
    expect(kinds(await read(ctx, of, 'kind=add'))).toEqual(['add']);
    expect(kinds(await read(ctx, of, 'month=2001-01'))).toEqual([]);
    const month = (await read(ctx, of))?.place.months[0];
    expect(kinds(await read(ctx, of, `month=${month}`))).toHaveLength(3);
    expect(kinds(await read(ctx, of, 'kind=x&account=outside&month=13&before=zz'))).toHaveLength(3);
    const never = encodeURIComponent(`2026-02-30T10:00:00.000000Z~${id}~3`);
    expect(kinds(await read(ctx, of, `before=${never}`))).toHaveLength(3);
  }
});

test('a long history comes page by page, every line once', async () => {
  const { sql } = await testDatabase();
  const holder = await party(sql);
  const lotId = await lot(sql, holder);
  for (let n = 0; n < 12; n++) await call(sql, 'change_stock', holder, lotId, 'add', 1000, 'recount');
  const ctx = await readerOf(holder);
  const { lot: id, site } = await ids(lotId);
  for (const of of [{ lot: id }, { site }]) {
    const place = await statementPlace(ctx, of);
    if (!place) throw new Error('not readable');
    const seen: number[] = [];
    let before: Cursor | null = null;
    do {
      const page: Awaited<ReturnType<typeof statementLines>> = await statementLines(ctx, place, {
        ...{ filter: readFilter(new URLSearchParams()), before, limit: 5 },
      });
      seen.push(...page.lines.map((line) => line.seq));
      before = page.next;
    } while (before);
    expect(seen).toEqual(Array.from({ length: 13 }, (_, n) => 13 - n));
  }
});
