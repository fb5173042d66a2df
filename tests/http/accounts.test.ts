import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyEmail, anySiren, goodPassword } from '#tests/support/accounts.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let world: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  world = await testDatabase();
  server = await startTestServer({ DATABASE_URL: world.url });
});
afterAll(() => server.stop());

const french = { 'accept-language': 'fr' };

/** A browser without JavaScript: keeps cookies, posts forms. */
function visitor(headers: Record<string, string> = french) {
  const jar = new Map<string, string>();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const keep = (answer: Response) => {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return {
    jar,
    get: async (path: string) =>
      keep(await server.fetch(path, { headers: { ...headers, cookie: cookies() } })),
    post: async (path: string, fields: Record<string, string>) =>
      keep(
        await server.fetch(path, {
          method: 'POST',
          body: new URLSearchParams(fields),
          headers: { ...headers, cookie: cookies() },
        }),
      ),
  };
}

/** A page without what differs between any two renderings of it. */
const plain = (page: string, address: string) =>
  page
    .replaceAll(address, 'ADDRESS')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'NOW')
    .replace(/[\w+/=-]{16,}/g, 'RANDOM');

async function linkTo(email: string): Promise<string> {
  const [mail] =
    await world.owner`select body_text from mail where to_address = ${email} order by id desc limit 1`;
  const link = /https?:\/\/\S+(?:token=|invitations\/)\S+/.exec(mail?.body_text ?? '')?.[0] ?? '';
  const { pathname, search } = new URL(link);
  return pathname + search;
}

const newcomer = (email: string) => ({
  _key: randomUUID(),
  name: 'Jeanne Le Goff',
  email,
  password: goodPassword,
  profile: 'private',
});
const tokenOf = (link: string) => new URLSearchParams(link.split('?')[1]).get('token') ?? '';

async function member(email = anyEmail()) {
  const browser = visitor();
  await browser.post('/signup', newcomer(email));
  const link = await linkTo(email);
  await browser.post(link, { token: tokenOf(link) });
  return { browser, email };
}

describe('signing up without JavaScript', () => {
  it('keeps what was typed but the password, with each error in the reader’s language', async () => {
    const typed = { ...newcomer('pas-une-adresse'), password: 'motdepasse123' };
    const answer = await visitor().post('/signup', typed);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('value="Jeanne Le Goff"');
    expect(page).toContain('Cette adresse électronique n’est pas complète');
    expect(page).not.toContain(typed.password);
    const english = await visitor({ 'accept-language': 'en' }).post('/signup', {
      ...newcomer(anyEmail()),
      password: 'court',
    });
    expect(await english.text()).toContain('12 characters');
  });

  it('looking at the mailed link never uses it; the button does, once', async () => {
    const email = anyEmail();
    const browser = visitor();
    expect((await browser.post('/signup?next=%2Flots', newcomer(email))).status).toBe(200);
    expect(browser.jar.has('gisement')).toBe(false);
    const link = await linkTo(email);
    for (let scan = 0; scan < 3; scan++) expect((await visitor().get(link)).status).toBe(200);
    const confirmed = await browser.post(link, { token: tokenOf(link) });
    expect([confirmed.status, confirmed.headers.get('location')]).toEqual([302, '/lots']);
    const cookie = confirmed.headers.getSetCookie().find((line) => line.startsWith('gisement=')) ?? '';
    expect(cookie).toMatch(/^gisement=[\w-]{43};/);
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part);
    const dead = await visitor().get(link);
    expect(dead.status).toBe(410);
    expect(await dead.text()).toContain('Recevoir un nouveau lien');
    expect((await visitor().post(link, { token: tokenOf(link) })).status).toBe(410);
  });

  it('answers a known and an unknown address with the same page (that the same work is done is counted in accounts.db.test.ts)', async () => {
    const { email } = await member();
    const ask = async (path: string, address: string) => {
      const answer = await visitor().post(path, newcomer(address));
      return { status: answer.status, page: plain(await answer.text(), address) };
    };
    for (const path of ['/signup', '/forgot']) {
      await ask(path, anyEmail());
      const known = await ask(path, email);
      const unknown = await ask(path, anyEmail());
      expect(known).toEqual(unknown);
    }
  });
});

describe('signing in', () => {
  it('goes only to our own pages', async () => {
    const { email } = await member();
    for (const [next, where] of [
      ['/lots?family=portes', '/lots?family=portes'],
      ['https://evil.example/', '/'],
      ['//evil.example/', '/'],
      ['/\\evil.example', '/'],
      ['javascript:alert(1)', '/'],
    ] as const) {
      const answer = await visitor().post(`/login?next=${encodeURIComponent(next)}`, {
        email,
        password: goodPassword,
      });
      expect([answer.status, answer.headers.get('location')]).toEqual([302, where]);
    }
  });

  it('gives the same page for a wrong password and an unknown address', async () => {
    const { email } = await member();
    const page = async (address: string) => {
      const answer = await visitor().post('/login', { email: address, password: 'pas le bon mot de passe' });
      return {
        status: answer.status,
        text: plain(await answer.text(), address),
      };
    };
    const known = await page(email);
    expect(known.status).toBe(401);
    expect(known.text).toContain('L’adresse ou le mot de passe ne correspond pas');
    expect(await page(anyEmail())).toEqual(known);
  });

  it('stops after ten wrong passwords from one address, for known and unknown accounts alike', async () => {
    const { email } = await member();
    for (const address of [email, anyEmail()]) {
      const statuses: number[] = [];
      for (let i = 0; i < 11; i++) {
        statuses.push(
          (await visitor().post('/login', { email: address, password: 'pas le bon mot de passe' })).status,
        );
      }
      expect(statuses.slice(-2)).toEqual([401, 429]);
    }
    expect((await visitor().post('/login', { email, password: goodPassword })).status).toBe(429);
  });

  it('replaces a planted cookie, and signing out ends the session on the server', async () => {
    const { email } = await member();
    const browser = visitor();
    const planted = 'P'.repeat(43);
    browser.jar.set('gisement', planted);
    await browser.post('/login', { email, password: goodPassword });
    const secret = browser.jar.get('gisement') ?? '';
    expect(secret).not.toBe(planted);
    expect((await browser.get('/account')).status).toBe(200);
    await browser.post('/logout', {});
    expect(browser.jar.has('gisement')).toBe(false);
    browser.jar.set('gisement', secret);
    expect((await browser.get('/account')).headers.get('location')).toBe('/login?next=%2Faccount');
  });

  it('survives any nonsense in the cookie', async () => {
    for (const value of ['%E0%A4%A', '', 'x'.repeat(3000), "' or 1=1 --"]) {
      const browser = visitor();
      browser.jar.set('gisement', value);
      expect((await browser.get('/login')).status).toBe(200);
    }
  });

  it('is refused from another site', async () => {
    const headers = { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await server.fetch('/login', { method: 'POST', body: 'email=a&password=b', headers });
    expect(answer.status).toBe(403);
  });
});

describe('an organisation', () => {
  it('is made, invites somebody without account, and shows its colleagues to them only', async () => {
    const { browser } = await member();
    const name = `Démolition ${randomUUID().slice(0, 8)}`;
    const [place] = await world.owner`select code from commune limit 1`;
    const made = await browser.post('/organisations/new', {
      _key: randomUUID(),
      kind: 'firm',
      name,
      communeCode: place?.code,
      siren: anySiren(),
    });
    const page = made.headers.get('location') ?? '';
    expect(page).toMatch(/^\/organisations\/demolition-/);
    const colleague = anyEmail('paul');
    await browser.post(`${page}/invite`, { _key: randomUUID(), email: colleague, role: 'site_manager' });
    const link = await linkTo(colleague);
    const paul = visitor();
    expect(await (await paul.get(link)).text()).toContain(name);
    const joined = await paul.post(link, { name: 'Paul Guivarc’h', password: goodPassword });
    expect([joined.status, joined.headers.get('location')]).toEqual([302, page]);
    expect(await (await paul.get(page)).text()).toContain(colleague);
    expect(await (await visitor().get(page)).text()).not.toContain(colleague);
    expect((await paul.get(`${page}/invite`)).status).toBe(403);
    const { browser: stranger } = await member();
    expect((await stranger.get(`${page}/invite`)).status).toBe(404);
    expect((await visitor().get(link)).status).toBe(410);
  });

  it('says beside the field what is wrong, and offers the places that a name may mean', async () => {
    const { browser } = await member();
    const typed = {
      _key: randomUUID(),
      kind: 'firm',
      name: 'Atelier du Couesnon',
      communeCode_text: 'Zzyzx',
      siren: '123456789',
    };
    const first = await browser.post('/organisations/new', typed);
    expect(first.status).toBe(422);
    expect(await first.text()).toContain('Ce numéro SIREN n’est pas valable');
    const second = await browser.post('/organisations/new', { ...typed, siren: '' });
    const page = await second.text();
    expect([second.status, page.includes('Nous ne trouvons pas cette commune')]).toEqual([422, true]);
    expect(page).toContain('value="Zzyzx"');
  });
});
