import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { freshDatabase, testDatabase } from '#tests/support/database.ts';
import { verifyLedger } from '../../scripts/ledger-verification.ts';
import { accepted, auditOf, call, callWith, expectOk, handedOver, lot, type Party, party } from './world.ts';

type Sql = Awaited<ReturnType<typeof testDatabase>>['sql'];

async function scene(options: Parameters<typeof lot>[2] = {}) {
  const { sql, owner } = await testDatabase();
  const [holder, taker] = [await party(sql), await party(sql, 'association')];
  return { sql, owner, holder, taker, lotId: await lot(owner, holder, options) };
}

async function site(sql: Sql, holder: Party, kind = 'depot', commune = '35278'): Promise<number> {
  const [row] = await sql`
    insert into site (organisation_id, kind, name, commune_code, lon, lat, position_source, public_lon, public_lat)
    values (${holder.organisation}, ${kind}, 'Depot', ${commune}, -1.6, 48.1, 'commune', -1.6, 48.1) returning id`;
  return Number(row?.id);
}
const stockOf = async (sql: Sql, lotId: number) =>
  (await sql`select available, held, collected, total from ledger.stock where lot_id = ${lotId}`)[0];
const lotOf = async (sql: Sql, lotId: number) => (await sql`select * from lot where id = ${lotId}`)[0];
const linesOf = async (sql: Sql, lotId: number) =>
  (
    await sql`select kind, qty, mass_g, reason, peer_lot_id, peer_seq, hv from ledger.movement where lot_id = ${lotId} order by seq`
  ).map((row) => ({ ...row }));
const last = async (sql: Sql) => Number((await sql`select coalesce(max(id), 0) as id from lot`)[0]?.id);

describe('a lot divided', () => {
  test('is two lots of the same origin whose sum is what there was, in two lines that name each other', async () => {
    const { sql, holder, lotId } = await scene();
    const key = randomUUID();
    const done = expectOk(await callWith(sql, key, 'transfer', holder, lotId, 8000, null));
    const into = Number(done.into);
    expect(await stockOf(sql, lotId)).toMatchObject({ available: 12_000, total: 12_000 });
    expect(await stockOf(sql, into)).toMatchObject({ available: 8000, total: 8000 });
    const [one, two] = [await lotOf(sql, lotId), await lotOf(sql, into)];
    for (const column of [
      'origin_site_id',
      'origin_commune_code',
      'origin_counted',
      'price_cents',
      'title',
      'status',
      'site_id',
      'unit_mass_g',
    ])
      expect([column, two?.[column]]).toEqual([column, one?.[column]]);
    expect([one?.quantity_milli, two?.quantity_milli]).toEqual([12_000, 8000]);
    expect((await linesOf(sql, lotId)).at(-1)).toEqual({
      ...{
        kind: 'transfer_out',
        qty: 8000,
        mass_g: 160_000,
        reason: 'split',
        peer_lot_id: into,
        peer_seq: 1,
        hv: 2,
      },
    });
    expect(await linesOf(sql, into)).toEqual([
      {
        kind: 'transfer_in',
        qty: 8000,
        mass_g: 160_000,
        reason: 'split',
        peer_lot_id: lotId,
        peer_seq: 2,
        hv: 2,
      },
    ]);
    expect(await callWith(sql, key, 'transfer', holder, lotId, 8000, null)).toMatchObject({
      outcome: 'replayed',
      into,
    });
    expect(await sql`select opens_at from lot_audience where lot_id = ${into}`).toHaveLength(1);
  });

  test('a draft is divided without a line; what is refused leaves no lot and no line', async () => {
    const { sql, owner, holder, taker, lotId } = await scene();
    const draft = await lot(owner, holder, { publish: false });
    const { into } = expectOk(await call(sql, 'transfer', holder, draft, 5000, null));
    expect([
      (await lotOf(sql, draft))?.quantity_milli,
      (await lotOf(sql, Number(into)))?.quantity_milli,
    ]).toEqual([15_000, 5000]);
    expect(await stockOf(sql, Number(into))).toBeUndefined();
    const before = await last(sql);
    expect(await call(sql, 'transfer', taker, lotId, 1000, null)).toEqual({ outcome: 'not-found' });
    expect(await call(sql, 'transfer', holder, lotId, 20_000, null)).toEqual({
      outcome: 'not-enough-left',
      left: 20_000,
    });
    expect(await call(sql, 'transfer', holder, lotId, 1500, null)).toEqual({
      outcome: 'bad-quantity',
      step: 1000,
    });
    expect(await call(sql, 'transfer', holder, lotId, null, null)).toEqual({
      outcome: 'bad-quantity',
      step: 1000,
    });
    expect(await call(sql, 'transfer', holder, draft, 15_000, null)).toEqual({
      outcome: 'not-enough-left',
      left: 15_000,
    });
    expect(await last(sql)).toBe(before);
    expect(await linesOf(sql, lotId)).toHaveLength(1);
  });

  test('what others hold stays where they reserved it', async () => {
    const { sql, holder, taker, lotId } = await scene();
    await accepted(sql, holder, taker, lotId, 15_000);
    expect(await call(sql, 'transfer', holder, lotId, 6000, null)).toEqual({
      outcome: 'not-enough-left',
      left: 5000,
    });
    const done = expectOk(await call(sql, 'transfer', holder, lotId, 5000, null));
    expect(await stockOf(sql, lotId)).toMatchObject({ available: 0, held: 15_000 });
    expect(await stockOf(sql, Number(done.into))).toMatchObject({ available: 5000 });
  });

  test('two at once never make more than there was', async () => {
    const { sql, holder, lotId } = await scene();
    const answers = await Promise.all([1, 2, 3].map(() => call(sql, 'transfer', holder, lotId, 8000, null)));
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['not-enough-left', 'ok', 'ok']);
    expect(await stockOf(sql, lotId)).toMatchObject({ available: 4000 });
  });
});

describe('a lot moved', () => {
  test('leaves its site whole for a depot, keeps its origin, and its reservations go on', async () => {
    const { sql, holder, taker, lotId } = await scene({ until: '2099-01-01' });
    const reservation = await accepted(sql, holder, taker, lotId, 3000);
    const depot = await site(sql, holder);
    const done = expectOk(await call(sql, 'transfer', holder, lotId, null, depot));
    const [old, made] = [await lotOf(sql, lotId), await lotOf(sql, Number(done.into))];
    expect(old?.status).toBe('withdrawn');
    expect(made).toMatchObject({
      ...{
        status: 'published',
        site_id: depot,
        commune_code: '35278',
        origin_commune_code: '35238',
        available_until: null,
        removal: 'removed',
      },
      origin_site_id: old?.origin_site_id,
      quantity_milli: 17_000,
    });
    await handedOver(sql, holder, taker, reservation, 3000, 60_000);
    expect(await call(sql, 'transfer', holder, Number(done.into), 1000, depot)).toEqual({
      outcome: 'same-site',
    });
    expect(await call(sql, 'transfer', holder, lotId, null, depot)).toEqual({ outcome: 'lot-closed' });
  });

  test('a draft only changes site; a site of others does not exist', async () => {
    const { sql, owner, holder, taker } = await scene();
    const draft = await lot(owner, holder, { publish: false });
    const depot = await site(sql, holder);
    const theirs = await site(sql, taker);
    expect(await call(sql, 'transfer', holder, draft, null, theirs)).toEqual({ outcome: 'not-found' });
    expect(expectOk(await call(sql, 'transfer', holder, draft, null, depot)).into).toBe(draft);
    expect(await lotOf(sql, draft)).toMatchObject({
      site_id: depot,
      origin_commune_code: '35238',
      status: 'draft',
      version: 2,
    });
  });

  test('changes owner nowhere: nothing is counted, at either end', async () => {
    const { sql, owner } = await freshDatabase();
    const holder = await party(sql);
    const lotId = await lot(owner, holder);
    expectOk(await call(sql, 'transfer', holder, lotId, null, await site(sql, holder)));
    expect(await sql`select * from ledger.total`).toEqual([]);
    expect(await auditOf(sql)).toEqual([]);
    expect((await verifyLedger(sql)).breaks).toEqual([]);
  });
});

describe('lots merged', () => {
  test('become one: all of them in it, the others closed', async () => {
    const { sql, holder, lotId } = await scene();
    const parts = [];
    for (const units of [3000, 4000])
      parts.push(Number(expectOk(await call(sql, 'transfer', holder, lotId, units, null)).into));
    const answer = expectOk(await call(sql, 'merge', holder, lotId, `{${parts.join(',')}}`));
    expect(answer).toMatchObject({ lot: lotId, left: 20_000 });
    expect((await lotOf(sql, lotId))?.quantity_milli).toBe(20_000);
    for (const part of parts) {
      expect((await lotOf(sql, part))?.status).toBe('withdrawn');
      expect(await stockOf(sql, part)).toMatchObject({ available: 0, total: 0 });
    }
    expect((await linesOf(sql, lotId)).map(({ kind }) => kind)).toEqual([
      ...['open', 'transfer_out', 'transfer_out', 'transfer_in', 'transfer_in'],
    ]);
  });

  test('drafts disappear into the one that stays', async () => {
    const { sql, owner, holder } = await scene();
    const draft = await lot(owner, holder, { publish: false });
    const { into } = expectOk(await call(sql, 'transfer', holder, draft, 5000, null));
    expectOk(await call(sql, 'merge', holder, draft, `{${into}}`));
    expect((await lotOf(sql, draft))?.quantity_milli).toBe(20_000);
    expect(await lotOf(sql, Number(into))).toBeUndefined();
  });

  test('names what differs and moves nothing; refuses held stock, strangers and nothing', async () => {
    const { sql, owner, holder, taker, lotId } = await scene();
    const other = await lot(owner, holder, { price: 100, unitMass: 21_000 });
    expect(await call(sql, 'merge', holder, lotId, `{${other}}`)).toEqual({
      outcome: 'merge-unequal',
      what: ['mass', 'origin', 'price', 'site'],
    });
    const part = Number(expectOk(await call(sql, 'transfer', holder, lotId, 5000, null)).into);
    expect(await call(sql, 'merge', taker, lotId, `{${part}}`)).toEqual({ outcome: 'not-found' });
    expect(await call(sql, 'merge', holder, lotId, `{${lotId}}`)).toEqual({ outcome: 'nothing-chosen' });
    await accepted(sql, holder, taker, part, 1000);
    expect(await call(sql, 'merge', holder, lotId, `{${part}}`)).toMatchObject({
      outcome: 'lot-has-reservations',
    });
    expect(await stockOf(sql, part)).toMatchObject({ available: 4000, held: 1000 });
  });

  test('crossing merges end, one of them refused', async () => {
    const { sql, holder, lotId } = await scene();
    const part = Number(expectOk(await call(sql, 'transfer', holder, lotId, 5000, null)).into);
    const answers = await Promise.all([
      call(sql, 'merge', holder, lotId, `{${part}}`),
      call(sql, 'merge', holder, part, `{${lotId}}`),
    ]);
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['ok', 'wrong-state']);
  });
});

describe('a publication undone', () => {
  test('makes a draft whose quantity may change, and which is published again', async () => {
    const { sql, holder, taker, lotId } = await scene();
    expectOk(await call(sql, 'unpublish', holder, lotId));
    expect(await lotOf(sql, lotId)).toMatchObject({ status: 'draft', published_at: null });
    expect(await stockOf(sql, lotId)).toMatchObject({ available: 0, total: 0 });
    expect(await call(sql, 'reserve', taker, lotId, 1000, 'own_works')).toEqual({ outcome: 'not-found' });
    await sql`update lot set quantity_milli = 7000 where id = ${lotId}`;
    await expect(sql`update lot set unit = 'kg' where id = ${lotId}`).rejects.toThrow(/fixed at publication/);
    expect(expectOk(await call(sql, 'publish', holder, lotId)).left).toBe(7000);
    expect((await linesOf(sql, lotId)).map(({ kind, reason }) => [kind, reason])).toEqual([
      ['open', null],
      ['remove', 'publication-undone'],
      ['add', 'published-again'],
    ]);
  });

  test('is refused to a stranger, after a request, after a change of stock, and when the delay is over', async () => {
    const { sql, owner, holder, taker, lotId } = await scene();
    expect(await call(sql, 'unpublish', taker, lotId)).toEqual({ outcome: 'not-found' });
    expectOk(await call(sql, 'change_stock', holder, lotId, 'add', 1000, 'found'));
    expect(await call(sql, 'unpublish', holder, lotId)).toEqual({ outcome: 'changed-meanwhile' });
    const asked = await lot(owner, holder);
    const reservation = await accepted(sql, holder, taker, asked, 1000);
    expectOk(await call(sql, 'cancel', taker, reservation));
    expect(await call(sql, 'unpublish', holder, asked)).toEqual({ outcome: 'lot-has-reservations' });
    const world = await freshDatabase();
    const late = await party(world.sql);
    const old = await lot(world.owner, late);
    await world.owner`update ledger.setting set clock_offset = interval '11 minutes'`;
    expect(await call(world.sql, 'unpublish', late, old)).toEqual({ outcome: 'undo-over' });
  });
});

test('a draft is withdrawn with the fate of what it was, without ever having been offered', async () => {
  const { sql, owner, holder, taker } = await scene();
  const draft = await lot(owner, holder, { publish: false });
  expect(await call(sql, 'withdraw', taker, draft, null, 'recycled')).toEqual({ outcome: 'not-found' });
  expect(expectOk(await call(sql, 'withdraw', holder, draft, null, 'recycled'))).toMatchObject({
    withdrawn: 20_000,
    status: 'withdrawn',
  });
  expect((await linesOf(sql, draft)).map(({ kind }) => kind)).toEqual(['open', 'withdraw']);
  expect(await sql`select from lot_audience where lot_id = ${draft}`).toHaveLength(0);
  const [seen] =
    await sql`select count(*)::int as n from visible_lots(${taker.organisation}) where id = ${draft}`;
  expect(seen?.n).toBe(0);
});

test('what was taken is listed again, keeps its origin and counts zero, to the gram', async () => {
  const { sql, owner } = await freshDatabase();
  const [holder, taker, next] = [await party(sql), await party(sql, 'association'), await party(sql)];
  const lotId = await lot(owner, holder);
  const totals = async () =>
    (
      await sql`select level, code, view, mass_g, low_g, high_g, handovers from ledger.total order by 1, 2, 3`
    ).map((row) => ({ ...row }));
  // divided, then taken from the part
  const part = Number(expectOk(await call(sql, 'transfer', holder, lotId, 8000, null)).into);
  const reservation = await accepted(sql, holder, taker, part, 5000);
  const depot = await site(sql, taker);
  expect(await call(sql, 'relist', taker, reservation, depot, 5000)).toEqual({
    outcome: 'wrong-state',
    state: 'accepted',
  });
  await handedOver(sql, holder, taker, reservation, 5000, 101_234);
  const once = await totals();
  expect(once.find(({ level, view }) => level === 'france' && view === 'origin')).toMatchObject({
    mass_g: 101_234,
    handovers: 1,
  });

  expect(await call(sql, 'relist', next, reservation, depot, 1000)).toEqual({ outcome: 'not-found' });
  expect(await call(sql, 'relist', taker, reservation, depot, 6000)).toEqual({
    outcome: 'not-enough-left',
    left: 5000,
  });
  const again = Number(expectOk(await call(sql, 'relist', taker, reservation, depot, 3000)).lot);
  expect(await call(sql, 'relist', taker, reservation, depot, 3000)).toEqual({
    outcome: 'not-enough-left',
    left: 2000,
  });
  expect(await lotOf(sql, again)).toMatchObject({
    ...{
      status: 'draft',
      origin_counted: true,
      origin_commune_code: '35238',
      commune_code: '35278',
      price_cents: null,
    },
  });
  expectOk(await call(sql, 'publish', taker, again));
  await handedOver(sql, taker, next, await accepted(sql, taker, next, again, 3000), 3000, 60_000);
  expect(await totals()).toEqual(once);
  expect(await auditOf(sql)).toEqual([]);
  expect((await verifyLedger(sql)).breaks).toEqual([]);
});
