import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSession } from '#app/platform/session/session.server.ts';
import { anyEmail, secretIn } from '#tests/support/accounts.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type MadePerson, makeMember, makeOrganisation, makePerson } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let world: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  world = await testDatabase();
  server = await startTestServer({ DATABASE_URL: world.url });
});
afterAll(() => server.stop());

async function signedIn(person: MadePerson, organisationId: number | null = null) {
  const opened = await openSession(world.db, person.id, { organisationId, userAgent: null });
  const headers = { cookie: `gisement=${secretIn(opened.cookie)}`, 'accept-language': 'fr' };
  const send = (path: string, fields: Record<string, string>) =>
    server.fetch(path, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ _key: randomUUID(), ...fields }),
    });
  return { send, read: async (path: string) => server.fetch(path, { headers }) };
}

const setCookie = (answer: Response) => answer.headers.getSetCookie().join('\n');

it('one’s details are kept without JavaScript, the language by this browser too', async () => {
  const { send, read } = await signedIn(await makePerson(world.owner));
  const bad = await send('/account/profile', { name: 'Zoé Prigent', phone: '12', locale: 'fr' });
  expect(bad.status).toBe(422);
  const page = await bad.text();
  expect(page).toContain('value="Zoé Prigent"');
  expect(page).toContain('numéro de téléphone');
  const good = await send('/account/profile', { name: 'Zoé Prigent', phone: '02 99 00 00 00', locale: 'en' });
  expect([good.status, good.headers.get('location')]).toEqual([302, '/account']);
  expect(setCookie(good)).toMatch(/(^|\n)lang=en;/);
  const account = await (await read('/account')).text();
  for (const said of ['Zoé Prigent', '0299000000', 'My account']) expect(account).toContain(said);
});

it('a new address waits for its mailbox; somebody signed out signs in first, then comes back to the link', async () => {
  const { hashPassword } = await import('#app/platform/passwords.server.ts');
  const person = await makePerson(world.owner);
  const password = 'cinq tuiles et une truelle';
  await world.owner`update person set password_hash = ${await hashPassword(password)} where id = ${person.id}`;
  const { send, read } = await signedIn(person);
  const email = anyEmail('new');
  const asked = await send('/account/email?index', { email, currentPassword: password });
  expect([asked.status, asked.headers.get('location')]).toEqual([302, '/account']);
  const [mail] = await world.owner`select body_text from mail where to_address = ${email}`;
  const link = /\/account\/email\/confirm\?token=\S+/.exec(mail?.body_text ?? '')?.[0] ?? '';
  const away = await server.fetch(link);
  expect(away.headers.get('location')).toBe(`/login?next=${encodeURIComponent(link)}`);
  expect(await (await read(link)).text()).toContain(email);
  const token = new URLSearchParams(link.split('?')[1]).get('token') ?? '';
  const done = await send(link, { token });
  expect([done.status, done.headers.get('location')]).toEqual([302, '/account']);
  expect(setCookie(done)).toMatch(/gisement=[\w-]{43};/);
  const [row] = await world.owner`select email from person where id = ${person.id}`;
  expect(row?.email).toBe(email);
});

it('somebody without password is offered one before changing address', async () => {
  const { read } = await signedIn(await makePerson(world.owner));
  expect(await (await read('/account/email')).text()).toContain('il vous faut d’abord un mot de passe');
});

it('an administrator edits the page of the organisation; a wrong SIREN or site is said beside its field', async () => {
  const organisation = await makeOrganisation(world.owner);
  const admin = await makeMember(world.owner, organisation, 'administrator');
  const { send, read } = await signedIn(admin, organisation.id);
  const edit = `/organisations/${organisation.slug}/edit`;
  expect(await (await read(`/organisations/${organisation.slug}`)).text()).toContain(`href="${edit}"`);
  const said = {
    name: 'Les Valoristes',
    communeCode: '35238',
    siren: '732 829 320',
    website: 'www.valoristes.example',
  };
  const wrong = await send(edit, { ...said, siren: '732 829 321', website: 'javascript:alert(1)' });
  expect(wrong.status).toBe(422);
  const page = await wrong.text();
  expect(page).toContain('value="Les Valoristes"');
  expect(page).toContain('edit-organisation-siren-error');
  expect(page).toContain('edit-organisation-website-error');
  expect((await send(edit, said)).status).toBe(302);
  const shown = await (await read(`/organisations/${organisation.slug}`)).text();
  expect(shown).toContain('href="https://www.valoristes.example/"');
});

it('a member leaves; the last administrator is offered no way to', async () => {
  const organisation = await makeOrganisation(world.owner);
  const path = `/organisations/${organisation.slug}`;
  const admin = await signedIn(await makeMember(world.owner, organisation, 'administrator'), organisation.id);
  expect(await (await admin.read(path)).text()).not.toContain('value="leave"');
  expect((await admin.send(`${path}?index`, { intent: 'leave' })).status).toBe(409);
  const member = await signedIn(await makeMember(world.owner, organisation, 'member'), organisation.id);
  expect(await (await member.read(path)).text()).toContain('value="leave"');
  expect((await member.send(`${path}?index`, { intent: 'leave' })).status).toBe(302);
  expect((await member.send(`${path}?index`, { intent: 'leave' })).status).toBe(404);
});
