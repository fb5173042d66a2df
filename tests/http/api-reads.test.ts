import { createHash, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lotAlone, lotCollection } from '#app/http/api/lot-shapes.server.ts';
import { problemShape } from '#app/http/api/problem-shape.ts';
import { divertedAnswer, territories, territoryAlone } from '#app/http/api/territory-shapes.server.ts';
import { apiOf, type Member, member } from '#tests/http/api-world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeSite } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let base: TestDatabase;
let holder: Member;
let lots: Made[];
const api = apiOf(() => server);
const EXACT = { lon: -1.6778, lat: 48.1173 };

beforeAll(async () => {
  base = await testDatabase();
  server = await startTestServer({ DATABASE_URL: base.url, TRUST_PROXY: '1' });
  holder = await member(base);
  const site = await makeSite(base.owner, holder, EXACT);
  lots = [];
  for (let i = 0; i < 3; i++) lots.push(await makeLot(base.owner, holder, { site }));
  // written past the server: what it keeps in memory follows within two seconds
  await vi.waitFor(async () => expect((await api(mine())).body.features).toHaveLength(3), 10_000);
});
afterAll(() => server.stop());

const mine = (more = '') => `/lots?holder=${holder.slug}${more}`;
const fieldsOf = (body: { errors: { field: string }[] }) => body.errors.map((one) => one.field).sort();

describe('GET lots', () => {
  it('gives a collection of features a page at a time, with the link to the next', async () => {
    const first = await api(mine('&limit=2'));
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toContain('application/geo+json');
    const page = lotCollection.parse(first.body);
    expect(page.features).toHaveLength(2);
    const link = /^<(http[^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect(new URL(link).searchParams.get('cursor')).toBe(page.next);
    const second = lotCollection.parse(await (await fetch(link)).json());
    expect(second.next).toBeNull();
    const seen = [...page.features, ...second.features].map((one) => one.id);
    expect(new Set(seen)).toEqual(new Set(lots.map((lot) => lot.publicId)));
  });

  it('says quantities as decimals, addresses whole, and where from `near`', async () => {
    const { body } = await api(mine('&near=-1.68,48.11&radius_km=20&sort=distance&limit=1'));
    const [one] = lotCollection.parse(body).features;
    expect(one?.properties).toMatchObject({
      quantity: 20,
      left: 20,
      unit: 'u',
      free: false,
      price_cents: null,
    });
    expect(one?.properties.url).toBe(`${server.origin}/lots/${one?.id}`);
    expect(one?.properties.distance_km).toBeGreaterThan(0);
  });

  it('never gives the exact place', async () => {
    const { body } = await api(mine());
    for (const { geometry } of lotCollection.parse(body).features) {
      expect(geometry.coordinates).not.toEqual([EXACT.lon, EXACT.lat]);
      const metres = Math.hypot(
        (geometry.coordinates[1] - EXACT.lat) * 111_320,
        (geometry.coordinates[0] - EXACT.lon) * 74_300,
      );
      expect(metres).toBeGreaterThan(250);
    }
  });

  it('names the fields that are wrong, unknown, repeated or lacking another', async () => {
    const { status, headers, body } = await api(
      '/lots?family=DOORS&limit=500&price_max=cheap&bbox=1,2,3&famly=CLO&q=a&q=b',
    );
    expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
    problemShape.parse(body);
    expect(body).toMatchObject({ code: 'invalid-request', status: 400 });
    expect(fieldsOf(body)).toEqual(['bbox', 'family', 'famly', 'limit', 'price_max', 'q']);
    for (const [query, field] of [
      ['radius_km=5', 'radius_km'],
      ['sort=distance', 'sort'],
      ['cursor=bm90LWEtY3Vyc29y', 'cursor'],
      ['territory=epci:12', 'territory'],
    ]) {
      const wrong = await api(`/lots?${query}`);
      expect([query, wrong.status, fieldsOf(wrong.body)]).toEqual([query, 400, [field]]);
    }
  });

  it('speaks the language of the reader', async () => {
    const { body } = await api('/lots?family=DOORS', { headers: { 'accept-language': 'fr' } });
    expect(body.title).toContain('demande');
  });

  it('costs nothing when nothing changed, and is private to a token', async () => {
    const open = await api(mine());
    expect(open.headers.get('cache-control')).toBe('public, no-cache');
    const etag = open.headers.get('etag') ?? '';
    const again = await api(mine(), { headers: { 'if-none-match': etag } });
    expect([again.status, again.body]).toEqual([304, '']);
    expect((await api(mine(), { token: holder.token })).headers.get('cache-control')).toBe(
      'private, no-cache',
    );
  });
});

describe('GET lots/{id}', () => {
  it('gives one feature', async () => {
    const { status, body } = await api(`/lots/${lots[0]?.publicId}`);
    expect(status).toBe(200);
    const lot = lotAlone.parse(body);
    expect(lot.properties).toMatchObject({
      step: 1,
      unit_mass_kg: 20,
      mass_basis: 'measured',
      accept_mode: 'ask',
    });
    expect(lot.geometry.coordinates).not.toEqual([EXACT.lon, EXACT.lat]);
  });

  it('does not know a draft, but for its own organisation', async () => {
    const draft = await makeLot(base.owner, holder, { publish: false });
    const stranger = await member(base);
    const unknown = await api(`/lots/${randomUUID()}`);
    expect(unknown.status).toBe(404);
    for (const token of [undefined, stranger.token]) {
      const answer = await api(`/lots/${draft.publicId}`, { token });
      expect([answer.status, answer.body]).toEqual([404, unknown.body]);
    }
    expect((await api('/lots/not-an-id')).status).toBe(404);
    expect((await api(`/lots/${draft.publicId}`, { token: holder.token })).body.properties.status).toBe(
      'draft',
    );
  });

  it('does not name a private person', async () => {
    const someone = await member(base);
    await base.owner`update organisation set kind = 'private_person', legal_status = 'private_person' where id = ${someone.organisation}`;
    const lot = await makeLot(base.owner, someone);
    const { body } = await api(`/lots/${lot.publicId}`);
    expect(body.properties.holder).toEqual({
      kind: 'private_person',
      name: null,
      capacity: 'private_person',
      verified: false,
    });
  });
});

describe('territories and figures', () => {
  it('finds places by what people type', async () => {
    const { body } = await api('/territories?q=renn&level=commune');
    const [best] = territories.parse(body).territories;
    expect(best).toMatchObject({ level: 'commune', code: '35238', name: 'Rennes' });
    expect(fieldsOf((await api('/territories')).body)).toEqual(['q']);
    expect((await api('/territories?q=')).status).toBe(400);
  });

  it('says what a territory is and where it lies', async () => {
    const { body } = await api('/territories/commune/35238');
    expect(territoryAlone.parse(body).parents.map((one) => one.level)).toEqual([
      'epci',
      'departement',
      'region',
      'france',
    ]);
    expect((await api('/territories/commune/99999')).status).toBe(404);
    expect((await api('/territories/parish/35238')).status).toBe(404);
  });

  it('says what was diverted, and what is wrong in the question', async () => {
    const { status, body } = await api(
      '/statistics/diverted?territory=epci:243500139&by=month&view=destination',
    );
    expect(status).toBe(200);
    expect(divertedAnswer.parse(body)).toMatchObject({
      view: 'destination',
      territory: { name: 'Rennes Métropole' },
    });
    const wrong = await api('/statistics/diverted?from=2026-13&by=colour');
    expect(fieldsOf(wrong.body)).toEqual(['by', 'from', 'territory']);
    expect(
      fieldsOf((await api('/statistics/diverted?territory=france:fr&from=2026-03&to=2026-01')).body),
    ).toEqual(['to']);
    expect((await api('/statistics/diverted?territory=commune:99999')).status).toBe(404);
  });
});

describe('the door', () => {
  it('refuses a wrong, expired or revoked token even where none is needed', async () => {
    const [expired, revoked] = [await member(base), await member(base)];
    await base.owner`update api_token set expires_at = ledger.clock() - interval '1 second' where organisation_id = ${expired.organisation}`;
    await base.owner`update api_token set revoked_at = ledger.clock() where organisation_id = ${revoked.organisation}`;
    for (const token of ['nonsense', `gisement_${'a'.repeat(43)}`, expired.token, revoked.token]) {
      const { status, headers, body } = await api('/lots', { token });
      expect([status, body.code, headers.get('www-authenticate')]).toEqual([
        401,
        'token-refused',
        'Bearer error="invalid_token"',
      ]);
    }
    expect((await api('/lots', { headers: { authorization: 'Basic YTpi' } })).status).toBe(401);
  });

  it('reads no cookie', async () => {
    const cookies = { cookie: `session=${'x'.repeat(40)}; lang=fr` };
    const { body } = await api('/lots?family=DOORS', { headers: cookies });
    expect(body.title).toMatch(/^Some values/);
    expect((await api(`/reservations/${randomUUID()}`, { headers: cookies })).body.code).toBe('token-needed');
  });

  it('answers HEAD, OPTIONS, other methods, and other sites where anyone may read', async () => {
    const head = await api(mine(), { method: 'HEAD' });
    expect([head.status, head.body, head.headers.get('access-control-allow-origin')]).toEqual([200, '', '*']);
    expect(head.headers.get('access-control-allow-credentials')).toBeNull();
    const options = await api('/lots', { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
    const closed = await api(`/lots/${lots[0]?.publicId}/reservations`, { method: 'OPTIONS' });
    expect([closed.headers.get('allow'), closed.headers.get('access-control-allow-origin')]).toEqual([
      'POST, OPTIONS',
      null,
    ]);
    for (const [path, method, allow] of [
      ['/lots', 'DELETE', 'GET, HEAD, POST, OPTIONS'],
      ['/statistics/diverted', 'POST', 'GET, HEAD, OPTIONS'],
      [`/reservations/${randomUUID()}/accept`, 'GET', 'POST, OPTIONS'],
    ] as const) {
      const { status, headers, body } = await api(path, {
        method,
        ...(method === 'POST' ? { body: {} } : {}),
      });
      expect([status, headers.get('allow'), body.code]).toEqual([405, allow, 'method-not-allowed']);
    }
  });

  it('counts requests by address and by token, and says when to come back', async () => {
    const address = { 'x-forwarded-for': '203.0.113.77' };
    const first = await api('/lots?limit=1', { headers: address });
    expect(Number(first.headers.get('ratelimit-remaining'))).toBe(
      Number(first.headers.get('ratelimit-limit')) - 1,
    );
    // of this address alone: others are those of tests that come after
    const key = createHash('sha256').update('203.0.113.77').digest('base64url');
    const spentNow = await base.owner`
      update rate_limit set points = 10000000 where key like ${`api-address%${key}`} returning key`;
    expect(spentNow).toHaveLength(1);
    const spent = await api('/lots?limit=1', { headers: { 'x-forwarded-for': '203.0.113.77' } });
    expect(spent.status).toBe(200);
    const last: number[] = [];
    for (let i = 0; i < 60 && !last.includes(429); i++)
      last.push((await api('/openapi.json', { method: 'HEAD', headers: address })).status);
    expect(last.at(-1)).toBe(429);
    const refused = await api('/lots', { headers: address });
    expect([refused.status, refused.body.code]).toEqual([429, 'rate-limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api('/lots?limit=1', { token: holder.token, headers: address })).status).toBe(200);
  });
});

describe('the OpenAPI document', () => {
  const ROUTES = 'app/routes';

  it('is 3.1 and lists every address under /api/v1', async () => {
    const { body } = await api('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const paths = Object.keys(body.paths);
    const routes = readdirSync(ROUTES)
      .filter((name) => name.startsWith('api.v1.'))
      .map(
        (name) =>
          `/${name
            .replace(/\._index$/, '')
            .replace('[.]', '\u0000')
            .replaceAll('.', '/')
            .replace('\u0000', '.')}`,
      )
      .map((path) => path.replace(/\$(\w+)/g, '{$1}'));
    expect(routes.length).toBeGreaterThan(7);
    for (const route of routes) {
      const verbs = new RegExp(`^${route.replace(/[{}./]/g, '\\$&').replace('\\{verb\\}', '[a-z-]+')}$`);
      expect(
        paths.filter((path) => verbs.test(path)),
        route,
      ).not.toHaveLength(0);
    }
    for (const path of paths) {
      for (const method of Object.keys(body.paths[path])) {
        const asked = path
          .slice('/api/v1'.length)
          .replace('{level}/{code}', 'france/fr')
          .replace('{id}', randomUUID());
        const { status } = await api(asked, {
          method: method.toUpperCase(),
          ...(method === 'post' ? { body: {} } : {}),
        });
        expect([method, path, status === 405 || status >= 500]).toEqual([method, path, false]);
      }
    }
  });
});
