import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSession } from '#app/platform/session/session.server.ts';
import type { Party } from '#tests/ledger/world.ts';
import { secretIn } from '#tests/support/accounts.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  makeLot,
  makeMember,
  makeOrganisation,
  makeReservation,
  makeSite,
} from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

/** What a form without JavaScript says when somebody acted first, or when it cannot be used by whoever sends it. */
let world: TestDatabase;
let server: TestServer;
let holder: Party;
let taker: Party;
beforeAll(async () => {
  world = await testDatabase();
  [holder, taker] = [await firm(), await firm()];
  server = await startTestServer({ DATABASE_URL: world.url });
});
afterAll(() => server.stop());

async function firm(role: 'administrator' | 'analyst' = 'administrator'): Promise<Party> {
  const organisation = await makeOrganisation(world.owner, role === 'analyst' ? 'collectivite' : 'firm');
  return {
    organisation: organisation.id,
    person: (await makeMember(world.owner, organisation, role)).id,
  };
}

async function browser(by: Party) {
  const opened = await openSession(world.db, by.person, {
    organisationId: by.organisation,
    userAgent: null,
  });
  const session = `gisement=${secretIn(opened.cookie)}`;
  const send = async (path: string, fields?: Record<string, string>, cookie = '') => {
    const headers = { cookie: `${session}; ${cookie}`, 'accept-language': 'fr' };
    const body = fields ? new URLSearchParams({ _key: randomUUID(), ...fields }) : undefined;
    const answer = await server.fetch(path, { method: fields ? 'POST' : 'GET', headers, body });
    return {
      status: answer.status,
      to: answer.headers.get('location'),
      flash: /flash=[^;]*/.exec(answer.headers.getSetCookie().join('\n'))?.[0] ?? '',
      page: (await answer.text()).replaceAll('<!-- -->', '').replaceAll('&#x27;', '’'),
    };
  };
  return send;
}

const asked = { quantity: '1', purpose: 'own_home' };

it.each([
  ['its holder', async () => holder, 'Ce lot appartient à votre organisation'],
  ['an analyst', () => firm('analyst'), 'Votre rôle ne permet pas'],
])('%s who asks for a lot reads why on its page', async (_who, who, said) => {
  const lot = await makeLot(world.owner, holder);
  const send = await browser(await who());
  const answer = await send(`/lots/${lot.publicId}/reserve`, asked);
  expect([answer.status, answer.to]).toEqual([302, `/lots/${lot.publicId}`]);
  expect((await send(answer.to ?? '', undefined, answer.flash)).page).toContain(said);
});

it('a lot of which nothing is left keeps the sentence of the refusal, though its form is gone', async () => {
  const lot = await makeLot(world.owner, holder);
  await makeReservation(world.owner, lot, await firm(), { units: 20 });
  const answer = await (await browser(taker))(`/lots/${lot.publicId}/reserve`, asked);
  expect(answer.status).toBe(409);
  expect(answer.page).toContain('role="alert"');
  expect(answer.page).toMatch(/Il n’en reste|Il ne reste|ne reste plus/);
});

it('a site changed meanwhile: what was typed stays, what is recorded now stands beside, a second sending passes', async () => {
  const site = await makeSite(world.owner, holder);
  const send = await browser(holder);
  const edit = `/sites/${site.publicId}/edit`;
  const fields = { kind: 'works', communeCode: '35238', positionSource: 'commune', version: '1' };
  const first = await send(edit, { ...fields, name: 'Tour des Lilas', accessNote: 'Sonner deux fois' });
  expect(first.status).toBe(302);
  const second = await send(edit, { ...fields, name: 'Tour des Roses' });
  expect(second.status).toBe(409);
  expect(second.page).toContain('value="Tour des Roses"');
  expect(second.page).toMatch(/Valeur enregistrée entre-temps\u202f: <strong[^>]*>Tour des Lilas</);
  expect(second.page).toMatch(/Valeur enregistrée entre-temps\u202f: <strong[^>]*>Sonner deux fois</);
  const version = /name="version"[^>]*value="(\d+)"/.exec(second.page)?.[1] ?? '';
  expect(version).toBe('2');
  expect((await send(edit, { ...fields, name: 'Tour des Roses', version })).status).toBe(302);
});

it('a lot changed meanwhile says its new values in words, nothing folded away', async () => {
  const lot = await makeLot(world.owner, holder, { publish: false });
  const send = await browser(holder);
  const edit = `/lots/${lot.publicId}/edit`;
  const fields = {
    ...{ intent: 'save', typeCode: 'BOI-01', title: 'Portes', unit: 'kg', quantity: '12', pricing: 'gift' },
    ...{ asbestos: 'no', lead: 'no', removal: 'removed', version: '1' },
  };
  expect((await send(edit, { ...fields, condition: 'good', ageNote: 'Années 1930' })).status).toBe(302);
  const second = await send(edit, { ...fields, condition: 'degraded', title: 'Portes pleines' });
  expect(second.status).toBe(409);
  for (const said of ['bon état', 'Années 1930', 'Portes<']) {
    expect(second.page).toMatch(new RegExp(`entre-temps\u202f: <strong[^>]*>${said}`));
  }
  const version = /name="version"[^>]*value="(\d+)"/.exec(second.page)?.[1] ?? '';
  expect((await send(edit, { ...fields, condition: 'degraded', version })).status).toBe(302);
});

it('a sign-up with everything wrong lists its errors in the order of the fields', async () => {
  const answer = await server.fetch('/signup', {
    method: 'POST',
    headers: { 'accept-language': 'fr' },
    body: new URLSearchParams({ _key: randomUUID(), email: 'x', password: 'court', name: 'J' }),
  });
  const summary = /role="alert".*?<\/ul>/s.exec(await answer.text())?.[0] ?? '';
  expect([...summary.matchAll(/href="#signup-(\w+)"/g)].map(([, name]) => name)).toEqual([
    ...['profile', 'name', 'email', 'password'],
  ]);
});
