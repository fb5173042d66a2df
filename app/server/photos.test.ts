import { mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPhoto } from '#app/platform/images/photo-files.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { photoHandler } from '#app/server/photos.ts';

const SHA = 'ab'.repeat(32);
let server: Server;
let base: string;

beforeAll(async () => {
  const storage = folderStorage(await mkdtemp(join(tmpdir(), 'gisement-photos-')));
  await keepPhoto(storage, { sha256: SHA, files: [{ width: 480, content: Buffer.from('pixels') }] });
  server = createServer(async (req, res) => {
    if (!(await photoHandler(req, res, { storage }))) res.writeHead(418).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('a photo by its address', () => {
  it('is served once and for all, and never guessed to be anything else', async () => {
    const answer = await fetch(`${base}/photos/${SHA}/480.webp`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('pixels');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-length': '6',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="${SHA.slice(0, 12)}-480.webp"`,
      etag: `"${SHA.slice(0, 32)}-480"`,
    });
  });

  it('is not sent again to who has it; HEAD has no body', async () => {
    const again = await fetch(`${base}/photos/${SHA}/480.webp`, {
      headers: { 'If-None-Match': `W/"x", "${SHA.slice(0, 32)}-480"` },
    });
    expect(again.status).toBe(304);
    const head = await fetch(`${base}/photos/${SHA}/480.webp`, { method: 'HEAD' });
    expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([200, '', '6']);
  });

  it.each([
    `/photos/${SHA}/960.webp`,
    `/photos/${SHA}/481.webp`,
    `/photos/${'cd'.repeat(32)}/480.webp`,
    `/photos/..%2f..%2fsecret/480.webp`,
    `/photos/${SHA}/480.webp/x`,
    '/photos/',
  ])('404 for %s', async (path) => {
    expect((await fetch(base + path)).status).toBe(404);
  });

  it('405 for any other method, and leaves other paths to others', async () => {
    expect((await fetch(`${base}/photos/${SHA}/480.webp`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${base}/lots`)).status).toBe(418);
  });
});
