import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANYBODY } from '#app/domain/lots/market/market.ts';
import { tileAt } from '#app/domain/territories/projection.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { openMarket, type RunningMarket } from '#app/server/market.ts';
import { tileHandler } from '#app/server/tiles.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { NOTHING_ASKED } from '#tests/tiles/naive.ts';
import { featuresOf } from '#tests/tiles/read-tile.ts';
import { type LotAt, plantLots as plant } from '#tests/tiles/world.ts';

let server: Server;
let world: TestDatabase;
let market: RunningMarket | null = null;
let address = '';
beforeAll(async () => {
  world = await freshDatabase();
  server = createServer((req, res) => void tileHandler(req, res, { db: world.db, market }));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await market?.stop();
});

async function until(what: () => boolean): Promise<void> {
  for (const began = Date.now(); !what(); await sleep(20))
    if (Date.now() - began > 15_000) throw new Error('not within 15 seconds');
}

/** Lots that memory knows of, where it answers. */
async function plantLots(of: TestDatabase, lots: LotAt[]): Promise<string[]> {
  const before = market?.count(NOTHING_ASKED, ANYBODY) ?? 0;
  const made = await plant(of, lots);
  if (market) await until(() => market?.count(NOTHING_ASKED, ANYBODY) === before + lots.length);
  return made;
}

const ask = (path: string, init?: RequestInit) => fetch(`${address}/tiles/lots/${path}`, init);
const bytes = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

describe.each([{ from: 'SQL' }, { from: 'memory' }])('/tiles/lots from $from', ({ from }) => {
  beforeAll(async () => {
    if (from === 'SQL') return;
    const opened = openMarket(world.url);
    await until(() => opened.ready({ text: true }));
    market = opened;
  });
  // each world of its own
  const south = from === 'SQL' ? 0 : 1;

  it.each([
    '8/126/a.mvt',
    '1.5/0/0.mvt',
    '8/-1/3.mvt',
    '8/126/88.mvt?family=XYZ',
    '8/126/88.mvt?price_max=dear',
  ])('%s is malformed', async (path) => expect((await ask(path)).status).toBe(400));
  it.each(['17/0/0.mvt', '3/8/0.mvt', '8/126/88', '8/126.mvt', 'toString/1/1/1.mvt'])(
    '%s does not exist',
    async (path) => expect((await ask(path)).status).toBe(404),
  );
  it('takes no other method', async () => {
    expect((await ask('8/126/88.mvt', { method: 'POST' })).status).toBe(405);
  });

  it('is asked again each time and answers 304 while nothing changed, 200 at once when it did', async () => {
    const site = { lon: -3.3, lat: 45.1 - south };
    const { x, y } = tileAt(site, 9);
    const path = `9/${x}/${y}.mvt`;
    const empty = await ask(path);
    expect(empty.status).toBe(200);
    expect(empty.headers.get('cache-control')).toBe('public, no-cache');
    const etag = empty.headers.get('etag') ?? '';
    expect((await bytes(empty)).length).toBe(0);
    expect((await ask(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    await plantLots(world, [{ site }]);
    const changed = await ask(path, { headers: { 'if-none-match': etag } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
    expect(featuresOf(await bytes(changed))).toEqual([expect.objectContaining({ count: 1, family: 'BOI' })]);
    const head = await ask(path, { method: 'HEAD' });
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(0);
  });

  it('filters like the list', async () => {
    const site = { lon: -3.6, lat: 44.4 - south };
    const { x, y } = tileAt(site, 8);
    await plantLots(world, [
      { site, priceCents: 0 },
      { site, priceCents: 900, type: 'MAC-01' },
      { site, priceCents: null },
    ]);
    const count = async (query: string) =>
      featuresOf(await bytes(await ask(`8/${x}/${y}.mvt?${query}`))).reduce((n, f) => n + f.count, 0);
    expect(await count('')).toBe(3);
    expect(await count('family=MAC')).toBe(1);
    expect(await count('type=MAC-01')).toBe(1);
    expect(await count('free=1')).toBe(1);
    expect(await count('price_max=900')).toBe(2);
    expect(await count(`near=-3.6,${44.4 - south}&radius_km=1`)).toBe(3);
    expect(await count(`near=-3.6,${45.4 - south}&radius_km=1`)).toBe(0);
    expect(await count('sort=newest&limit=1&family=')).toBe(3);
  });

  it('stays small and honest where thousands of places crowd', async () => {
    const lots = Array.from({ length: 3400 }, (_, i) => ({
      site: { lon: 6.35 + (i % 60) * 0.001, lat: 43.3 - south + Math.floor(i / 60) * 0.001 },
      type: ['BOI-01', 'MAC-01', 'SAN-01'][i % 3] ?? 'BOI-01',
    }));
    await plantLots(world, lots);
    let sum = 0;
    let largest = 0;
    for (const { x, y } of new Map(
      lots.map(({ site }) => tileAt(site, 11)).map((tile) => [`${tile.x},${tile.y}`, tile]),
    ).values()) {
      const tile = await bytes(await ask(`11/${x}/${y}.mvt`));
      largest = Math.max(largest, tile.length);
      sum += featuresOf(tile).reduce((n, f) => n + f.count, 0);
    }
    expect(sum).toBe(lots.length);
    expect(largest).toBeLessThan(300_000);
  });

  it('is compressed for who asks', async () => {
    const { request } = await import('node:http');
    const { x, y } = tileAt({ lon: 6.38, lat: 43.32 - south }, 12);
    const answer = await new Promise<{ encoding: unknown; body: Buffer }>((done, failed) => {
      request(
        `${address}/tiles/lots/12/${x}/${y}.mvt`,
        { headers: { 'accept-encoding': 'gzip' } },
        async (res) => {
          const parts: Buffer[] = [];
          for await (const part of res) parts.push(part);
          done({ encoding: res.headers['content-encoding'], body: Buffer.concat(parts) });
        },
      )
        .on('error', failed)
        .end();
    });
    expect(answer.encoding).toBe('gzip');
    expect(featuresOf(gunzipSync(answer.body)).length).toBeGreaterThan(100);
  });

  it('an address that makes up new questions without end is told to come back; another one is answered', async () => {
    if (from === 'SQL') return;
    const proxied = createServer(
      (req, res) => void tileHandler(req, res, { db: world.db, market, settings: { TRUST_PROXY: 1 } }),
    );
    await new Promise<void>((done) => proxied.listen(0, '127.0.0.1', done));
    const base = `http://127.0.0.1:${(proxied.address() as AddressInfo).port}/tiles/lots/0/0/0.mvt`;
    const statuses = new Map<number, number>();
    const began = Date.now();
    for (let i = 0; Date.now() - began < 2_000 && !statuses.has(429); ) {
      const asked = Array.from({ length: 100 }, () =>
        `${base}?price_max=${i++}&near=2,48&radius_km=${i}.5`.replace(/radius_km=\d{4,}/, 'radius_km=900'),
      );
      for (const { status } of await Promise.all(
        asked.map((url) => fetch(url, { headers: { 'x-forwarded-for': '203.0.113.7' } })),
      ))
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect([...statuses.keys()].every((status) => status === 200 || status === 429)).toBe(true);
    const other = await fetch(`${base}?price_max=77777`, { headers: { 'x-forwarded-for': '203.0.113.8' } });
    expect(other.status).toBe(200);
    proxied.close();
  });

  it('says to try again when the database does not answer', async () => {
    const { db, close } = openDatabase('postgres://nobody:x@127.0.0.1:1/none', { max: 1 });
    const orphan = createServer((req, res) => void tileHandler(req, res, { db }));
    await new Promise<void>((done) => orphan.listen(0, '127.0.0.1', done));
    const answer = await fetch(
      `http://127.0.0.1:${(orphan.address() as AddressInfo).port}/tiles/lots/5/15/11.mvt`,
    );
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBeTruthy();
    orphan.close();
    await close();
  });
});
