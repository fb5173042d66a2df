import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lotAlone } from '#app/http/api/lot-shapes.server.ts';
import { problemShape } from '#app/http/api/problem-shape.ts';
import { apiOf, type Member, member } from '#tests/http/api-world.ts';
import { anyType } from '#tests/ledger/world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot, makeSite } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let base: TestDatabase;
let holder: Member;
let site: string;
let type: string;
const api = apiOf(() => server);

beforeAll(async () => {
  base = await testDatabase();
  server = await startTestServer({ DATABASE_URL: base.url });
  holder = await member(base);
  site = (await makeSite(base.owner, holder)).publicId;
  type = String((await anyType(base.owner)).code);
});
afterAll(() => server.stop());

const doors = () => ({ site, type, title: 'Portes palières', unit: 'u', quantity: 40, price_cents: 1550 });
const create = (body: object = doors(), more: Parameters<typeof api>[1] = {}) =>
  api('/lots', { token: holder.token, body, ...more });
const change = (id: string, body: object, more: Parameters<typeof api>[1] = {}) =>
  api(`/lots/${id}`, {
    token: holder.token,
    body,
    method: 'PATCH',
    headers: { 'idempotency-key': randomUUID() },
    ...more,
  });
const publish = (id: string, key?: string) =>
  api(`/lots/${id}/publish`, { token: holder.token, body: {}, key });
const fieldsOf = (body: { errors: { field: string }[] }) => body.errors.map(({ field }) => field).sort();

describe('POST lots', () => {
  it('lists a draft, says where it is, and shows it to its holder alone', async () => {
    const { status, headers, body } = await create({
      ...doors(),
      ...{
        other_unit: { unit: 'pallet', of: 20 },
        removal: 'by_taker',
        protection: 'Casque',
        removal_floor: 2,
      },
    });
    expect(status).toBe(201);
    const lot = lotAlone.parse(body);
    expect(lot.properties).toMatchObject({
      ...{
        status: 'draft',
        quantity: 40,
        price_cents: 1550,
        other_unit: { unit: 'pallet', amount: 1, of: 20 },
      },
      conditions: { removal: 'by_taker', protection: 'Casque', floor: 2 },
    });
    expect(headers.get('location')).toBe(`${server.origin}/api/v1/lots/${lot.id}`);
    expect((await api(`/lots/${lot.id}`)).status).toBe(404);
  });

  it('the same key makes one lot; another content is refused; no key is told so', async () => {
    const key = randomUUID();
    const [one, two] = [await create(doors(), { key }), await create(doors(), { key })];
    expect(two.body.id).toBe(one.body.id);
    expect(await create({ ...doors(), title: 'Autre' }, { key })).toMatchObject({
      status: 409,
      body: { code: 'idempotency-mismatch' },
    });
    const without = await create(doors(), { key: null });
    expect([without.status, problemShape.parse(without.body).code]).toEqual([400, 'idempotency-key-needed']);
  });

  it('names every wrong field in the words of the body', async () => {
    const wrong = { ...doors(), quantity: -1, price_cents: 1.5, colour: 'red', available_from: 'soon' };
    const { status, body } = await create(wrong);
    expect([status, fieldsOf(body)]).toEqual([400, ['available_from', 'colour', 'price_cents', 'quantity']]);
    const later = await create({
      ...doors(),
      ...{ quantity: 2.5, mass_basis: 'declared', other_unit: { unit: 'm2' } },
      ...{ available_from: '2090-02-01', available_until: '2090-01-01' },
    });
    expect([later.status, fieldsOf(later.body)]).toEqual([
      400,
      ['available_until', 'other_unit', 'quantity', 'unit_mass_kg'],
    ]);
  });

  it('knows no site of others, and refuses a body that is not JSON', async () => {
    const stranger = await member(base);
    expect((await create(doors(), { token: stranger.token })).status).toBe(404);
    expect((await create('{' as never)).status).toBe(400);
    expect((await create(doors(), { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  });
});

describe('PATCH lots/{id}', () => {
  it('changes what is said and keeps the rest; null empties', async () => {
    const { body: made } = await create({ ...doors(), description: 'Chêne', age: '1998' });
    const { status, body } = await change(made.id, { price_cents: null, description: null, length_mm: 2040 });
    expect(status).toBe(200);
    expect(body.properties).toMatchObject({
      ...{ title: 'Portes palières', quantity: 40, price_cents: null, description: null, age: '1998' },
      ...{ length_mm: 2040, version: 2 },
    });
  });

  it('is refused with an old version, with a fixed fact of a published lot, and without a key', async () => {
    const { body: made } = await create();
    await change(made.id, { title: 'Portes' });
    expect(await change(made.id, { title: 'Autre', version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'changed-meanwhile' },
    });
    await publish(made.id);
    expect(await change(made.id, { quantity: 50 })).toMatchObject({
      status: 409,
      body: { code: 'unit-fixed' },
    });
    expect((await change(made.id, { quantity: 40, title: 'Portes pleines' })).status).toBe(200);
    expect((await change(made.id, { title: 'x' }, { headers: {} })).status).toBe(400);
  });
});

describe('POST lots/{id}/publish', () => {
  it('offers the draft to everyone, once for one key', async () => {
    const { body: made } = await create();
    const key = randomUUID();
    const [one, two] = [await publish(made.id, key), await publish(made.id, key)];
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(one.body.properties.status).toBe('published');
    expect((await api(`/lots/${made.id}`)).status).toBe(200);
    expect(await publish(made.id)).toMatchObject({ status: 409, body: { code: 'lot-not-draft' } });
  });

  it('says which rule or fact is in the way', async () => {
    const { body: made } = await create({ ...doors(), available_until: '2020-01-01' });
    expect(await publish(made.id)).toMatchObject({ status: 410, body: { code: 'lot-closed' } });
    const { body: asbestos } = await create({ ...doors(), asbestos: 'yes' });
    expect((await publish(asbestos.id)).status).toBe(422);
  });
});

describe('removal conditions', () => {
  it('are accepted before reserving, and kept', async () => {
    const taker = await member(base);
    const lot = await makeLot(base.owner, holder);
    await base.owner`update lot set site_rules = 'Casque obligatoire' where id = ${lot.id}`;
    const reserve = (body: object, token = taker.token) =>
      api(`/lots/${lot.publicId}/reservations`, { token, body: { quantity: 1, ...body } });
    expect(await reserve({})).toMatchObject({ status: 422, body: { code: 'conditions-needed' } });
    const { status, body } = await reserve({ accept_conditions: true });
    expect(status).toBe(201);
    const [kept] = await base.owner`
      select c.said from reservation_condition c join ledger.reservation r on r.id = c.reservation_id where r.public_id = ${body.id}`;
    expect(kept?.said).toEqual({ removal: 'removed', rules: 'Casque obligatoire' });
  });

  it('to take down oneself is closed to private persons until the holder opens it', async () => {
    const person = await member(base, { kind: 'private_person' });
    const lot = await makeLot(base.owner, holder);
    await base.owner`update lot set removal = 'by_taker' where id = ${lot.id}`;
    const ask = () =>
      api(`/lots/${lot.publicId}/reservations`, {
        token: person.token,
        body: { quantity: 1, accept_conditions: true },
      });
    expect(await ask()).toMatchObject({ status: 403, body: { code: 'removal-closed-to-private' } });
    await base.owner`update lot set private_removal_reason = 'Vissées à hauteur d’homme.' where id = ${lot.id}`;
    expect((await ask()).status).toBe(201);
  });
});
