import { randomUUID } from 'node:crypto';
import { Agent, get, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutLine } from '#tests/support/cut-line.ts';
import { testDatabase } from '#tests/support/database.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

describe('a database that stops', () => {
  let server: TestServer;
  let line: Awaited<ReturnType<typeof cutLine>>;
  beforeAll(async () => {
    const { url } = await testDatabase();
    line = await cutLine(url);
    server = await startTestServer({ DATABASE_URL: line.url });
  });
  afterAll(async () => {
    line.mend();
    await server.stop();
    line.close();
  });

  it('gives a 503 that says when to retry, and serves again once it is back', async () => {
    // the list may still come from memory for two seconds: a page of a territory cannot
    const page = '/territories/commune/35238';
    expect((await server.fetch(page)).status).toBe(200);
    line.cut();
    for (const [language, words] of [
      ['fr', 'rien n’a été enregistré à moitié'],
      ['en', 'nothing was half saved'],
    ] as const) {
      const answer = await server.fetch(page, { headers: { 'accept-language': language } });
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(await answer.text()).toContain(words);
    }
    expect((await server.fetch('/healthz')).status).toBe(200);
    expect((await server.fetch('/readyz')).status).toBe(503);
    line.mend();
    await expect.poll(async () => (await server.fetch('/readyz')).status, { timeout: 15_000 }).toBe(200);
    expect((await server.fetch(page)).status).toBe(200);
  });

  it('gives the API a problem', async () => {
    line.cut();
    const api = await server.fetch(`/api/v1/lots/${randomUUID()}`);
    expect(await api.json()).toMatchObject({ status: 503, code: 'database-down' });
    expect(api.headers.get('retry-after')).toBe('5');
    line.mend();
    await expect.poll(async () => (await server.fetch('/readyz')).status, { timeout: 15_000 }).toBe(200);
  });

  it('gives a 503 in the middle of a request, and a form keeps what was typed', async () => {
    const { owner } = await testDatabase();
    const held = owner.begin(async (tx) => {
      await tx`lock table public.lot, public.person in access exclusive mode`;
      await sleep(800);
    });
    await sleep(100);
    const page = server.fetch(`/lots/${randomUUID()}`);
    const form = server.fetch('/login.data', {
      method: 'POST',
      headers: { 'accept-language': 'en' },
      body: new URLSearchParams({ email: 'someone@example.org', password: 'a long enough password' }),
    });
    await sleep(300);
    line.cut();
    expect((await page).status).toBe(503);
    const answer = await form;
    expect(answer.status).toBe(503);
    const said = await answer.text();
    expect(said).toContain('nothing was half saved');
    expect(said).toContain('someone@example.org');
    expect(said).not.toContain('a long enough password');
    await held;
    line.mend();
    await expect.poll(async () => (await server.fetch('/readyz')).status, { timeout: 15_000 }).toBe(200);
  });
});

describe('a stop', () => {
  it('lets what is under way finish, without one 5xx, and within ten seconds', async () => {
    const { url } = await testDatabase();
    const server = await startTestServer({ DATABASE_URL: url, JOBS: 'inline' });
    const agent = new Agent({ keepAlive: true, maxSockets: 6 });
    const statuses: number[] = [];
    let asking = true;
    const ask = () =>
      new Promise<void>((resolve) => {
        get(`${server.origin}/nowhere`, { agent }, (answer) => {
          statuses.push(answer.statusCode ?? 0);
          answer.resume().once('end', resolve);
        }).once('error', () => resolve()); // refused once it listens no more: not an answer
      });
    const askers = Array.from({ length: 6 }, async () => {
      while (asking) await ask();
    });
    await sleep(500);
    const slow = slowPost(server.origin);
    slow.catch(() => {}); // looked at below; meanwhile nobody else must hear of it
    await sleep(1500);
    const began = performance.now();
    const code = await server.stop();
    asking = false;
    await Promise.all(askers);
    agent.destroy();
    expect(code).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(statuses.length).toBeGreaterThan(10);
    expect(statuses.filter((status) => status !== 404)).toEqual([]);
    expect(await slow).toBeLessThan(500);
  });
});

/** A form whose body takes four seconds to arrive: under way when the signal comes, even on a busy machine. */
function slowPost(origin: string): Promise<number> {
  const body = 'lang=fr&next=%2F';
  return new Promise((resolve, reject) => {
    const headers = {
      origin,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
    };
    const asked = request(`${origin}/language`, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.write(body.slice(0, 4));
    setTimeout(() => asked.end(body.slice(4)), 4000);
  });
}
