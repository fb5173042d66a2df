import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldData } from '#app/domain/field/views.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  makeCrewLink,
  makeLot,
  makeMember,
  makeOrganisation,
  makeReservation,
} from '#tests/support/factories.ts';
import { type Role, type RolesWorld, rolesWorld } from '#tests/support/roles-world.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let database: TestDatabase;
let world: RolesWorld;
let server: TestServer;
beforeAll(async () => {
  database = await freshDatabase();
  world = await rolesWorld(database);
  server = await startTestServer({ DATABASE_URL: database.url, TRUST_PROXY: '1' });
});
afterAll(() => server?.stop());

const read = async (cookie: string) =>
  (await (await server.fetch('/field/data', { headers: { cookie } })).json()) as FieldData;

interface Phone {
  cookie: string;
  account: FieldData['account'];
}
async function phoneOf(role: Role): Promise<Phone> {
  const cookie = await world.cookie(role);
  return { cookie, account: (await read(cookie)).account };
}

async function send({ cookie, account }: Phone, entry: object, photo?: Blob) {
  const body = new FormData();
  body.set('entry', JSON.stringify({ format: 1, id: randomUUID(), account, ...entry }));
  if (photo) body.set('photo', photo, 'photo');
  const headers = { cookie, 'accept-language': 'fr' };
  const answer = await server.fetch('/field/send', { method: 'POST', body, headers });
  return { status: answer.status, said: (await answer.json()) as Record<string, unknown> };
}

const fields = { typeCode: 'BOI-01', title: 'Poutres', unit: 'kg', quantity: '12', condition: 'good' };
const lot = (site: string, more: object = {}) => ({
  ...{ kind: 'create-lot', site, lot: randomUUID(), fields },
  ...more,
});
const lots = async (publicId: string) =>
  Number((await database.owner`select count(*) as n from lot where public_id = ${publicId}`)[0]?.n);

describe('an entry sent by a phone', () => {
  it.each([
    ['manager', 200],
    ['admin', 200],
    ['member', 403],
    ['stranger', 404],
    ['taker', 404],
    ['analyst', 404],
  ] as const)('makes a lot on the holder’s site: %s → %i', async (role, status) => {
    const entry = lot(await world.make('site'));
    const answer = await send(await phoneOf(role), entry);
    expect([answer.status, answer.said.state]).toEqual([status, status === 200 ? 'done' : 'refused']);
    expect(await lots(entry.lot)).toBe(status === 200 ? 1 : 0);
  });

  it('is carried out once, however often and from however many tabs it comes', async () => {
    const phone = await phoneOf('manager');
    const entry = lot(await world.make('site'), { id: randomUUID() });
    const answers = await Promise.all([send(phone, entry), send(phone, entry), send(phone, entry)]);
    expect(answers.map(({ said }) => said.state)).toEqual(['done', 'done', 'done']);
    expect(await send(phone, entry)).toMatchObject({ status: 200, said: { lot: { publicId: entry.lot } } });
    expect(await lots(entry.lot)).toBe(1);
  });

  it('made by another account is not sent, and nothing is said of it', async () => {
    const [manager, stranger] = [await phoneOf('manager'), await phoneOf('stranger')];
    const entry = lot(await world.make('site'));
    const answer = await send({ ...stranger, account: manager.account }, entry);
    expect(answer).toEqual({ status: 409, said: { state: 'other-account' } });
    expect(await lots(entry.lot)).toBe(0);
  });

  it('after the session ended is asked to sign in, as JSON', async () => {
    const phone = await phoneOf('manager');
    const answer = await send({ ...phone, cookie: '' }, lot(await world.make('site')));
    expect(answer).toMatchObject({ status: 401, said: { code: 'sign-in-needed' } });
  });

  it('with something mistyped names the field in words', async () => {
    const entry = lot(await world.make('site'), { fields: { ...fields, quantity: 'beaucoup' } });
    const { status, said } = await send(await phoneOf('manager'), entry);
    expect(status).toBe(422);
    expect(said).toMatchObject({ state: 'refused', code: 'invalid-input' });
    expect(Object.keys(said.fields as object)).toEqual(['quantity']);
    expect(JSON.stringify(said.fields)).toMatch(/[a-zé]{4,} /);
  });

  it('under an id that names another lot is refused, not tried for ever', async () => {
    const taken = await world.make('draft');
    const answer = await send(await phoneOf('manager'), lot(await world.make('site'), { lot: taken }));
    expect(answer).toMatchObject({ status: 409, said: { state: 'refused', code: 'already-done' } });
  });

  it.each(['', '{', '[]', 'null', '{"kind":"count"}', '{"kind":"drop-table"}'])(
    'that is no entry is refused: %j',
    async (entry) => {
      const { cookie } = await phoneOf('manager');
      const body = new FormData();
      body.set('entry', entry);
      const answer = await server.fetch('/field/send', { method: 'POST', body, headers: { cookie } });
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ code: 'invalid-input' });
    },
  );

  it('with a count of a lot that changed shows what stands there now', async () => {
    const phone = await phoneOf('manager');
    const publicId = await world.make('lot');
    const count = { kind: 'count', lot: publicId, countedMilli: 19_000 };
    const seen = { status: 'published', unit: 'u', onSiteMilli: 18_000 };
    expect(await send(phone, { ...count, seen })).toMatchObject({
      status: 409,
      said: { state: 'conflict', lot: { publicId, onSiteMilli: 20_000 } },
    });
    expect(await send(phone, { ...count, seen: { ...seen, onSiteMilli: 20_000 } })).toMatchObject({
      status: 200,
      said: { lot: { onSiteMilli: 19_000 } },
    });
  });

  it('with a photo that is none is refused with its sentence', async () => {
    const entry = { kind: 'add-photo', lot: await world.make('draft'), photo: randomUUID() };
    const answer = await send(await phoneOf('manager'), entry, new Blob(['<svg/>'], { type: 'image/jpeg' }));
    expect(answer).toMatchObject({ status: 422, said: { state: 'refused', code: 'not-a-photo' } });
    const stranger = await send(await phoneOf('stranger'), entry, new Blob(['x']));
    expect(stranger).toMatchObject({ status: 404, said: { code: 'not-found' } });
  });

  it('from elsewhere is refused at the door', async () => {
    const phone = await phoneOf('manager');
    const body = new FormData();
    body.set('entry', JSON.stringify({ format: 1, id: randomUUID(), account: phone.account, ...lot('x') }));
    const headers = { cookie: phone.cookie, origin: 'https://elsewhere.example' };
    expect((await server.fetch('/field/send', { method: 'POST', body, headers })).status).toBe(403);
  });
});

describe('a crew behind its code', () => {
  async function gate() {
    const holder = { organisation: 0, person: 0 };
    const mate = await makeOrganisation(database.owner);
    Object.assign(holder, {
      organisation: mate.id,
      person: (await makeMember(database.owner, mate, 'administrator')).id,
    });
    const code = await makeCrewLink(database.owner, holder);
    const lot = await makeLot(database.owner, holder, { site: code.site });
    const elsewhere = await makeLot(database.owner, holder);
    const person = await makeOrganisation(database.owner, 'private_person');
    const taker = {
      organisation: person.id,
      person: (await makeMember(database.owner, person, 'administrator')).id,
    };
    await database.owner`update person set name = 'Malo Renaud' where id = ${taker.person}`;
    const taken = await makeReservation(database.owner, lot, taker, { units: 2, acceptedBy: holder });
    const far = await makeReservation(database.owner, elsewhere, taker, { units: 2, acceptedBy: holder });
    const opened = await server.fetch(`/crew/open/${code.token}`, {
      method: 'POST',
      body: new URLSearchParams({ intent: 'enter' }),
      headers: { 'x-forwarded-for': '198.51.7.7' },
    });
    const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const data = await read(cookie);
    return { phone: { cookie, account: data.account }, data, lot, elsewhere, taken, far, holder };
  }
  const now = { status: 'published', unit: 'u', onSiteMilli: 20_000 };
  const said = { quantity: '2', method: 'counted', pickedUpOn: new Date().toISOString().slice(0, 10) };
  const seen = { state: 'accepted', mine: null, theirs: null };

  it('reads its one site, who comes by a first name, and nothing else', async () => {
    const { data, lot, taken } = await gate();
    expect(data).toMatchObject({ crew: true, types: [] });
    expect(data.sites).toHaveLength(1);
    expect(data.lots.map(({ publicId }) => publicId)).toEqual([lot.publicId]);
    expect(data.handOvers.map(({ reservation }) => reservation)).toEqual([taken.publicId]);
    expect(data.handOvers[0]?.other).toBe('Malo');
    expect(JSON.stringify(data)).not.toContain('Renaud');
  });

  it('counts (as a proposal) and hands over on that site; it makes no lot and reaches no other site', async () => {
    const { phone, data, lot: here, elsewhere, taken, far } = await gate();
    const counted = { kind: 'count', seen: now, countedMilli: 18_000 };
    expect(await send(phone, { ...counted, lot: here.publicId })).toMatchObject({ status: 200 });
    const proposed = await database.owner`select counted_milli from crew_count where lot_id = ${here.id}`;
    expect(proposed).toMatchObject([{ counted_milli: 18_000 }]);
    const handOver = { kind: 'hand-over', seen, said };
    expect(await send(phone, { ...handOver, reservation: taken.publicId })).toMatchObject({
      status: 200,
      said: { handOver: { handover: 'waiting', mine: { quantityMilli: 2000 } } },
    });
    expect((await send(phone, lot(data.sites[0]?.publicId ?? ''))).status).toBe(403);
    for (const entry of [
      { ...counted, lot: elsewhere.publicId },
      { ...handOver, reservation: far.publicId, seen: { ...seen, state: 'scheduled' } },
      { kind: 'add-photo', lot: elsewhere.publicId, photo: randomUUID() },
    ]) {
      const answer = await send(phone, entry);
      expect([answer.status, answer.said.state]).toEqual([404, 'refused']);
      expect(answer.said.handOver ?? answer.said.lot ?? null).toBeNull();
    }
  });

  it('once its link ended is asked for a code again; a new one sends what was noted under the old', async () => {
    const { phone, lot: here, holder } = await gate();
    await database.owner`update crew_link set revoked_at = ledger.clock() where organisation_id = ${holder.organisation}`;
    const entry = { kind: 'count', lot: here.publicId, seen: now, countedMilli: 18_000, id: randomUUID() };
    expect((await send(phone, entry)).status).toBe(401);
    const [site] = await database.owner`select site_id as id from lot where id = ${here.id}`;
    const next = await makeCrewLink(database.owner, holder, { site: { id: Number(site?.id), publicId: '' } });
    const opened = await server.fetch(`/crew/open/${next.token}`, {
      method: 'POST',
      body: new URLSearchParams({ intent: 'enter' }),
      headers: { 'x-forwarded-for': '198.51.7.8' },
    });
    const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect(await send({ ...phone, cookie }, entry)).toMatchObject({ status: 200, said: { state: 'done' } });
  });
});

describe('what a phone keeps', () => {
  it('the page is the same for everybody, and says what to do without JavaScript', async () => {
    const page = async (cookie: string) =>
      (await server.fetch('/field', { headers: { cookie, 'accept-language': 'fr' } })).text();
    const asVisitor = await page('');
    expect(asVisitor).toContain('Le mode terrain demande JavaScript');
    expect(asVisitor).toContain('href="/sites"');
    expect(asVisitor).not.toContain('<footer');
  });

  it('the worker is never kept by a cache, names its files, and they are all there', async () => {
    const answer = await server.fetch('/sw.js');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const files = (await answer.text()).match(/\/assets\/[\w.-]+/g) ?? [];
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) expect((await server.fetch(file, { method: 'HEAD' })).status).toBe(200);
  });

  it('the manifest opens the field page and every icon exists', async () => {
    const manifest = (await (await server.fetch('/manifest.webmanifest')).json()) as {
      start_url: string;
      display: string;
      icons: { src: string; purpose: string }[];
    };
    expect(manifest).toMatchObject({ start_url: '/field', display: 'standalone' });
    expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
    for (const { src } of manifest.icons) expect((await server.fetch(src)).status).toBe(200);
  });
});
