import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '#app/platform/session/session.server.ts';
import { signId } from '#app/platform/signed-id.server.ts';
import { picture } from '#tests/fixtures/images/picture.ts';
import type { Party } from '#tests/ledger/world.ts';
import { secretIn } from '#tests/support/accounts.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  makeLot,
  makeMember,
  makeOrganisation,
  makePerson,
  makeReservation,
} from '#tests/support/factories.ts';
import { SERVER_KEY, startTestServer, type TestServer } from '#tests/support/server.ts';

let world: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  world = await freshDatabase();
  server = await startTestServer({ DATABASE_URL: world.url });
});
afterAll(() => server.stop());

async function party(): Promise<Party> {
  const organisation = await makeOrganisation(world.owner);
  const person = await makeMember(world.owner, organisation, 'administrator');
  return { organisation: organisation.id, person: person.id };
}
async function cookie(by: Party) {
  const about = { organisationId: by.organisation, userAgent: null };
  return `lang=fr; gisement=${secretIn((await openSession(world.db, by.person, about)).cookie)}`;
}
async function scene() {
  const [holder, taker, stranger] = [await party(), await party(), await party()];
  const lot = await makeLot(world.owner, holder);
  const { publicId } = await makeReservation(world.owner, lot, taker, { acceptedBy: holder });
  return { holder, taker, stranger, path: `/reservations/${publicId}/messages` };
}

/** As a browser without script sends it, an empty file field included. */
async function send(
  path: string,
  by: Party,
  body: string,
  files: File[] = [new File([], '')],
  key: string = randomUUID(),
) {
  const form = new FormData();
  form.set('_key', key);
  form.set('body', body);
  for (const file of files) form.append('photo', file);
  return server.fetch(path, { method: 'POST', body: form, headers: { cookie: await cookie(by) } });
}
const read = async (path: string, by: Party) => {
  const answer = await server.fetch(path, { headers: { cookie: await cookie(by) } });
  return { status: answer.status, html: await answer.text() };
};

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '</textarea><svg/onload=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '</script><script>alert(1)</script>',
];

describe('a message', () => {
  it('is sent without script, seen by both sides, new once for who has not read it, counted in the header', async () => {
    const { holder, taker, path } = await scene();
    expect((await send(path, taker, 'Première ligne\nDeuxième ligne')).status).toBe(302);
    const once = await read(path, holder);
    expect(once.html).toMatch(/Première ligne\s+Deuxième ligne/);
    expect(once.html).toContain('Nouveau');
    expect((await read(path, holder)).html).not.toContain('Nouveau');
    expect((await read(path.replace('/messages', ''), holder)).html).toContain('Lire le message');
  });

  it('runs nothing, whatever it says', async () => {
    const { holder, taker, path } = await scene();
    for (const text of HOSTILE) expect((await send(path, taker, text)).status).toBe(302);
    const { html } = await read(path, holder);
    expect(html).not.toMatch(/<script>alert|<img src=x|<svg\/onload/);
    expect(html.match(/alert\(1\)/g)?.length ?? 0).toBeGreaterThanOrEqual(HOSTILE.length);
  });

  it('carries a photo re-encoded, without its name, to both sides and nobody else', async () => {
    const { holder, taker, stranger, path } = await scene();
    const name = '"><script>alert(1)</script>\r\nX-Evil: 1.jpg';
    const jpeg = await picture(900, 600).jpeg().toBuffer();
    const key = randomUUID();
    for (const _twice of [1, 2])
      expect((await send(path, taker, '', [new File([new Uint8Array(jpeg)], name)], key)).status).toBe(302);
    const { html } = await read(path, holder);
    expect(html).not.toContain('X-Evil');
    const photos = [...new Set(html.match(/\/reservations\/[0-9a-f-]{36}\/messages\/[0-9a-f-]{36}/g))];
    expect(photos).toHaveLength(1);
    const ask = async (by: Party, size = '') =>
      server.fetch(`${photos[0]}${size}`, { headers: { cookie: await cookie(by) } });
    for (const by of [holder, taker]) {
      const answer = await ask(by, '?size=small');
      expect(answer.headers.get('content-type')).toBe('image/webp');
      expect(answer.headers.get('cache-control')).toContain('private');
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(8, 12)
          .toString(),
      ).toBe('WEBP');
    }
    expect((await ask(stranger)).status).toBe(404);
    expect((await server.fetch(photos[0] ?? '')).status).toBe(302);
    expect((await server.fetch((photos[0] ?? '').replace(/.*\//, '/photos/'))).status).toBe(404);
  });

  it('is refused with what was typed when its photo is none, and to whoever is of neither side', async () => {
    const { taker, stranger, path } = await scene();
    const answer = await send(path, taker, 'mon texte', [new File(['<svg onload=alert(1)>'], 'x.jpg')]);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).toContain('mon texte');
    expect((await send(path, taker, '  ')).status).toBe(422);
    expect((await send(path, stranger, 'x')).status).toBe(404);
    expect((await read(path, stranger)).status).toBe(404);
  });
});

describe('the way out of mails about lots and reservations', () => {
  const rhythm = async (person: { id: number }) =>
    (await world.owner`select rhythm from notification_setting where person_id = ${person.id}`)[0]?.rhythm;
  const click = (path: string) =>
    fetch(server.origin + path, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'cross-site' },
    });

  it('is one click in a mail program; looking changes nothing; another key, purpose or person is nothing', async () => {
    const [person, other] = [await makePerson(world.owner), await makePerson(world.owner)];
    const token = signId('mail-rhythm', person.publicId, SERVER_KEY);
    const path = `/notifications/unsubscribe/${token}`;
    const page = await fetch(server.origin + path);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await rhythm(person)).toBeUndefined();
    for (const forged of [
      signId('alerts', person.publicId, SERVER_KEY),
      signId('mail-rhythm', person.publicId, 'another key, long enough to be accepted too'),
      signId('mail-rhythm', randomUUID(), SERVER_KEY),
    ])
      expect((await click(`/notifications/unsubscribe/${forged}`)).status).toBe(404);
    const answer = await click(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    expect([await rhythm(person), await rhythm(other)]).toEqual(['off', undefined]);
    const back = new URLSearchParams({ intent: 'rhythm', rhythm: 'daily' });
    expect((await server.fetch(path, { method: 'POST', body: back })).status).toBe(302);
    expect(await rhythm(person)).toBe('daily');
    expect(server.log.join('\n')).not.toContain(token);
    expect((await click('/notifications')).status).toBe(403);
  });
});

it('whose address fails is told on every page, and says that it works', async () => {
  const by = await party();
  await world.owner`update person set email_failed_at = ledger.clock(), email_failure = '550' where id = ${by.person}`;
  expect((await read('/notifications', by)).html).toContain('Votre adresse e-mail ne fonctionne plus');
  const works = await server.fetch('/notifications/address', {
    method: 'POST',
    body: new URLSearchParams({}),
    headers: { cookie: await cookie(by) },
  });
  expect(works.status).toBe(302);
  expect((await read('/notifications', by)).html).not.toContain('Votre adresse e-mail ne fonctionne plus');
});
