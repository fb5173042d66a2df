import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';
import { asvs } from './asvs.ts';

/** Clients that keep no rule of the protocol: the server says no or hangs up, and answers everybody else meanwhile. */
let server: TestServer;
let port: number;
beforeAll(async () => {
  const world = await testDatabase();
  server = await startTestServer({ DATABASE_URL: world.url });
  port = Number(new URL(server.origin).port);
});
afterAll(() => server.stop());

/** All that came back until the server hung up, or `patience` passed. */
async function raw(bytes: string | Buffer, patience = 3000): Promise<{ text: string; closed: boolean }> {
  const socket = connect(port, '127.0.0.1');
  const parts: Buffer[] = [];
  let closed = false;
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.on('error', () => {});
  const end = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.write(bytes);
  await Promise.race([end.then(() => (closed = true)), sleep(patience)]);
  socket.destroy();
  return { text: Buffer.concat(parts).toString('latin1'), closed };
}

const answers = (text: string) =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
const head = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;
const lives = async () => expect((await server.fetch('/healthz')).status).toBe(200);

describe('a request whose end may be read in two ways', () => {
  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
  it.each([
    [
      'two lengths',
      head('POST /login HTTP/1.1', 'Host: x', 'Content-Length: 5', 'Content-Length: 6') + smuggled,
    ],
    [
      'a length and chunks',
      `${head('POST /login HTTP/1.1', 'Host: x', 'Content-Length: 4', 'Transfer-Encoding: chunked')}0\r\n\r\n${smuggled}`,
    ],
    [
      'chunks said twice',
      `${head('POST /login HTTP/1.1', 'Host: x', 'Transfer-Encoding: chunked, identity')}0\r\n\r\n${smuggled}`,
    ],
    ['a space before the colon', head('POST /login HTTP/1.1', 'Host: x', 'Content-Length : 5') + smuggled],
    ['a folded line', `POST /login HTTP/1.1\r\nHost: x\r\nX-A: b\r\n Content-Length: 5\r\n\r\n${smuggled}`],
    ['a length that is no number', head('POST /login HTTP/1.1', 'Host: x', 'Content-Length: 5e0') + smuggled],
    ['a bare line feed', `POST /login HTTP/1.1\nHost: x\nContent-Length: 0\n\n${smuggled}`],
    [
      'a size of chunk with a sign',
      `${head('POST /login HTTP/1.1', 'Host: x', 'Transfer-Encoding: chunked')}-1\r\n\r\n${smuggled}`,
    ],
    ['no host', head('GET / HTTP/1.1')],
    ['a null in a header', head('GET / HTTP/1.1', 'Host: x', 'X-A: a\0b')],
  ])(`%s: refused, and nothing after it is read ${asvs('4.2.1')}`, async (_, bytes) => {
    const { text, closed } = await raw(bytes);
    expect([answers(text).every((status) => status >= 400), closed]).toEqual([true, true]);
    expect(answers(text).length).toBeLessThanOrEqual(1);
    expect(server.log.join('\n')).not.toContain('/smuggled');
    await lives();
  });
});

describe('more than a page needs', () => {
  it('of headers is refused', async () => {
    const { text } = await raw(head('GET / HTTP/1.1', 'Host: x', `X-Long: ${'a'.repeat(100_000)}`));
    expect(answers(text)).toEqual([431]);
    const many = Array.from({ length: 5000 }, (_, at) => `X-${at}: 1`);
    expect(answers((await raw(head('GET / HTTP/1.1', 'Host: x', ...many))).text)).toEqual([431]);
    await lives();
  });

  it('of address is refused', async () => {
    const { text } = await raw(head(`GET /lots?q=${'a'.repeat(60_000)} HTTP/1.1`, 'Host: x'));
    expect(answers(text)).toEqual([431]);
  });

  it(`a body that unfolds is not unfolded ${asvs('2.4.1')}`, async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const began = performance.now();
    const answer = await server.fetch('/login', {
      method: 'POST',
      body: bomb,
      headers: { 'content-encoding': 'gzip', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(performance.now() - began).toBeLessThan(5000);
    await lives();
  });

  it('a hundred thousand fields, or one name a thousand times, is an answer like another', async () => {
    for (const body of [
      'a=&'.repeat(100_000),
      'email=x&'.repeat(1000),
      '&&&&===='.repeat(1000),
      `a${'[0]'.repeat(5000)}=1`,
      `a${'.b'.repeat(5000)}=1`,
      'a[4000000000]=1',
      'a[b][__proto__]=1&__proto__[c]=2',
    ]) {
      const answer = await server.fetch('/login', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }
    await lives();
  });
});

describe('a client that dawdles', () => {
  it('is hung up on, and three hundred of them keep nobody waiting', async () => {
    const sockets: Socket[] = [];
    let ended = 0;
    for (let i = 0; i < 300; i++) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      socket.on('close', () => ended++);
      socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-');
      sockets.push(socket);
    }
    await sleep(500);
    const began = performance.now();
    for (let i = 0; i < 20; i++) await lives();
    expect(performance.now() - began).toBeLessThan(5000);
    for (let waited = 0; waited < 30 && ended < 300; waited++) {
      for (const socket of sockets) if (!socket.destroyed) socket.write('a');
      await sleep(1000);
    }
    for (const socket of sockets) socket.destroy();
    expect(ended).toBe(300);
  });

  it('or leaves in the middle of a body, a hundred times, breaks nothing', async () => {
    for (let i = 0; i < 100; i++) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      socket.write(
        head('POST /login HTTP/1.1', 'Host: x', `Origin: ${server.origin}`, 'Content-Length: 5000') +
          'email=',
      );
      await sleep(2);
      socket.destroy();
    }
    await lives();
  });

  it('or sends noise is hung up on', async () => {
    for (let i = 0; i < 50; i++) {
      const { text } = await raw(randomBytes(512), 300);
      expect(answers(text).every((status) => status === 400)).toBe(true);
    }
    await lives();
  });
});
