import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { booked, choice, left, siteSlots } from '#app/http/api/slot-shapes.server.ts';
import { apiOf, member } from '#tests/http/api-world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation, makeSite, makeSlot } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let base: TestDatabase;
const api = apiOf(() => server);

beforeAll(async () => {
  base = await testDatabase();
  server = await startTestServer({ DATABASE_URL: base.url, JOBS: 'off' });
});
afterAll(() => server.stop());

it('a taker reads the hours, books the last place with two reservations, replays, moves and leaves; another is told', async () => {
  const [holder, taker, rival] = [await member(base), await member(base), await member(base)];
  const site = await makeSite(base.owner, holder);
  const lot = await makeLot(base.owner, holder, { site });
  const mine = await makeReservation(base.sql, lot, taker, { acceptedBy: holder });
  const second = await makeReservation(base.sql, lot, taker, { acceptedBy: holder });
  const theirs = await makeReservation(base.sql, lot, rival, { acceptedBy: holder });
  const [one, two] = [
    await makeSlot(base.owner, site, { capacity: 1 }),
    await makeSlot(base.owner, site, { inHours: 48 }),
  ];
  const say = (verb: string, by: { token: string }, id: string, body: unknown, key?: string) =>
    api(`/reservations/${id}/${verb}`, { token: by.token, body, key });

  const open = await api(`/reservations/${mine.publicId}/slots`, { token: taker.token });
  expect(choice.parse(open.body).slots.map(({ id, full }) => [id, full])).toEqual([
    [one.publicId, false],
    [two.publicId, false],
  ]);
  const key = randomUUID();
  const body = { slot: one.publicId, with: [second.publicId] };
  const first = await say('book-slot', taker, mine.publicId, body, key);
  expect(first.status).toBe(200);
  expect(booked.parse(first.body)).toMatchObject({ id: mine.publicId, moved: false });
  const again = await say('book-slot', taker, mine.publicId, body, key);
  expect(again.body).toEqual(first.body);
  expect((await say('book-slot', taker, mine.publicId, { slot: two.publicId }, key)).status).toBe(409);

  const late = await say('book-slot', rival, theirs.publicId, { slot: one.publicId });
  expect([late.status, late.body.type]).toEqual([409, expect.stringContaining('slot-full')]);
  expect((await say('book-slot', rival, mine.publicId, { slot: two.publicId })).status).toBe(404);
  expect((await say('book-slot', holder, theirs.publicId, { slot: two.publicId })).status).toBe(200);
  expect(
    (await say('book-slot', holder, theirs.publicId, { slot: two.publicId, with: [mine.publicId] })).status,
  ).toBe(422);
  expect((await say('book-slot', taker, mine.publicId, {})).status).toBe(400);

  const all = await api(`/sites/${site.publicId}/slots`, { token: holder.token });
  expect(
    siteSlots
      .parse(all.body)
      .slots.map(({ takers }) => takers.map(({ reservations }) => reservations.length)),
  ).toEqual([[2], [1]]);
  expect((await api(`/sites/${site.publicId}/slots`, { token: taker.token })).status).toBe(404);
  expect((await api(`/sites/${site.publicId}/slots?from=tomorrow`, { token: holder.token })).status).toBe(
    400,
  );

  const moved = await say('book-slot', taker, mine.publicId, { slot: two.publicId, with: [second.publicId] });
  expect(booked.parse(moved.body).moved).toBe(true);
  const gone = await say('leave-slot', taker, mine.publicId, { with: [second.publicId] });
  expect(left.parse(gone.body).id).toBe(mine.publicId);
  const back = await api(`/reservations/${mine.publicId}`, { token: taker.token });
  expect(back.body.state).toBe('accepted');
});
