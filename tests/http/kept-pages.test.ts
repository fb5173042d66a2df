import { afterAll, beforeAll, expect, it } from 'vitest';
import { paths } from '#app/http/paths.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Made, makeLot } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

/** Pages that everybody without an account reads alike are kept for a moment. */
let database: TestDatabase;
let server: TestServer;
let holder: Acting;
let lot: Made;
beforeAll(async () => {
  database = await freshDatabase();
  server = await startTestServer({ DATABASE_URL: database.url });
  holder = await acting(database);
  lot = await makeLot(database.owner, holder.party);
});
afterAll(() => server.stop());

async function read(path: string, headers: Record<string, string> = {}) {
  const answer = await server.fetch(path, { headers: { 'accept-language': 'fr', ...headers } });
  const html = await answer.text();
  const nonces = new Set([...html.matchAll(/nonce="([^"]+)"/g)].map(([, nonce]) => nonce));
  const policy = answer.headers.get('content-security-policy');
  return {
    status: answer.status,
    etag: answer.headers.get('etag'),
    html,
    nonces,
    policy,
    headers: answer.headers,
  };
}

/** Of how it travels, which is made anew. */
const TRAVEL = ['content-length', 'transfer-encoding', 'content-encoding'];

it.each(['/', '/lots', 'lot'])(
  '%s: the second reader gets the same page, with a nonce of its own',
  async (path) => {
    const address = path === 'lot' ? paths.lot(lot.publicId) : path;
    // the market may have come into memory between two readings
    const twice = async () => {
      const [one, other] = [await read(address), await read(address)];
      return one.etag === other.etag;
    };
    await expect.poll(twice, { timeout: 10_000 }).toBe(true);
    const [first, second] = [await read(address), await read(address)];
    expect(first.status).toBe(200);
    expect(second.etag).toBe(first.etag);
    expect(first.etag).toMatch(/^W\/"/);
    for (const { nonces, policy, headers } of [first, second]) {
      expect(nonces.size).toBe(1);
      expect(policy).toContain(`'nonce-${[...nonces][0]}'`);
      expect(headers.get('cache-control')).toBe('private, no-cache');
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
    expect([...second.nonces]).not.toEqual([...first.nonces]);
    expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    const named = ({ headers }: typeof first) =>
      [...headers.keys()].filter((name) => !TRAVEL.includes(name)).sort();
    expect(named(second)).toEqual(named(first));
  },
);

it('whoever has it is told so, and keeps the policy it came with', async () => {
  const { etag } = await read('/lots?q=kept');
  const again = await read('/lots?q=kept', { 'if-none-match': String(etag) });
  expect(again).toMatchObject({ status: 304, html: '', policy: null, etag });
});

it('language, theme and address are other pages', async () => {
  const tags = [
    await read('/lots'),
    await read('/lots', { 'accept-language': 'en' }),
    await read('/lots', { cookie: 'lang=en; theme=dark' }),
    await read('/lots?free=1'),
  ];
  expect(new Set(tags.map(({ etag }) => etag)).size).toBe(4);
  expect(tags[1]?.html).toContain('lang="en"');
  expect(tags[2]?.html).toContain('data-theme="dark"');
});

it('nobody with an account, nor with a word to read, is answered from there', async () => {
  const opened = await openSession(database.db, holder.party.person, {
    organisationId: holder.party.organisation,
    userAgent: null,
  });
  await read('/lots');
  const [cookie = ''] = opened.cookie.split(';');
  const signedIn = await read('/lots', { cookie });
  expect(signedIn.etag).toBeNull();
  expect(signedIn.html).toContain('/logout');
  expect((await read('/lots')).html).not.toContain('/logout');
  const word = Buffer.from(JSON.stringify({ tone: 'info', text: 'Un mot pour vous' })).toString('base64url');
  const flashed = await read('/lots', { cookie: `flash=${word}` });
  expect(flashed.html).toContain('Un mot pour vous');
  expect(flashed.etag).toBeNull();
  expect((await read('/lots')).html).not.toContain('Un mot pour vous');
});

it('what changes is seen within two seconds, what is not of the market too', async () => {
  const address = paths.lot(lot.publicId);
  const before = await read(address);
  await database.owner`update lot set description = 'Dépose soignée' where id = ${lot.id}`;
  await expect.poll(async () => (await read(address)).html, { timeout: 2_000 }).toContain('Dépose soignée');
  const unlike = await read(address, { 'if-none-match': String(before.etag) });
  expect(unlike.status).toBe(200);
});
