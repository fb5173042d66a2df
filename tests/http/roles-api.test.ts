import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { manifest } from '#tests/support/manifest.ts';
import { type ApiRow, apiTable } from '#tests/support/roles-api.ts';
import { API_ROLES, type RolesWorld, rolesWorld } from '#tests/support/roles-world.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let world: RolesWorld;
beforeAll(async () => {
  const database = await freshDatabase();
  world = await rolesWorld(database);
  server = await startTestServer({ DATABASE_URL: database.url });
});
afterAll(() => server.stop());

const routes = (await manifest()).filter((id) => id.startsWith('api.'));
const inTable = (route: string, method: string) =>
  apiTable.some((row) => row.route === route && row.method === method);

describe('the table of the API', () => {
  it.each(routes)('has %s, both methods', (route) => {
    expect([route, inTable(route, 'GET'), inTable(route, 'POST')]).toEqual([route, true, true]);
  });

  it('has no route that is gone, and one status for each role', () => {
    expect(apiTable.filter(({ route }) => !routes.includes(route))).toEqual([]);
    expect(apiTable.filter(({ expected }) => expected.length !== API_ROLES.length)).toEqual([]);
  });
});

/** As a program asks: no Origin, JSON, a key. */
async function ask(row: ApiRow, headers: Record<string, string>): Promise<Response> {
  const { path, made } = await world.address(row.path);
  const written = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  return fetch(
    server.origin + path,
    row.method === 'GET'
      ? { headers }
      : { method: row.method, headers: { ...headers, ...written }, body: JSON.stringify(row.body(made)) },
  );
}

describe.concurrent.each(API_ROLES)('with %s', (role) => {
  const column = API_ROLES.indexOf(role);
  for (const row of apiTable) {
    it(`${row.method} ${row.path} → ${row.expected[column]}`, async () => {
      const answer = await ask(row, await world.apiHeaders(role));
      const said = await answer.text();
      expect([String(answer.status), said.slice(0, 300)]).toEqual([row.expected[column], said.slice(0, 300)]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    });
  }
});
