import { beforeAll, expect, it } from 'vitest';
import { reservationRows } from '#app/http/reservation-file.server.ts';
import { writeCsv } from '#app/platform/csv/write-csv.ts';
import { call, expectOk, weighed } from '#tests/ledger/world.ts';
import { type Acting, acting, inRole } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { reservationList, reservationsForFile } from './list.server.ts';
import { readListAddress } from './list.ts';

let world: TestDatabase;
let holder: Acting;
let taker: Acting;
let sites: [Made, Made];
let made: Record<'asked' | 'accepted' | 'declared' | 'refused' | 'lapsed' | 'elsewhere', Made>;

beforeAll(async () => {
  world = await testDatabase();
  [holder, taker] = [await acting(world), await acting(world)];
  sites = [await makeSite(world.owner, holder.party), await makeSite(world.owner, holder.party)];
  const lot = await makeLot(world.owner, holder.party, { site: sites[0] });
  const other = await makeLot(world.owner, holder.party, { site: sites[1] });
  await world.owner`update lot set title = '=2+2' where id = ${other.id}`;
  const by = { acceptedBy: holder.party };
  made = {
    declared: await makeReservation(world.owner, lot, taker.party, by),
    accepted: await makeReservation(world.owner, lot, taker.party, by),
    refused: await makeReservation(world.owner, lot, taker.party),
    asked: await makeReservation(world.owner, lot, taker.party).catch(() => ({ id: 0, publicId: '' })),
    lapsed: { id: 0, publicId: '' },
    elsewhere: { id: 0, publicId: '' },
  };
  expectOk(
    await call(world.owner, 'confirm_handover', taker.party, made.declared.id, 2000, ...weighed(40_000)),
  );
  expectOk(await call(world.owner, 'refuse', holder.party, made.refused.id, null, null));
  if (!made.asked.id) made.asked = await makeReservation(world.owner, lot, taker.party);
  const second = await acting(world);
  made.lapsed = await makeReservation(world.owner, lot, second.party);
  made.elsewhere = await makeReservation(world.owner, other, second.party);
  await world.owner`update ledger.reservation set expires_at = ledger.clock() - interval '1 minute' where id = ${made.lapsed.id}`;
});

const ids = async (who: Acting, query: string) =>
  (await reservationList(who.ctx, readListAddress(new URLSearchParams(query)))).reservations.map(
    ({ publicId, awaits }) => [
      Object.entries(made).find(([, one]) => one.publicId === publicId)?.[0],
      awaits,
    ],
  );

it('shows the holder what awaits an answer and what awaits a confirmation, and counts each view', async () => {
  expect(Object.fromEntries(await ids(holder, 'show=todo'))).toEqual({
    asked: 'answer',
    elsewhere: 'answer',
    declared: 'handover',
  });
  const { counts } = await reservationList(holder.ctx, readListAddress(new URLSearchParams()));
  expect(counts).toEqual({ todo: 3, open: 4, done: 2 });
  expect((await ids(holder, 'show=done')).map(([name]) => name)).toEqual(['lapsed', 'refused']);
});

it('asks nothing of a taker who waits', async () => {
  expect(await ids(taker, 'show=todo')).toEqual([]);
  expect((await ids(taker, '')).map(([name]) => name).sort()).toEqual(['accepted', 'asked', 'declared']);
});

it('keeps to one site, counts included, and names the sites there are', async () => {
  const asked = readListAddress(new URLSearchParams({ site: sites[1].publicId }));
  const list = await reservationList(holder.ctx, asked);
  expect(list.counts).toEqual({ todo: 1, open: 1, done: 0 });
  expect(list.reservations.map(({ publicId }) => publicId)).toEqual([made.elsewhere.publicId]);
  expect(list.sites.map(({ publicId }) => publicId).sort()).toEqual(
    sites.map(({ publicId }) => publicId).sort(),
  );
});

it('puts the nearest deadline first, or the most recent', async () => {
  await world.owner`update ledger.reservation set expires_at = ledger.clock() + interval '1 hour' where id = ${made.accepted.id}`;
  expect((await ids(taker, ''))[0]?.[0]).toBe('accepted');
  expect((await ids(taker, 'sort=recent'))[0]?.[0]).toBe('asked');
});

it('is nothing for an analyst and for a stranger', async () => {
  const asked = readListAddress(new URLSearchParams());
  expect((await reservationList(inRole(holder, 'analyst'), asked)).reservations).toEqual([]);
  expect((await reservationList((await acting(world)).ctx, asked)).counts.open).toBe(0);
});

it('leaves as a file of the same lines, which no spreadsheet runs', async () => {
  const lines = await reservationsForFile(holder.ctx, readListAddress(new URLSearchParams('show=todo')));
  const file = writeCsv(reservationRows('fr', lines));
  expect(file.trim().split('\r\n').length).toBe(4);
  expect(file).toContain(made.asked.publicId);
  expect(file).toContain(";'=2+2;");
  expect(file).toContain('Répondez à la demande');
});
