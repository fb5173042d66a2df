import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { type Row, table } from '#tests/support/roles.ts';
import { ROLES, type Role, type RolesWorld, rolesWorld } from '#tests/support/roles-world.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

/** Every form of every page carries a key; the same key answers the same, and refuses to mean something else. */
let server: TestServer;
let world: RolesWorld;
beforeAll(async () => {
  const database = await freshDatabase();
  await database.owner`update ledger.delay set open_unproven = 1000`;
  world = await rolesWorld(database);
  server = await startTestServer({ DATABASE_URL: database.url, TRUST_PROXY: '1' });
});
afterAll(() => server.stop());

/** What sets a state that sending again sets again, makes what is missing, or spends a proof that serves once: no key could add anything. */
const UNKEYED =
  /^\/(login|logout|language|switch-organisation|signup|forgot|reset|verify-email|account|invitations|crew|field|alerts\/unsubscribe|notifications|verify|handovers\/not-me|reserve\/confirm|reservations\/[^/]+\/documents|organisations\/[^/]+$)/;

const FIRST: Role[] = ['admin', 'taker', 'visitor'];
const wordFor = (row: Row, role: Role) => (row.expected[ROLES.indexOf(role)] ?? '').split('/')[0];
const whoGets = (row: Row, word: string) => FIRST.find((role) => wordFor(row, role) === word);

/** Who asks for a lot of its own is sent back to its page: nothing is done. */
const ASKED_OF_OTHERS = /^(lots\.\$id\.(reserve|waitlist)|sites\.\$id\.visit)$/;
const whoDoes = (row: Row) =>
  ASKED_OF_OTHERS.test(row.route)
    ? (['taker'] as const).find((role) => wordFor(row, role) === 'goes')
    : whoGets(row, 'goes');

const headersOf = async (role: Role) => ({
  cookie: await world.cookie(role),
  'accept-language': 'fr',
  'x-forwarded-for': `198.51.${randomInt(256)}.${randomInt(256)}`,
});

/** Where each form of a page goes, with what it carries unseen, when it has no key. */
function formsWithoutKey(page: string, path: string): string[] {
  return [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, head = '']) => /method="post"/i.test(head))
    .map(([, head = '', inside = '']) => ({
      to: /action="([^"]*)"/.exec(head)?.[1] ?? path,
      key: /name="_key"/.test(inside),
    }))
    .filter(({ to, key }) => !key && !UNKEYED.test(to))
    .map(({ to }) => to);
}

const pages = table.flatMap((row) => {
  const role = row.method === 'GET' && row.route !== 'server' ? whoGets(row, '200') : undefined;
  return role ? [{ row, role, path: row.path }] : [];
});

describe.concurrent('the forms of a page', () => {
  it.each(pages)('carry a key at $path', async ({ row, role }) => {
    const { path } = await world.address(row.path);
    const answer = await server.fetch(path, { headers: await headersOf(role) });
    const page = await answer.text();
    if (!page.startsWith('<!DOCTYPE html>')) return;
    expect(formsWithoutKey(page, path)).toEqual([]);
  });
});

const forms = table.flatMap((row) => {
  const role = row.method === 'POST' && !UNKEYED.test(row.path) ? whoDoes(row) : undefined;
  return role ? [{ row, role, what: `${row.path} ${JSON.stringify(row.fields({})).slice(0, 50)}` }] : [];
});

async function send(path: string, role: Role, fields: Record<string, string | Blob>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const texts = [...body].every(([, value]) => typeof value === 'string');
  const answer = await server.fetch(path, {
    method: 'POST',
    headers: await headersOf(role),
    body: texts ? new URLSearchParams([...body] as [string, string][]) : body,
  });
  return { status: answer.status, to: answer.headers.get('location') };
}

describe.concurrent('a form sent again', () => {
  it.each(forms)(
    'with its key is answered the same; its key on something else is refused: $what',
    async ({ row, role }) => {
      const key = randomUUID();
      const { path, made } = await world.address(row.path);
      const fields = { _key: key, ...row.fields(made) };
      const first = await send(path, role, fields);
      expect(first.status).toBe(302);
      expect(await send(path, role, fields)).toEqual(first);
      const other = await world.address(row.path);
      const otherFields = { ...row.fields(other.made), _key: key };
      // some things are there once: the same again
      if (
        other.path === path &&
        String(Object.entries(otherFields).sort()) === String(Object.entries(fields).sort())
      )
        return;
      expect((await send(other.path, role, otherFields)).status).toBe(409);
    },
  );
});
