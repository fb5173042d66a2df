import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt } from '#app/platform/second-factor.server.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { anyEmail, goodPassword, secretIn } from '#tests/support/accounts.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeMember, makeOrganisation, makePerson } from '#tests/support/factories.ts';
import { giveFactor, shownCode } from '#tests/support/second-factor.ts';
import { SERVER_KEY, startTestServer, type TestServer } from '#tests/support/server.ts';
import { asvs } from './asvs.ts';
import { visitor } from './visitor.ts';

let world: TestDatabase;
let server: TestServer;
let mailing: TestServer;
beforeAll(async () => {
  world = await testDatabase();
  server = await startTestServer({ DATABASE_URL: world.url, TRUST_PROXY: '1' });
  // nothing listens there and no job runs: what matters is that mails can leave
  mailing = await startTestServer({
    DATABASE_URL: world.url,
    SMTP_URL: 'smtp://127.0.0.1:9',
    TRUST_PROXY: '1',
  });
});
afterAll(() => Promise.all([server.stop(), mailing.stop()]));

async function member(on = server) {
  const email = anyEmail();
  const browser = visitor(on);
  const typed = {
    _key: randomUUID(),
    name: 'Jeanne Le Goff',
    email,
    password: goodPassword,
    profile: 'private',
  };
  await browser.post('/signup', typed);
  const [mail] =
    await world.owner`select body_text from mail where to_address = ${email} order by id desc limit 1`;
  const token = /token=([\w-]{43})/.exec(String(mail?.body_text))?.[1] ?? '';
  await browser.post(`/verify-email?token=${token}`, { token });
  const [row] = await world.owner`select id, public_id from person where email = ${email}`;
  return { browser, email, person: { id: Number(row?.id), publicId: String(row?.public_id) } };
}

const whereTo = (answer: Response) => [answer.status, answer.headers.get('location')];

describe('a second factor, without JavaScript', () => {
  it(`is set up from the page, asked at the next sign-in, and turned off for a code ${asvs('6.3.3', '6.5.1', '7.2.4')}`, async () => {
    const { browser, email, person } = await member();
    const page = '/account/second-factor';
    expect(whereTo(await browser.post(page, { intent: 'begin' }))).toEqual([302, page]);
    const shown = await (await browser.get(page)).text();
    const [, key = ''] = /<code[^>]*>([A-Z2-7 ]{39})<\/code>/.exec(shown) ?? [];
    expect(shown).toContain('viewBox="0 0');
    const wrong = await browser.post(page, { intent: 'confirm', code: '000000' });
    expect(wrong.status).toBe(401);
    const code = codeAt(fromBase32(key), new Date());
    const done = await browser.post(page, { intent: 'confirm', code });
    const text = await done.text();
    const codes = [...text.matchAll(/<li[^>]*>([0-9a-z]{6}(?:-[0-9a-z]{6}){3})<\/li>/g)].map(
      ([, one]) => one,
    );
    expect([done.status, codes.length, done.headers.get('cache-control')]).toEqual([200, 10, 'no-store']);
    expect(await (await browser.get(page)).text()).not.toContain(key);

    const again = visitor(server);
    expect(whereTo(await again.post('/login?next=%2Fsites', { email, password: goodPassword }))).toEqual([
      302,
      '/login/code?next=%2Fsites',
    ]);
    const half = again.jar.get('gisement');
    expect(whereTo(await again.get('/account'))).toEqual([302, '/login?next=%2Faccount']);
    expect(whereTo(await again.get('/login?next=%2Faccount'))).toEqual([302, '/login/code?next=%2Faccount']);
    expect((await again.get('/login/code')).status).toBe(200);
    expect((await again.post('/login/code?next=%2Fsites', { code })).status).toBe(401);
    const fresh = await shownCode(world.owner, person, SERVER_KEY);
    expect(whereTo(await again.post('/login/code?next=%2Fsites', { code: fresh }))).toEqual([302, '/sites']);
    expect(again.jar.get('gisement')).not.toBe(half);
    expect((await again.get('/account')).status).toBe(200);

    expect(whereTo(await again.post(page, { intent: 'off', code: codes[3] ?? '' }))).toEqual([
      302,
      '/account',
    ]);
    expect(whereTo(await visitor(server).post('/login', { email, password: goodPassword }))).toEqual([
      302,
      '/',
    ]);
  });

  it(`is not got round by the link of a forgotten password ${asvs('6.4.3', '6.3.4')}`, async () => {
    const { email, person } = await member();
    await giveFactor(world.owner, person, SERVER_KEY);
    const browser = visitor(server);
    await browser.post('/forgot', { _key: randomUUID(), email });
    const [mail] =
      await world.owner`select body_text from mail where to_address = ${email} order by id desc limit 1`;
    const token = /token=([\w-]{43})/.exec(String(mail?.body_text))?.[1] ?? '';
    const chosen = await browser.post(`/reset?token=${token}`, {
      token,
      password: 'un autre long mot de passe',
    });
    expect(whereTo(chosen)).toEqual([302, '/login/code']);
    expect((await browser.get('/account')).status).toBe(302);
  });

  it(`stops who guesses codes: five a sign-in, twenty an hour in all, from any address ${asvs('6.6.3', '6.3.1')}`, async () => {
    const { email, person } = await member();
    await giveFactor(world.owner, person, SERVER_KEY);
    const seen: number[] = [];
    for (let round = 0; round < 5; round++) {
      const thief = visitor(server);
      await thief.post('/login', { email, password: goodPassword });
      for (let i = 0; i < 5; i++) seen.push((await thief.post('/login/code', { code: '000000' })).status);
    }
    expect(seen.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(seen.slice(20)).toEqual(Array(5).fill(429));
  });
});

describe('a new device', () => {
  it(`is asked for a mailed code that only this sign-in takes; then it is known ${asvs('6.6.2', '6.5.4', '6.5.5')}`, async () => {
    const { email } = await member(mailing);
    const codeOf = async () => {
      const [mail] = await world.owner`
        select body_text from mail where to_address = ${email} and kind = 'sign-in-code' order by id desc limit 1`;
      return /^\d{6}$/m.exec(String(mail?.body_text))?.[0] ?? '';
    };
    const [one, two] = [visitor(mailing), visitor(mailing)];
    expect(whereTo(await one.post('/login', { email, password: goodPassword }))).toEqual([
      302,
      '/login/code',
    ]);
    const first = await codeOf();
    await two.post('/login', { email, password: goodPassword });
    const second = await codeOf();
    if (first !== second) expect((await two.post('/login/code', { code: first })).status).toBe(401);
    expect(whereTo(await one.post('/login/code', { code: first }))).toEqual([302, '/']);
    expect(one.jar.get('gisement-device')).toMatch(/^[\w-]{43}$/);
    await one.post('/logout', {});
    expect(whereTo(await one.post('/login', { email, password: goodPassword }))).toEqual([302, '/']);
    // the name of the browser is worth nothing without the password
    const stolen = visitor(mailing);
    stolen.jar.set('gisement-device', one.jar.get('gisement-device') ?? '');
    expect((await stolen.post('/login', { email, password: 'pas le bon mot de passe' })).status).toBe(401);
  });
});

describe('whoever administers', () => {
  it(`opens the operator's desk with a second factor only, and changes nothing without a recent proof ${asvs('8.2.1', '7.5.1')}`, async () => {
    const operator = await makePerson(world.owner, { platformAdmin: true });
    const browser = visitor(server);
    const { db } = world;
    const about = { organisationId: null, userAgent: null };
    browser.jar.set('gisement', secretIn((await openSession(db, operator.id, about)).cookie));
    expect(whereTo(await browser.get('/admin'))).toEqual([302, '/account/second-factor?next=%2Fadmin']);
    await giveFactor(world.owner, operator, SERVER_KEY);
    const half = visitor(server);
    half.jar.set('gisement', secretIn((await openSession(db, operator.id, about)).cookie));
    expect((await half.get('/admin')).status).toBe(404);
    const whole = await openSession(db, operator.id, { ...about, proof: 'all' });
    browser.jar.set('gisement', secretIn(whole.cookie));
    expect((await browser.get('/admin')).status).toBe(200);
    const test = { _key: randomUUID(), intent: 'test', reason: 'Essai des envois' };
    await world.owner`update session set proven_at = ledger.clock() - interval '16 minutes' where id = ${whole.id}`;
    expect((await browser.get('/admin')).status).toBe(200);
    expect(whereTo(await browser.post('/admin/queues', test))).toEqual([
      302,
      '/account/prove?next=%2Fadmin%2Fqueues',
    ]);
    const proofPassword = await shownCode(world.owner, operator, SERVER_KEY);
    expect(whereTo(await browser.post('/account/prove?next=%2Fadmin%2Fqueues', { proofPassword }))).toEqual([
      302,
      '/admin/queues',
    ]);
    expect(whereTo(await browser.post('/admin/queues', test))).toEqual([302, '/admin/queues']);
  });

  it('an organisation does so for thirty days, then with a second factor only', async () => {
    const firm = await makeOrganisation(world.owner);
    const admin = await makeMember(world.owner, firm, 'administrator');
    const browser = visitor(server);
    const about = { organisationId: firm.id, userAgent: null };
    browser.jar.set('gisement', secretIn((await openSession(world.db, admin.id, about)).cookie));
    const invite = `/organisations/${firm.slug}/invite`;
    expect((await browser.get(invite)).status).toBe(200);
    expect(await (await browser.get('/account/second-factor')).text()).toContain('il la faudra à partir du');
    await world.owner`update membership set created_at = created_at - interval '31 days' where person_id = ${admin.id}`;
    await world.owner`update second_factor_rule set administrators_from = ledger.clock() - interval '1 day'`;
    expect((await browser.get(invite)).status).toBe(403);
    expect(await (await browser.get('/account')).text()).toContain('Activez la double authentification');
    await giveFactor(world.owner, admin, SERVER_KEY);
    expect((await browser.get(invite)).status).toBe(200);
  });
});

/** As an authenticator reads what is typed into it. */
function fromBase32(text: string): Buffer {
  const bits = [...text.replaceAll(' ', '')]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
