import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '#app/platform/session/session.server.ts';
import { anyEmail, goodPassword, secretIn } from '#tests/support/accounts.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeMember, makeOrganisation, makePerson } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';
import { asvs } from './asvs.ts';
import { visitor } from './visitor.ts';

let world: TestDatabase;
let one: TestServer;
let two: TestServer;
beforeAll(async () => {
  world = await testDatabase();
  [one, two] = await Promise.all([
    startTestServer({ DATABASE_URL: world.url, TRUST_PROXY: '1' }),
    startTestServer({ DATABASE_URL: world.url, TRUST_PROXY: '1' }),
  ]);
});
afterAll(() => Promise.all([one.stop(), two.stop()]));

async function signedIn() {
  const firm = await makeOrganisation(world.owner);
  const person = await makeMember(world.owner, firm, 'administrator');
  const about = { organisationId: firm.id, userAgent: null };
  const browser = visitor(one);
  const { cookie, id } = await openSession(world.db, person.id, about);
  browser.jar.set('gisement', secretIn(cookie));
  return { browser, firm, person, secret: secretIn(cookie), sessionId: id };
}

describe('a form sent by another site', () => {
  const own = () => one.origin;
  const variants: [string, (origin: string) => Record<string, string>][] = [
    ['says nothing', () => ({})],
    ['another origin', () => ({ origin: 'https://evil.example' })],
    ['a sandbox', () => ({ origin: 'null' })],
    ['our name as a beginning', (o) => ({ origin: `${o}.evil.example` })],
    ['our name as a user', (o) => ({ origin: `${o}@evil.example` })],
    ['another port', (o) => ({ origin: o.replace(/\d+$/, '1') })],
    ['another scheme', (o) => ({ origin: o.replace('http:', 'https:') })],
    ['capitals and a slash', (o) => ({ origin: `${o.toUpperCase()}/` })],
    ['only a referrer', (o) => ({ referer: `${o}/login` })],
    ['a browser that says cross-site', (o) => ({ origin: o, 'sec-fetch-site': 'cross-site' })],
    ['a browser that says same-site', (o) => ({ origin: o, 'sec-fetch-site': 'same-site' })],
    [
      'another method in a header',
      (o) => ({ origin: 'https://evil.example', 'x-http-method-override': 'GET', host: new URL(o).host }),
    ],
    [
      'our host through a proxy header',
      () => ({ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }),
    ],
  ];
  const bodies = {
    form: ['application/x-www-form-urlencoded', 'name=Vol%C3%A9&locale=fr'],
    text: ['text/plain', 'name=Volé&locale=fr'],
    json: ['application/json', '{"name":"Volé","locale":"fr"}'],
  } as const;

  it.each(variants)(`%s: refused, nothing changed ${asvs('3.5.1', '3.5.2')}`, async (_, make) => {
    const { person, secret } = await signedIn();
    for (const [type, body] of Object.values(bodies)) {
      const headers = { cookie: `gisement=${secret}`, 'content-type': type, ...make(own()) };
      for (const path of ['/account/profile', '/account/profile.data'])
        expect(
          (await fetch(one.origin + path, { method: 'POST', headers, body, redirect: 'manual' })).status,
        ).toBe(403);
    }
    const [row] = await world.owner`select name from person where id = ${person.id}`;
    expect(row?.name).toBe(person.name);
  });

  it(`and no page changes anything when it is read ${asvs('3.5.3')}`, async () => {
    const { browser, secret } = await signedIn();
    for (const path of [
      '/logout',
      '/account/profile?name=Vol%C3%A9&locale=fr',
      '/account/sessions?session=others',
      '/language?lang=en',
    ])
      await browser.get(path);
    const headers = { cookie: `gisement=${secret}` };
    expect((await fetch(`${one.origin}/account`, { headers, redirect: 'manual' })).status).toBe(200);
  });
});

describe('where a page may send', () => {
  const AWAY = [
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/\\/evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/%09/evil.example',
    '/%5cevil.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    ' https://evil.example',
    'http:evil.example',
    'https:/evil.example',
    '.evil.example',
    '@evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/lots/..//evil.example',
    'ftp://evil.example',
    '/lots\r\nSet-Cookie: a=b',
    '/lots\u2028//evil.example',
  ];

  it.each(AWAY)(`never %j ${asvs('3.7.2', '1.2.2')}`, async (next) => {
    const { browser, firm } = await signedIn();
    const q = encodeURIComponent(next);
    const sent = [
      await visitor(one).post('/language', { lang: 'fr', next }),
      await browser.post('/switch-organisation', { slug: firm.slug, next }),
      await browser.get(`/login?next=${q}`),
      await browser.get(`/login/code?next=${q}`),
      await visitor(one).get(`/login/code?next=${q}`),
    ];
    for (const answer of sent) {
      const to = answer.headers.get('location');
      expect(answer.headers.get('set-cookie') ?? '').not.toContain('a=b');
      if (to === null) continue;
      expect(new URL(to, one.origin).origin).toBe(one.origin);
    }
  });
});

describe('what a stolen dump is worth', () => {
  it(`nothing kept of a session, a link or a token opens anything ${asvs('7.2.3', '13.3.2')}`, async () => {
    const { secret, sessionId } = await signedIn();
    expect(createHash('sha256').update(secret).digest('hex')).toBe(sessionId);
    const thief = visitor(one);
    for (const stolen of [
      sessionId,
      sessionId.slice(0, 43),
      Buffer.from(sessionId, 'hex').toString('base64url'),
    ]) {
      thief.jar.set('gisement', stolen);
      expect((await thief.get('/account')).status).toBe(302);
    }
    const email = anyEmail();
    await visitor(one).post('/signup', {
      _key: randomUUID(),
      name: 'Jeanne',
      email,
      password: goodPassword,
      profile: 'private',
    });
    const [link] = await world.owner`select encode(t.hash, 'hex') as hex, encode(t.hash, 'base64') as b64
      from token t join person p on p.id = t.person_id where p.email = ${email}`;
    const b64url = String(link?.b64).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    for (const token of [String(link?.hex).slice(0, 43), b64url])
      expect((await visitor(one).post(`/verify-email?token=${token}`, { token })).status).toBe(410);
  });
});

describe('limits', () => {
  it(`are those of the database, not of one process ${asvs('6.3.1')}`, async () => {
    const email = anyEmail();
    const headers = {
      'x-forwarded-for': '203.0.113.77',
      'content-type': 'application/x-www-form-urlencoded',
    };
    const body = new URLSearchParams({ email, password: 'pas le bon mot de passe' }).toString();
    const seen: number[] = [];
    for (let i = 0; i < 12; i++)
      seen.push((await (i % 2 ? two : one).fetch('/login', { method: 'POST', body, headers })).status);
    expect(seen).toEqual([...Array(10).fill(401), 429, 429]);
  });

  it(`read the address from the proxy, whatever the client adds to it ${asvs('4.1.3', '15.3.4')}`, async () => {
    const email = anyEmail();
    const seen: number[] = [];
    for (let i = 0; i < 12; i++) {
      // the last one is what the proxy wrote; what comes before is what the client wrote
      const headers = {
        'x-forwarded-for': `198.51.100.${i}, 203.0.113.78`,
        'x-real-ip': `198.51.100.${i}`,
        forwarded: `for=198.51.100.${i}`,
        'content-type': 'application/x-www-form-urlencoded',
      };
      const body = new URLSearchParams({ email, password: 'pas le bon mot de passe' }).toString();
      seen.push((await one.fetch('/login', { method: 'POST', body, headers })).status);
    }
    expect(seen.slice(10)).toEqual([429, 429]);
  });
});

describe('fields nobody asked for', () => {
  const extra = {
    ...{
      id: '1',
      publicId: randomUUID(),
      platformAdmin: 'true',
      platform_admin: 'true',
      email: 'other@example.test',
    },
    ...{ passwordHash: 'x', emailVerifiedAt: '2020-01-01', verifiedAt: '2020-01-01', role: 'administrator' },
    ...{
      organisationId: '1',
      organisation_id: '1',
      slug: 'other',
      '__proto__[admin]': '1',
      'constructor.prototype.a': '1',
      suspendedAt: '',
    },
  };

  it(`change neither the person nor the organisation ${asvs('15.3.3', '15.3.6')}`, async () => {
    const { browser, firm, person } = await signedIn();
    const facts = async () => {
      const [who] =
        await world.owner`select to_jsonb(p) - 'name' - 'locale' - 'phone' as row from person p where id = ${person.id}`;
      const [what] =
        await world.owner`select to_jsonb(o) - 'name' - 'commune_code' as row from organisation o where id = ${firm.id}`;
      const roles =
        await world.owner`select role, organisation_id from membership where person_id = ${person.id}`;
      return JSON.stringify([who?.row, what?.row, roles]);
    };
    const before = await facts();
    const profile = await browser.post('/account/profile', {
      ...extra,
      _key: randomUUID(),
      name: 'Jeanne Le Goff',
      locale: 'fr',
    });
    expect(profile.status).toBe(302);
    const edited = await browser.post(`/organisations/${firm.slug}/edit`, {
      ...extra,
      _key: randomUUID(),
      name: 'Atelier',
      communeCode: '35238',
      kind: 'collectivite',
    });
    expect(edited.status).toBe(302);
    expect(await facts()).toBe(before);
    const [row] = await world.owner`select name from person where id = ${person.id}`;
    expect(row?.name).toBe('Jeanne Le Goff');
  });

  it('make no operator of who signs up', async () => {
    const email = anyEmail();
    await visitor(one).post('/signup', {
      ...extra,
      _key: randomUUID(),
      name: 'Jeanne',
      email,
      password: goodPassword,
      profile: 'private',
    });
    const [row] =
      await world.owner`select platform_admin, email_verified_at, password_hash from person where email = ${email}`;
    expect(row).toEqual({ platform_admin: false, email_verified_at: null, password_hash: null });
  });
});

describe('the log', () => {
  it(`holds no secret, no address and nothing that was typed ${asvs('16.2.5', '16.4.1', '14.2.1')}`, async () => {
    const { browser, secret } = await signedIn();
    const email = anyEmail('journal');
    const password = 'phrase secrète du journal';
    await browser.post('/account/profile', {
      _key: randomUUID(),
      name: 'Nom\r\n{"level":"fatal","msg":"faux"}',
      locale: 'fr',
    });
    await visitor(one).post('/login?next=%2Flots%3Fq%3Dmotsecret', { email, password });
    await visitor(one).get('/reset?token=jetontresconfidentieljetontresconfidentiel00');
    await visitor(one).get('/lots?q=%0A%7B%22level%22%3A%22fatal%22%7D');
    const api = await one.fetch('/api/v1/lots', {
      headers: { authorization: 'Bearer gisement_motsecretmotsecret' },
    });
    expect(api.status).toBe(401);
    const text = one.log.join('\n');
    for (const never of [
      secret,
      email,
      password,
      'motsecret',
      'jetontresconfidentiel',
      '203.0.113',
      '198.51',
      '"fatal"',
    ])
      expect(text).not.toContain(never);
    for (const line of one.log.filter((said) => said.startsWith('{')))
      expect(() => JSON.parse(line)).not.toThrow();
  });

  it(`and no error page says how the product is made ${asvs('16.5.1', '13.4.2')}`, async () => {
    for (const path of [
      '/lots/%00',
      '/lots/%ff',
      '/%E0%A4%A',
      '/lots?page=%00',
      '/sites/1%27%20or%201=1',
      '/.git/config',
      '/.env',
      '/package.json',
      '/build/server/index.js',
    ]) {
      const answer = await one.fetch(path);
      const text = await answer.text();
      expect([path, answer.status >= 500]).toEqual([path, false]);
      expect(text).not.toMatch(/node_modules|at \w+ \(|syntax error|PostgresError|drizzle/);
    }
  });
});

it(`a person who is nobody’s operator is told that the desk does not exist ${asvs('8.2.1')}`, async () => {
  const person = await makePerson(world.owner);
  const browser = visitor(one);
  browser.jar.set(
    'gisement',
    secretIn((await openSession(world.db, person.id, { organisationId: null, userAgent: null })).cookie),
  );
  for (const who of [browser, visitor(one)]) expect((await who.get('/admin')).status).toBe(404);
});
