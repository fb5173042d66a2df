import { afterAll, beforeAll, expect, it } from 'vitest';
import { countAnswer, countShape } from '#app/http/api/count-shapes.server.ts';
import { answer, reservation } from '#app/http/api/reservation-shapes.server.ts';
import { apiOf, type Member, member } from '#tests/http/api-world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let base: TestDatabase;
let holder: Member;
let taker: Member;
const api = apiOf(() => server);

beforeAll(async () => {
  base = await testDatabase();
  server = await startTestServer({ DATABASE_URL: base.url });
  [holder, taker] = [await member(base), await member(base)];
});
afterAll(() => server.stop());

it('looks at a count, records it as shared, and takes the taker’s answer', async () => {
  const lot = await makeLot(base.owner, holder, { units: 20 });
  const made = await makeReservation(base.owner, lot, taker, { units: 15, acceptedBy: holder });
  const at = `/lots/${lot.publicId}/count`;
  const seen = await api(`${at}?counted=11`, { token: holder.token });
  expect(countShape.parse(seen.body)).toMatchObject({
    ...{ on_site: 20, left: 5, held: 15, missing: 4 },
    reservations: [{ id: made.publicId, held: 15, keeps: 11, fixed: false }],
  });
  const unsure = await api(at, { token: holder.token, body: { seen: 20, counted: 2, cause: 'theft' } });
  expect([unsure.status, unsure.body]).toMatchObject([422, { code: 'count-unsure' }]);
  const wrong = await api(at, {
    token: holder.token,
    body: { seen: 20, counted: 11, cause: 'theft', keeps: [{ reservation: made.publicId, quantity: 12 }] },
  });
  expect([wrong.status, wrong.body]).toMatchObject([422, { code: 'shrink-mismatch', missing: 4, given: 3 }]);
  const body = { seen: 20, counted: 11, cause: 'theft' };
  const done = await api(at, { token: holder.token, body });
  expect(countAnswer.parse(done.body)).toEqual({ on_site: 11, left: 0, told: 1 });
  const stale = await api(at, { token: holder.token, body });
  expect([stale.status, stale.body]).toMatchObject([409, { code: 'changed-meanwhile', onSite: 11 }]);

  const read = reservation.parse((await api(`/reservations/${made.publicId}`, { token: taker.token })).body);
  expect(read.questions).toMatchObject([{ kind: 'reduced', quantity_before: 15, quantity: 11 }]);
  const question = read.questions[0]?.id;
  const left = await api(`/reservations/${made.publicId}/leave`, { token: taker.token, body: { question } });
  expect(answer.parse(left.body)).toMatchObject({ state: 'cancelled', left: 11 });
  const late = await api(`/reservations/${made.publicId}/stay`, { token: taker.token, body: { question } });
  expect([late.status, late.body]).toMatchObject([409, { code: 'wrong-state' }]);
});
