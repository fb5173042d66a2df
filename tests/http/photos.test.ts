import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusals } from '#app/http/refusals.ts';
import { messages } from '#app/i18n/messages.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { hostileImages } from '#tests/fixtures/images/hostile.ts';
import { picture } from '#tests/fixtures/images/picture.ts';
import type { Party } from '#tests/ledger/world.ts';
import { secretIn } from '#tests/support/accounts.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeLot, makeMember, makeOrganisation } from '#tests/support/factories.ts';
import { startS3, type TestS3 } from '#tests/support/s3.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let world: TestDatabase;
let s3: TestS3;
/** Two processes on one database and one bucket; the second alone does jobs. */
let front: TestServer;
let back: TestServer;
let holder: Party;

beforeAll(async () => {
  world = await freshDatabase();
  s3 = await startS3();
  const settings = { DATABASE_URL: world.url, STORAGE_URL: s3.url };
  [front, back] = await Promise.all([
    startTestServer(settings),
    startTestServer({ ...settings, JOBS: 'inline' }),
  ]);
  const organisation = await makeOrganisation(world.owner);
  const person = await makeMember(world.owner, organisation, 'administrator');
  holder = { organisation: organisation.id, person: person.id };
});
afterAll(async () => {
  await Promise.all([front.stop(), back.stop()]);
  await s3.stop();
});

async function cookie(by = holder, language = 'fr') {
  const about = { organisationId: by.organisation, userAgent: null };
  return `lang=${language}; gisement=${secretIn((await openSession(world.db, by.person, about)).cookie)}`;
}

interface Said {
  received?: number;
  photo?: string;
  problem?: string;
}

async function part(
  server: TestServer,
  path: string,
  content: Buffer,
  [offset, total]: [number, number],
  language = 'fr',
): Promise<{ status: number; said: Said }> {
  const headers = {
    cookie: await cookie(holder, language),
    'content-type': 'application/octet-stream',
    'upload-offset': String(offset),
    'upload-length': String(total),
  };
  const answer = await server.fetch(path, { method: 'POST', headers, body: new Uint8Array(content) });
  return { status: answer.status, said: (await answer.json()) as Said };
}

const draft = () => makeLot(world.owner, holder, { publish: false });

describe('a photo sent in parts', () => {
  it('goes on after a cut, through another process, and becomes one photo; both serve it from the bucket', async () => {
    const lot = await draft();
    const content = await picture(2400, 1800).jpeg({ quality: 95 }).toBuffer();
    const path = `/lots/${lot.publicId}/photos/uploads/${randomUUID()}`;
    const half = Math.min(900_000, Math.floor(content.length / 2));
    const first = await part(front, path, content.subarray(0, half), [0, content.length]);
    expect(first.said).toEqual({ received: half, photo: null });
    // the answer was lost: the same part again, then one from nowhere, change nothing
    expect((await part(back, path, content.subarray(0, half), [0, content.length])).said.received).toBe(half);
    expect((await part(back, path, Buffer.from('x'), [half + 5, content.length])).said.received).toBe(half);
    const asked = await back.fetch(path, { headers: { cookie: await cookie() } });
    expect(await asked.json()).toEqual({ received: half, photo: null });
    const last = await part(back, path, content.subarray(half), [half, content.length]);
    expect(last.said.photo).toMatch(/^[0-9a-f-]{36}$/);
    const again = await part(front, path, content.subarray(half), [half, content.length]);
    expect(again.said.photo).toBe(last.said.photo);
    const rows =
      await world.sql`select f.* from lot_photo p join stored_file f on f.id = p.file_id where p.lot_id = ${lot.id}`;
    expect(rows.length).toBe(1);
    const sha = String(rows[0]?.sha256);
    for (const server of [front, back])
      expect((await server.fetch(`/photos/${sha}/480.webp`)).headers.get('content-type')).toBe('image/webp');
    await until(async () => (await front.fetch(`/photos/${sha}/1600.avif`)).status === 200);
    const page = await front.fetch(`/lots/${lot.publicId}`, { headers: { cookie: await cookie() } });
    const html = await page.text();
    expect(html).toMatch(/<source type="image\/avif" srcSet="[^"]+480\.avif 480w[^"]+1600\.avif 1600w"/i);
    expect(html).toMatch(/<source type="image\/webp"/);
  });

  it('is masked for good: the old addresses are gone, the new ones are served', async () => {
    const lot = await draft();
    const content = await picture(1000, 701).jpeg().toBuffer();
    const path = `/lots/${lot.publicId}/photos/uploads/${randomUUID()}`;
    const { said } = await part(front, path, content, [0, content.length]);
    const shown = async () => {
      const [row] = await world.sql`
        select f.sha256, f.pending from lot_photo p join stored_file f on f.id = p.file_id where p.lot_id = ${lot.id}`;
      return { sha: String(row?.sha256), pending: Boolean(row?.pending) };
    };
    const { sha } = await shown();
    await until(async () => !(await shown()).pending);
    const address = `/lots/${lot.publicId}/photos/${said.photo}/mask`;
    const headers = { cookie: await cookie() };
    expect(await (await front.fetch(address, { headers })).text()).toContain('name="zones[0].left"');
    const zone = {
      'zones[0].left': '10',
      'zones[0].top': '10',
      'zones[0].width': '30',
      'zones[0].height': '30',
    };
    const none = await front.fetch(address, { method: 'POST', headers, body: new URLSearchParams() });
    expect(none.status).toBe(422);
    const masked = await front.fetch(address, { method: 'POST', headers, body: new URLSearchParams(zone) });
    expect(masked.status).toBe(302);
    const now = await shown();
    expect(now.sha).not.toBe(sha);
    expect((await back.fetch(`/photos/${now.sha}/480.webp`)).status).toBe(200);
    await until(async () => (await front.fetch(`/photos/${sha}/480.webp`)).status === 404);
    for (const file of ['960.webp', '480.avif', '960.avif'])
      await until(async () => (await front.fetch(`/photos/${sha}/${file}`)).status === 404);
  });

  it('more than 25 MB is refused before it is read; a part over 1 MB too', async () => {
    const lot = await draft();
    const path = `/lots/${lot.publicId}/photos/uploads/${randomUUID()}`;
    const { status, said } = await part(front, path, Buffer.from('x'), [0, 26 * 1024 * 1024 + 1]);
    expect([status, said.problem]).toEqual([413, messages.fr.refusals['too-large']]);
    const headers = { cookie: await cookie(), 'upload-offset': '0', 'upload-length': '2000000' };
    const body = new Uint8Array(1_100_000);
    expect((await front.fetch(path, { method: 'POST', headers, body })).status).toBe(413);
  });
});

describe('hostile pictures', () => {
  it('each gets its sentence, in the reader’s language; pages are answered meanwhile; nothing half-written', async () => {
    const lot = await makeLot(world.owner, holder);
    const before = await world.sql`select count(*)::int as count from stored_file`;
    const images = (await hostileImages()).filter(
      ({ content }) => content.length > 0 && content.length < 1_000_000,
    );
    let slowest = 0;
    let going = true;
    const pages = (async () => {
      while (going && slowest < 10_000) {
        const began = performance.now();
        expect((await front.fetch(`/lots/${lot.publicId}`)).status).toBe(200);
        slowest = Math.max(slowest, performance.now() - began);
        await sleep(20);
      }
    })();
    for (const [index, { name, content, outcome }] of images.entries()) {
      if (outcome === 'taken') continue;
      const language = index % 2 === 0 ? 'fr' : 'en';
      const path = `/lots/${lot.publicId}/photos/uploads/${randomUUID()}`;
      const { status, said } = await part(front, path, content, [0, content.length], language);
      expect([name, status, said.problem]).toEqual([
        name,
        refusals[outcome].status,
        messages[language].refusals[outcome],
      ]);
    }
    going = false;
    await pages;
    expect(slowest).toBeLessThan(2_000);
    expect(await world.sql`select count(*)::int as count from stored_file`).toEqual(before);
    expect((await world.sql`select 1 from photo_upload where lot_id = ${lot.id}`).length).toBe(0);
  });
});

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 200) {
    if (await done()) return;
    await sleep(200);
  }
  throw new Error('it did not come');
}
