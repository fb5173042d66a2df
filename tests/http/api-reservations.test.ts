import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemShape } from '#app/http/api/problem-shape.ts';
import { answer, handoverAnswer, reservation, reserved } from '#app/http/api/reservation-shapes.server.ts';
import { divertedAnswer } from '#app/http/api/territory-shapes.server.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { apiOf, type Member, member } from '#tests/http/api-world.ts';
import { lot as lotOf } from '#tests/ledger/world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeMember, makeReservation } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let base: TestDatabase;
let holder: Member;
let taker: Member;
let stranger: Member;
const api = apiOf(() => server);

beforeAll(async () => {
  base = await testDatabase();
  server = await startTestServer({ DATABASE_URL: base.url });
  [holder, taker, stranger] = [await member(base), await member(base), await member(base)];
});
afterAll(() => server.stop());

const aLot = (units = 20) => makeLot(base.owner, holder, { units });
const reserve = (lot: Made, body: unknown, more: Parameters<typeof api>[1] = {}) =>
  api(`/lots/${lot.publicId}/reservations`, { token: taker.token, body, ...more });
const say = (id: string, verb: string, by: Member, body: unknown = {}, key?: string) =>
  api(`/reservations/${id}/${verb}`, { token: by.token, body, key });
const fieldsOf = (body: { errors: { field: string }[] }) => body.errors.map((one) => one.field).sort();

async function requested(units = 2): Promise<string> {
  const by = await member(base);
  const made = await makeReservation(base.owner, await aLot(), { ...by }, { units });
  takers.set(made.publicId, by);
  return made.publicId;
}
const takers = new Map<string, Member>();
async function accepted(): Promise<{ id: string; by: Member }> {
  const id = await requested();
  expect((await say(id, 'accept', holder)).status).toBe(200);
  return { id, by: takers.get(id) ?? taker };
}

describe('POST lots/{id}/reservations', () => {
  it('holds part of a lot and says where to follow it', async () => {
    const lot = await aLot();
    const { status, headers, body } = await reserve(lot, {
      quantity: 6,
      note: 'Tuesday',
      substitution: 'yes',
      commune: '35238',
    });
    expect(status).toBe(201);
    expect(reserved.parse(body)).toMatchObject({
      lot: lot.publicId,
      state: 'requested',
      quantity: 6,
      unit: 'u',
      left: 14,
    });
    expect(headers.get('location')).toBe(`${server.origin}/api/v1/reservations/${body.id}`);
    const seen = await fetch(headers.get('location') ?? '', {
      headers: { authorization: `Bearer ${taker.token}` },
    });
    const found = reservation.parse(await seen.json());
    expect(found).toMatchObject({
      side: 'taker',
      purpose: 'other',
      destination: { code: '35238' },
      place: null,
    });
    expect(found.notes).toMatchObject([{ kind: 'request', body: 'Tuesday' }]);
    const [row] =
      await base.owner`select taker_person_id, taker_organisation_id from ledger.reservation where public_id = ${body.id}`;
    expect([row?.taker_person_id, Number(row?.taker_organisation_id)]).toEqual([null, taker.organisation]);
    await say(body.id, 'cancel', taker);
  });

  it('gives the same answer to the same key, and refuses it for something else', async () => {
    const lot = await aLot();
    const key = randomUUID();
    const first = await reserve(lot, { quantity: 3 }, { key });
    const again = await reserve(lot, { quantity: 3 }, { key });
    expect([again.status, again.body, again.headers.get('location')]).toEqual([
      201,
      first.body,
      first.headers.get('location'),
    ]);
    const other = await reserve(lot, { quantity: 4 }, { key });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-mismatch']);
    expect((await api(`/lots/${lot.publicId}`)).body.properties.left).toBe(17);
    await say(first.body.id, 'cancel', taker);
  });

  it('tells two at once on the last units how many are left', async () => {
    const lot = await aLot(5);
    const rivals = [await member(base), await member(base)];
    const answers = await Promise.all(rivals.map((by) => reserve(lot, { quantity: 3 }, { token: by.token })));
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409]);
    const refused = problemShape.parse(answers.find((one) => one.status === 409)?.body);
    expect(refused).toMatchObject({ code: 'not-enough-left', left: 2, status: 409 });
    expect(refused.title).toContain('2');
  });

  it('refuses what cannot be: a closed lot, a fraction of a door, one’s own lot, an unknown lot or commune', async () => {
    const lot = await aLot();
    const closed = await aLot();
    await base.owner`update lot set available_until = current_date - 1 where id = ${closed.id}`;
    for (const [asked, status, code] of [
      [await reserve(closed, { quantity: 1 }), 410, 'lot-closed'],
      [await reserve(lot, { quantity: 1.5 }), 422, 'bad-quantity'],
      [await reserve(lot, { quantity: 1 }, { token: holder.token }), 409, 'own-lot'],
      [await reserve({ id: 0, publicId: randomUUID() }, { quantity: 1 }), 404, 'not-found'],
      [await reserve({ id: 0, publicId: 'x' }, { quantity: 1 }), 404, 'not-found'],
      [await reserve(lot, { quantity: 1, commune: '99999' }), 422, 'commune-unknown'],
    ] as const) {
      expect([asked.status, asked.body.code]).toEqual([status, code]);
    }
  });

  it('wants a key, JSON, and only what it knows', async () => {
    const lot = await aLot();
    for (const key of [null, 'not-a-uuid']) {
      const { status, body } = await reserve(lot, { quantity: 1 }, { key });
      expect([status, body.code]).toEqual([400, 'idempotency-key-needed']);
    }
    const form = await reserve(lot, 'quantity=1', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([form.status, form.body.code]).toEqual([415, 'json-only']);
    for (const text of ['{', '[]', '"6"', 'null'])
      expect((await reserve(lot, text)).body.code).toBe('invalid-json');
    const wrong = await reserve(lot, { quantity: '6', purpose: 'fun', note: 5, colour: 'red', __proto: 1 });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid-request']);
    expect(fieldsOf(wrong.body)).toEqual(['__proto', 'colour', 'note', 'purpose', 'quantity']);
    for (const quantity of [0, -1, 1.2345, 1e30]) {
      expect(fieldsOf((await reserve(lot, { quantity })).body)).toEqual(['quantity']);
    }
    expect(fieldsOf((await reserve(lot, {})).body)).toEqual(['quantity']);
  });

  it('wants a token with the scope, and never a cookie', async () => {
    const lot = await aLot();
    const none = await reserve(lot, { quantity: 1 }, { token: undefined });
    expect([none.status, none.body.code, none.headers.get('www-authenticate')]).toEqual([
      401,
      'token-needed',
      'Bearer',
    ]);
    const reader = await member(base, { scopes: ['lots:read', 'reservations:read'] });
    const weak = await reserve(lot, { quantity: 1 }, { token: reader.token });
    expect([weak.status, weak.body]).toMatchObject([
      403,
      { code: 'scope-missing', scope: 'reservations:write' },
    ]);
    const colleague = await makeMember(base.owner, { id: taker.organisation }, 'administrator');
    const { cookie } = await openSession(base.db, colleague.id, {
      organisationId: taker.organisation,
      userAgent: null,
    });
    const signedIn = { cookie: cookie.split(';')[0] ?? '' };
    expect((await fetch(`${server.origin}/account`, { headers: signedIn, redirect: 'manual' })).status).toBe(
      200,
    );
    const byCookie = await reserve(
      lot,
      { quantity: 1 },
      { token: undefined, headers: { ...signedIn, origin: server.origin } },
    );
    expect([byCookie.status, byCookie.body.code]).toEqual([401, 'token-needed']);
  });
});

describe('a reservation', () => {
  it('is unknown to everyone but its two sides', async () => {
    const id = await requested();
    const unknown = await api(`/reservations/${randomUUID()}`, { token: stranger.token });
    expect(unknown.status).toBe(404);
    const seen = await api(`/reservations/${id}`, { token: stranger.token });
    expect([seen.status, seen.body]).toEqual([404, unknown.body]);
    for (const verb of ['accept', 'refuse', 'cancel']) {
      const { status, body } = await say(id, verb, stranger);
      expect([verb, status, body.code]).toEqual([verb, 404, 'not-found']);
    }
    const claim = { quantity: 2, evidence: 'measured' };
    expect((await say(id, 'confirm-handover', stranger, claim)).status).toBe(404);
    expect((await say(id, 'adopt', holder)).status).toBe(404);
    expect((await api(`/reservations/${id}`)).status).toBe(401);
    const writer = await member(base, { scopes: ['reservations:write'] });
    expect((await api(`/reservations/${id}`, { token: writer.token })).status).toBe(403);
  });

  it('is accepted by its holder, once, and then shows the place', async () => {
    const id = await requested();
    const by = takers.get(id) ?? taker;
    expect((await say(id, 'accept', by)).status).toBe(403);
    const key = randomUUID();
    const done = await say(id, 'accept', holder, undefined, key);
    expect([done.status, answer.parse(done.body).state]).toEqual([200, 'accepted']);
    expect((await say(id, 'accept', holder, {}, key)).body).toEqual(done.body);
    const late = await say(id, 'accept', holder);
    expect([late.status, late.body]).toMatchObject([409, { code: 'wrong-state', state: 'accepted' }]);
    const { body, headers } = await api(`/reservations/${id}`, { token: by.token });
    expect(reservation.parse(body).place).toMatchObject({ lon: -1.6778, lat: 48.1173 });
    expect(headers.get('cache-control')).toBe('private, no-store');
  });

  it('is refused or cancelled with a reason the other side reads', async () => {
    const refused = await requested();
    expect((await say(refused, 'refuse', holder, { reason: 'The works stopped.' })).body).toMatchObject({
      state: 'refused',
      left: 20,
    });
    const by = takers.get(refused) ?? taker;
    expect((await api(`/reservations/${refused}`, { token: by.token })).body.notes.at(-1).body).toBe(
      'The works stopped.',
    );
    const cancelled = await requested();
    const who = takers.get(cancelled) ?? taker;
    expect((await say(cancelled, 'cancel', who, { reason: 'Too far' })).body.state).toBe('cancelled');
    expect(fieldsOf((await say(cancelled, 'cancel', who, { why: 'x' })).body)).toEqual(['why']);
  });

  it('is extended to an instant or a day, not to the past', async () => {
    const { id } = await accepted();
    const until = new Date(Math.ceil(Date.now() / 1000) * 1000 + 40 * 86_400_000).toISOString();
    expect((await say(id, 'extend', holder, { until })).body).toMatchObject({
      state: 'accepted',
      expires_at: until,
    });
    const day = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
    expect((await say(id, 'extend', holder, { until: day })).body.expires_at.slice(0, 10)).toBe(day);
    const past = await say(id, 'extend', holder, { until: '2020-01-01T00:00:00Z' });
    expect([past.status, past.body.code]).toEqual([422, 'bad-deadline']);
    for (const body of [{}, { until: 'soon' }, { until: '2026-02-31' }])
      expect(fieldsOf((await say(id, 'extend', holder, body)).body)).toEqual(['until']);
  });
});

describe('confirm-handover', () => {
  async function acceptedOf(basis: 'declared' | 'default'): Promise<string> {
    const lot = await lotOf(base.owner, holder, { basis });
    const { publicId } = await makeReservation(base.owner, { id: lot }, taker, {
      units: 2,
      acceptedBy: holder,
    });
    return publicId;
  }

  it('refuses evidence better than what the lot knows, takes any that it can carry', async () => {
    for (const [basis, evidence, status] of [
      ['default', 'measured', 422],
      ['default', 'declared', 422],
      ['declared', 'measured', 422],
      ['default', 'default', 200],
      ['declared', 'declared', 200],
      ['declared', 'default', 200],
    ] as const) {
      const id = await acceptedOf(basis);
      const { status: given, body } = await say(id, 'confirm-handover', taker, { quantity: 2, evidence });
      expect([basis, evidence, given]).toEqual([basis, evidence, status]);
      expect(body).toMatchObject(
        status === 200 ? { state: 'waiting-other-side' } : { code: 'evidence-mismatch', mass_basis: basis },
      );
      const kept = { quantity: 0, evidence: 'default' };
      if (status === 422) await say(id, 'cancel', taker);
      else
        await say(id, 'confirm-handover', taker, kept).then(() => say(id, 'confirm-handover', holder, kept));
    }
  });

  it('refuses a mass, a day or a quantity that cannot be', async () => {
    const { id, by } = await accepted();
    const wrong = await say(id, 'confirm-handover', by, { quantity: 2, evidence: 'measured', mass_kg: 41 });
    expect([wrong.status, wrong.body]).toMatchObject([422, { code: 'mass-mismatch', mass_kg: 40 }]);
    const missing = await say(id, 'confirm-handover', by, { quantity: 2, evidence: 'weighed' });
    expect([missing.status, missing.body.code]).toEqual([422, 'mass-required']);
    expect(
      fieldsOf((await say(id, 'confirm-handover', by, { evidence: 'guessed', mass_kg: 'x' })).body),
    ).toEqual(['evidence', 'mass_kg', 'quantity']);
    const future = await say(id, 'confirm-handover', by, {
      quantity: 2,
      evidence: 'weighed',
      mass_kg: 40,
      picked_up_on: '2199-01-01',
    });
    expect([future.status, future.body.code]).toEqual([422, 'bad-pick-up-day']);
    const more = await say(id, 'confirm-handover', by, { quantity: 30, evidence: 'weighed', mass_kg: 600 });
    expect([more.status, more.body]).toMatchObject([409, { code: 'not-enough-left', left: 18, most: 20 }]);
  });

  it('waits, disputes, and ends when one says the words of the other', async () => {
    const { id, by } = await accepted();
    const claim = { quantity: 2, evidence: 'weighed', mass_kg: 39.5 };
    const key = randomUUID();
    const first = await say(id, 'confirm-handover', by, claim, key);
    expect(handoverAnswer.parse(first.body)).toMatchObject({ id, state: 'waiting-other-side' });
    expect((await say(id, 'confirm-handover', by, claim, key)).body).toEqual(first.body);
    expect((await say(id, 'cancel', holder)).body.code).toBe('handover-open');
    expect((await say(id, 'confirm-handover', holder, { ...claim, quantity: 1 })).body.state).toBe(
      'disputed',
    );
    expect((await say(id, 'confirm-handover', holder, { quantity: 2, evidence: 'weighed' })).body.state).toBe(
      'confirmed',
    );
    const { body } = await api(`/reservations/${id}`, { token: holder.token });
    expect(reservation.parse(body)).toMatchObject({
      state: 'handed_over',
      taken: 2,
      handover: { state: 'confirmed', taker: { mass_kg: 39.5, evidence: 'weighed', quantity: 2 } },
    });
  });
});

it('runs whole by API: reserved, accepted, confirmed by both, counted once for the commune and what it lies in', async () => {
  const [from, to] = [await member(base), await member(base)];
  const lot = await makeLot(base.owner, from, { units: 10 });
  const levels = ['commune:35238', 'epci:243500139', 'departement:35', 'region:53', 'france:fr'];
  const counted = async () =>
    Promise.all(
      levels.map(
        async (key) =>
          divertedAnswer.parse((await api(`/statistics/diverted?territory=${key}&by=family`)).body).total_kg,
      ),
    );
  const before = await counted();
  const made = await reserve(lot, { quantity: 6 }, { token: to.token });
  await say(made.body.id, 'accept', from);
  const claim = { quantity: 6, evidence: 'measured' };
  expect((await say(made.body.id, 'confirm-handover', to, claim)).body.state).toBe('waiting-other-side');
  expect((await say(made.body.id, 'confirm-handover', from, claim)).body).toMatchObject({
    state: 'confirmed',
    left: 4,
  });
  const after = await counted();
  expect(after.map((kg, index) => Math.round((kg - (before[index] ?? 0)) * 1000) / 1000)).toEqual(
    levels.map(() => 120),
  );
});
