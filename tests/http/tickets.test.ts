import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '#app/platform/session/session.server.ts';
import { picture } from '#tests/fixtures/images/picture.ts';
import type { Party } from '#tests/ledger/world.ts';
import { secretIn } from '#tests/support/accounts.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeLot, makeMember, makeOrganisation, makeReservation } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let world: TestDatabase;
let server: TestServer;
let jpeg: File;
beforeAll(async () => {
  world = await freshDatabase();
  server = await startTestServer({ DATABASE_URL: world.url });
  const bytes = await picture(900, 600).jpeg().toBuffer();
  jpeg = new File([new Uint8Array(bytes)], '"><script>alert(1)</script>.jpg');
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
  const { id, publicId } = await makeReservation(world.owner, lot, taker, { acceptedBy: holder });
  return { holder, taker, stranger, id, publicId, path: `/reservations/${publicId}` };
}
async function send(path: string, by: Party, fields: Record<string, string>, files: File[]) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ _key: randomUUID(), ...fields })) form.set(name, value);
  for (const file of files) form.append('ticket', file);
  return server.fetch(path, { method: 'POST', body: form, headers: { cookie: await cookie(by) } });
}
const read = async (path: string, by: Party) =>
  (await server.fetch(path, { headers: { cookie: await cookie(by) } })).text();
const weighing = { intent: 'confirm', quantity: '1', method: 'weighed', massKg: '20,5', identicalUse: 'on' };
const said = async (id: number) =>
  (await world.owner`select holder_mass_g from ledger.handover where reservation_id = ${id}`)[0]
    ?.holder_mass_g;
const addresses = (html: string) => [
  ...new Set(html.match(/\/reservations\/[0-9a-f-]{36}\/ticket\/[0-9a-f-]{36}/g)),
];

describe('a weighing and its ticket', () => {
  it('leave in one form without script; both sides see the photo, re-encoded, and nobody else', async () => {
    const { holder, taker, stranger, id, path } = await scene();
    expect((await send(path, holder, weighing, [jpeg])).status).toBe(302);
    expect(await said(id)).toBe(20_500);
    const html = await read(path, taker);
    const [photo = ''] = addresses(html);
    expect(html).not.toContain('<script>alert');
    expect(addresses(await read(path, holder))).toEqual([photo]);
    for (const [by, status] of [
      [holder, 200],
      [taker, 200],
      [stranger, 404],
    ] as const) {
      const answer = await server.fetch(photo, { headers: { cookie: await cookie(by) } });
      expect(answer.status).toBe(status);
      if (status === 200) {
        expect(answer.headers.get('cache-control')).toContain('private');
        expect((await answer.bytes()).subarray(8, 12)).toEqual(new Uint8Array(Buffer.from('WEBP')));
      }
    }
    expect((await server.fetch(photo)).status).toBe(302);
  });

  it('without photo, the absence is said, and the photo may follow; a file left empty is none', async () => {
    const { holder, taker, path } = await scene();
    expect((await send(path, holder, weighing, [new File([], '')])).status).toBe(302);
    expect(await read(path, taker)).toContain('Sans photo du bon de pesée');
    expect((await send(`${path}/ticket`, holder, {}, [new File([], '')])).status).toBe(422);
    expect((await send(`${path}/ticket`, holder, {}, [jpeg, jpeg])).status).toBe(302);
    expect(addresses(await read(path, taker))).toHaveLength(2);
    expect((await send(`${path}/ticket`, taker, {}, [jpeg])).status).toBe(422);
  });

  it('what is no photo, or goes with a count, is refused before anything is said', async () => {
    const { holder, id, path } = await scene();
    const nothing = new File(['<svg onload=alert(1)>'], 'x.jpg');
    expect((await send(path, holder, weighing, [nothing])).status).toBeGreaterThanOrEqual(400);
    const counted = { ...weighing, method: 'counted', massKg: '' };
    expect(await (await send(path, holder, counted, [jpeg])).text()).toContain('va avec une masse pesée');
    expect(await said(id)).toBeUndefined();
  });

  it('on the holder’s device too', async () => {
    const { holder, path } = await scene();
    const { intent: _intent, ...words } = weighing;
    const signed = { ...words, by: 'signature', name: 'Nolwenn Tanguy' };
    expect((await send(`${path}/on-device`, holder, signed, [jpeg])).status).toBe(302);
    expect(addresses(await read(path, holder))).toHaveLength(1);
  });
});
