import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemShape } from '#app/http/api/problem-shape.ts';
import { visit, visitMade } from '#app/http/api/visit-shapes.server.ts';
import { apiOf, type Member, member } from '#tests/http/api-world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeSite, makeVisit } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let base: TestDatabase;
let holder: Member;
let taker: Member;
let site: Made;
let lots: [Made, Made];
const api = apiOf(() => server);

beforeAll(async () => {
  base = await testDatabase();
  server = await startTestServer({ DATABASE_URL: base.url });
  [holder, taker] = [await member(base), await member(base)];
  site = await makeSite(base.owner, holder);
  lots = [await makeLot(base.owner, holder, { site }), await makeLot(base.owner, holder, { site })];
});
afterAll(() => server.stop());

const ask = (body: unknown, key?: string) =>
  api(`/sites/${site.publicId}/visits`, { token: taker.token, body, key });

it('holds parts of several lots, the same lot twice summed, and is read by its two sides', async () => {
  const [a, b] = lots;
  const key = randomUUID();
  const body = {
    lots: [
      { lot: a.publicId, quantity: 2 },
      { lot: b.publicId.toUpperCase(), quantity: 3 },
      { lot: a.publicId, quantity: 1 },
    ],
    note: 'Saturday',
    commune: '35238',
  };
  const made = await ask(body, key);
  expect(made.status).toBe(201);
  const { id, lines } = visitMade.parse(made.body);
  expect(lines.map(({ lot, quantity, left }) => [lot, quantity, left])).toEqual([
    [a.publicId, 3, 17],
    [b.publicId, 3, 17],
  ]);
  expect(made.headers.get('location')).toBe(`${server.origin}/api/v1/visits/${id}`);
  expect((await ask(body, key)).body).toEqual(made.body);
  for (const [who, side] of [
    [taker, 'taker'],
    [holder, 'holder'],
  ] as const) {
    const seen = await api(`/visits/${id}`, { token: who.token });
    expect(visit.parse(seen.body)).toMatchObject({ side, place: null, purpose: 'other' });
  }
  const [line] = lines;
  const alone = await api(`/reservations/${line?.id}`, { token: taker.token });
  expect(alone.body.visit).toBe(id);
});

it('refuses the whole, and tells each line', async () => {
  const [a, b] = lots;
  const refused = await ask({
    lots: [
      { lot: a.publicId, quantity: 1 },
      { lot: b.publicId, quantity: 500 },
      { lot: randomUUID(), quantity: 1 },
    ],
  });
  expect(refused.status).toBe(409);
  expect(problemShape.parse(refused.body).code).toBe('lines-refused');
  expect(refused.body.lines).toMatchObject([{ code: 'not-found' }]);
  const short = await ask({ lots: [{ lot: b.publicId, quantity: 500 }] });
  expect(short.body.lines).toMatchObject([{ id: b.publicId, code: 'not-enough-left', unit: 'u' }]);
  expect(short.body.lines[0].left).toBeLessThan(20);
  expect((await ask({ lots: [] })).status).toBe(400);
  expect((await ask({ lots: [{ lot: a.publicId, quantity: 0.5 }] })).body.lines).toMatchObject([
    { code: 'bad-quantity', step: 1 },
  ]);
});

it('shows the place once a line is accepted', async () => {
  const { publicId } = await makeVisit(base.owner, holder, taker, { acceptedBy: holder });
  const seen = visit.parse((await api(`/visits/${publicId}`, { token: taker.token })).body);
  expect(seen.place).not.toBeNull();
  expect(seen.lines.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(seen.lines[0]?.mass_kg).toBeGreaterThan(0);
});
