import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { manifest } from '#tests/support/manifest.ts';
import { type Row, table } from '#tests/support/roles.ts';
import { ROLES, type Role, type RolesWorld, rolesWorld } from '#tests/support/roles-world.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let world: RolesWorld;
beforeAll(async () => {
  const database = await freshDatabase();
  world = await rolesWorld(database);
  // one proxy in front: each request comes from an address of its own, so that no limit answers instead of a guard
  server = await startTestServer({ DATABASE_URL: database.url, TRUST_PROXY: '1' });
});
afterAll(() => server.stop());

const routes = (await manifest()).filter((id) => !id.startsWith('api.'));
const inTable = (route: string, method: string) =>
  table.some((row) => row.route === route && row.method === method);

describe('the table of routes', () => {
  it.each(routes)('has %s, both methods', (route) => {
    expect([route, inTable(route, 'GET'), inTable(route, 'POST')]).toEqual([route, true, true]);
  });

  it('has no route that is gone', () => {
    expect(table.filter(({ route }) => route !== 'server' && !routes.includes(route))).toEqual([]);
  });

  it('has one word for each role', () => {
    expect(table.filter(({ expected }) => expected.length !== ROLES.length)).toEqual([]);
  });
});

const headersOf = async (role: Role) => ({
  cookie: await world.cookie(role),
  'accept-language': 'fr',
  'x-forwarded-for': `198.51.${randomInt(256)}.${randomInt(256)}`,
});

function bodyOf(row: Row, made: Record<string, string>): BodyInit {
  const fields = { _key: randomUUID(), ...row.fields(made) };
  const texts = Object.entries(fields).filter(([, value]) => typeof value === 'string');
  if (texts.length === Object.keys(fields).length) return new URLSearchParams(texts as [string, string][]);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const asData = (path: string) => {
  const [pathname = '', query] = path.split('?');
  const data = pathname === '/' ? '/_root.data' : `${pathname}.data`;
  return query ? `${data}?${query}` : data;
};

/** The word of the table for an answer. By script, Remix says where to go in a body of status 202. */
async function wordOf(answer: Response, scripted: boolean): Promise<string> {
  const text = await answer.text();
  const redirected = scripted ? answer.status === 202 : answer.status >= 301 && answer.status <= 308;
  if (!redirected) return String(answer.status);
  const to = scripted ? text : (answer.headers.get('location') ?? '');
  if (/(^|")\/login\?next=/.test(to)) return 'login';
  return /(^|")\/organisations\/new/.test(to) ? 'org' : 'goes';
}

async function ask(row: Row, role: Role, scripted: boolean): Promise<string> {
  const { path, made } = await world.address(row.path);
  const init: RequestInit = { method: row.method, headers: await headersOf(role) };
  if (row.method === 'POST') init.body = bodyOf(row, made);
  const answer = await server.fetch(scripted ? asData(path) : path, init);
  if (answer.status >= 500) throw new Error(server.log.slice(-3).join('\n'));
  return wordOf(answer, scripted);
}

const RESOURCES = [
  'language',
  'territories.search',
  'materials.search',
  'switch-organisation',
  'lots.$id.documents.$document',
  'field.data',
  'field.send',
];
const line = (row: Row) => `${row.method} ${row.path} ${JSON.stringify(row.fields({})).slice(0, 60)}`;

describe.concurrent.each(ROLES)('as %s', (role) => {
  const column = ROLES.indexOf(role);
  for (const row of table) {
    const [page, script = page] = (row.expected[column] ?? '').split('/');
    it(`${line(row)} → ${row.expected[column]}`, async () => {
      expect(await ask(row, role, false)).toBe(page);
      // what is answered before Remix, and what has no page, has no second form
      if (row.route === 'server' || RESOURCES.includes(row.route)) return;
      expect(`by script: ${await ask(row, role, true)}`).toBe(`by script: ${script}`);
    });
  }
});

/** What answers before Remix, and what a mail program sends: its signed token is the proof. */
const OPEN = new Set(['server', 'alerts.unsubscribe.$token', 'notifications.unsubscribe.$token']);

describe.concurrent('a form that does not say where it comes from', () => {
  it.each(table.filter(({ method, route }) => method === 'POST' && !OPEN.has(route)))(
    'is refused at $path',
    async (row) => {
      const { path, made } = await world.address(row.path);
      for (const address of [path, asData(path)]) {
        const headers = await headersOf('admin');
        const answer = await fetch(server.origin + address, {
          method: 'POST',
          body: bodyOf(row, made),
          headers,
        });
        expect(answer.status).toBe(403);
      }
    },
  );
});
