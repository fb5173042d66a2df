import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '#app/http/paths.ts';
import { picture } from '#tests/fixtures/images/picture.ts';
import type { Party } from '#tests/ledger/world.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  type Made,
  makeCrewLink,
  makeLot,
  makeMember,
  makeOrganisation,
  makeReservation,
  makeSite,
} from '#tests/support/factories.ts';
import { manifest } from '#tests/support/manifest.ts';
import { type Row, table } from '#tests/support/roles.ts';
import { type RolesWorld, rolesWorld } from '#tests/support/roles-world.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let database: TestDatabase;
let server: TestServer;
let world: RolesWorld;
let holder: Party;
let site: Made;
beforeAll(async () => {
  database = await freshDatabase();
  world = await rolesWorld(database);
  server = await startTestServer({ DATABASE_URL: database.url, TRUST_PROXY: '1' });
  const organisation = await makeOrganisation(database.owner);
  holder = {
    organisation: organisation.id,
    person: (await makeMember(database.owner, organisation, 'administrator')).id,
  };
  site = await makeSite(database.owner, holder);
});
afterAll(() => server.stop());

const from = () => `198.51.${randomInt(256)}.${randomInt(256)}`;
const headers = (cookie: string) => ({ cookie, 'accept-language': 'fr', 'x-forwarded-for': from() });
const form = (fields: Record<string, string>) => new URLSearchParams({ _key: randomUUID(), ...fields });

/** Scans a code and presses the button: the cookie of the crew. */
async function enter(token: string): Promise<string> {
  const answer = await server.fetch(paths.crewOpen(token), {
    method: 'POST',
    headers: headers(''),
    body: form({ intent: 'enter' }),
    redirect: 'manual',
  });
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe(paths.crew());
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^gisement-crew=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
  return cookie.split(';')[0] ?? '';
}
const ask = (path: string, cookie: string, init: RequestInit = {}) =>
  server.fetch(path, { ...init, headers: headers(cookie), redirect: 'manual' });
const send = (path: string, cookie: string, fields: Record<string, string>) =>
  ask(path, cookie, { method: 'POST', body: form(fields) });

describe('a crew', () => {
  it('photographs, counts and hands over, on its site', async () => {
    const { token } = await makeCrewLink(database.owner, holder, { site });
    const cookie = await enter(token);
    const lot = await makeLot(database.owner, holder, { site });
    const taker = { organisation: (await makeOrganisation(database.owner)).id, person: holder.person };
    const taken = await makeReservation(database.owner, lot, taker, { acceptedBy: holder });
    const home = await (await ask(paths.crew(), cookie)).text();
    expect(home).toContain(paths.crewLot(lot.publicId));
    expect(home).toContain(paths.crewHandover(taken.publicId));
    expect((await ask(paths.crewLot(lot.publicId), cookie)).status).toBe(200);
    expect(
      (await send(paths.crewLot(lot.publicId), cookie, { intent: 'count', quantity: '18' })).status,
    ).toBe(302);
    const photo = new FormData();
    photo.set('_key', randomUUID());
    photo.set('intent', 'add');
    photo.set(
      'photo',
      new File([new Uint8Array(await picture(640, 480).jpeg().toBuffer())], 'door.jpg', {
        type: 'image/jpeg',
      }),
    );
    const added = await ask(paths.crewLot(lot.publicId), cookie, { method: 'POST', body: photo });
    expect([added.status, await added.text()]).toEqual([302, '']);
    expect((await ask(paths.crewHandover(taken.publicId), cookie)).status).toBe(200);
    expect(
      (
        await send(paths.crewHandover(taken.publicId), cookie, {
          intent: 'confirm',
          quantity: '2',
          method: 'counted',
        })
      ).status,
    ).toBe(302);
    const [done] = await database.owner`
      select (select count(*)::int from lot_photo where lot_id = ${lot.id}) as photos,
             (select count(*)::int from crew_count where lot_id = ${lot.id}) as counts,
             (select count(*)::int from ledger.handover where reservation_id = ${taken.id} and holder_at is not null) as said`;
    expect(done).toEqual({ photos: 1, counts: 1, said: 1 });
  });

  it('reaches nothing of another site of the same holder', async () => {
    const cookie = await enter((await makeCrewLink(database.owner, holder, { site })).token);
    const lot = await makeLot(database.owner, holder);
    const taker = { organisation: (await makeOrganisation(database.owner)).id, person: holder.person };
    const taken = await makeReservation(database.owner, lot, taker, { acceptedBy: holder });
    expect((await ask(paths.crewLot(lot.publicId), cookie)).status).toBe(404);
    expect((await send(paths.crewLot(lot.publicId), cookie, { intent: 'count', quantity: '1' })).status).toBe(
      404,
    );
    expect((await ask(paths.crewHandover(taken.publicId), cookie)).status).toBe(404);
    expect(
      (await send(paths.crewHandover(taken.publicId), cookie, { intent: 'confirm', quantity: '2' })).status,
    ).toBe(404);
  });

  it('is out at once when its link is revoked, or its cookie made up', async () => {
    const { token, publicId } = await makeCrewLink(database.owner, holder, { site });
    const cookie = await enter(token);
    expect((await ask(paths.crew(), cookie)).status).toBe(200);
    await database.owner`update crew_link set revoked_at = ledger.clock() where public_id = ${publicId}`;
    expect((await ask(paths.crew(), cookie)).status).toBe(410);
    const again = await send(paths.crewOpen(token), '', { intent: 'enter' });
    expect([again.status, again.headers.get('set-cookie')]).toEqual([410, null]);
    expect((await ask(paths.crew(), `gisement-crew=${'x'.repeat(43)}`)).status).toBe(410);
  });
});

const asVisitor = (row: Row) => row.expected[0]?.split('/')[0] ?? '';

async function wordOf(answer: Response): Promise<string> {
  await answer.arrayBuffer();
  if (answer.status < 301 || answer.status > 308) return String(answer.status);
  const to = answer.headers.get('location') ?? '';
  if (to.startsWith('/login?next=')) return 'login';
  return to.startsWith('/organisations/new') ? 'org' : 'goes';
}

describe('the cookie of a crew opens nothing but /crew', () => {
  let cookie: string;
  beforeAll(async () => {
    cookie = await enter((await makeCrewLink(database.owner, holder, { site })).token);
  });

  it('in a table that holds every route', async () => {
    const known = new Set(table.map(({ route }) => route));
    expect((await manifest()).filter((id) => !id.startsWith('api.') && !known.has(id))).toEqual([]);
  });

  const elsewhere = table.filter(({ route }) => !/^(crew|field)\b/.test(route) && route !== 'server');
  it.each(elsewhere.map((row) => [`${row.method} ${row.path}`, row] as const))(
    '%s: as a visitor',
    async (_, row) => {
      const { path, made } = await world.address(row.path);
      const init: RequestInit = { method: row.method };
      if (row.method === 'POST') {
        const body = new FormData();
        for (const [name, value] of Object.entries({ _key: randomUUID(), ...row.fields(made) }))
          body.set(name, value);
        init.body = body;
      }
      expect(await wordOf(await ask(path, cookie, init))).toBe(asVisitor(row));
    },
  );

  it.each(['/api/v1/reservations/', '/api/v1/lots/'])('%s reads no cookie', async (path) => {
    const answer = await ask(`${path}${randomUUID()}`, cookie);
    expect([401, 404]).toContain(answer.status);
  });
});
