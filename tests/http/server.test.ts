import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
beforeAll(async () => {
  const { url } = await testDatabase();
  server = await startTestServer({ DATABASE_URL: url });
});
afterAll(() => server.stop());

const french = { 'accept-language': 'fr' };
const english = { 'accept-language': 'en' };

describe('the order of answers', () => {
  it('says that it lives and that it is ready', async () => {
    expect(await (await server.fetch('/healthz')).text()).toBe('ok\n');
    expect(await (await server.fetch('/readyz')).text()).toBe('ready\n');
  });

  it('measures itself for this machine, not for who comes through a proxy', async () => {
    const metrics = await server.fetch('/metrics');
    expect(await metrics.text()).toContain('http_request_duration_seconds_bucket');
    const forwarded = await server.fetch('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(forwarded.status).toBe(404);
  });

  it('keeps hashed files for ever and answers a missing one in plain text', async () => {
    const page = await (await server.fetch('/nowhere')).text();
    const sheet = /href="(\/assets\/[^"]+\.css)"/.exec(page)?.[1];
    const found = await server.fetch(sheet ?? '', { headers: { 'accept-encoding': 'br' } });
    expect(found.status).toBe(200);
    expect(found.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(found.headers.get('content-encoding')).toBe('br');
    const missing = await server.fetch('/assets/gone-abc.js');
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'text/plain; charset=utf-8']);
  });

  it('answers an unknown address with a page in the language of the reader', async () => {
    for (const [headers, words] of [
      [french, 'Cette page n’existe pas'],
      [english, 'This page does not exist'],
    ] as const) {
      const answer = await server.fetch('/nowhere', { headers });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain(words);
    }
  });

  it('answers an unknown address of the API with a problem', async () => {
    const answer = await server.fetch('/api/v1/nowhere', { headers: english });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'not-found', status: 404 });
  });

  it('takes a path with two slashes as a path of ours', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(`${server.origin}`, { path: '//example.org/x' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end();
    });
    expect(status).toBe(404);
  });

  it('refuses methods nobody uses', async () => {
    const answer = await server.fetch('/', { method: 'PROPFIND' });
    expect(answer.status).toBe(405);
  });
});

describe('security headers', () => {
  it('allow nothing by default, scripts by nonce only, and no inline style', async () => {
    const answer = await server.fetch('/nowhere');
    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        `script-src 'nonce-${nonce}' 'strict-dynamic'`,
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]),
    );
    expect(policy).not.toMatch(/unsafe-|blob:.*script|\*/);
    const html = await answer.text();
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/ style="| onclick=/);
  });

  it('hold for every page, and a nonce serves once', async () => {
    const one = await server.fetch('/nowhere');
    const other = await server.fetch('/nowhere');
    expect(one.headers.get('x-content-type-options')).toBe('nosniff');
    expect(one.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    expect(one.headers.get('strict-transport-security')).toBeNull();
    expect(one.headers.get('x-powered-by')).toBeNull();
    expect(one.headers.get('content-security-policy')).not.toBe(other.headers.get('content-security-policy'));
  });
});

describe('the reference of a request', () => {
  it('is in the header, in the document and in the log, where neither address nor query is', async () => {
    const answer = await server.fetch('/nowhere?token=do-not-write-me', { headers: french });
    const id = answer.headers.get('x-request-id') ?? 'none';
    expect(await answer.text()).toContain(id);
    const written = () => server.log.find((text) => text.includes(id));
    await expect.poll(written).toBeDefined();
    expect(JSON.parse(written() ?? '{}')).toMatchObject({ requestId: id, path: '/nowhere', status: 404 });
    expect(server.log.join('\n')).not.toMatch(/do-not-write-me|127\.0\.0\.1.*answered/);
  });
});

describe('a request that would change something', () => {
  const send = (headers: Record<string, string>) =>
    fetch(`${server.origin}/language`, {
      method: 'POST',
      body: new URLSearchParams({ lang: 'en', next: '/' }),
      redirect: 'manual',
      headers,
    });

  it('is taken from our own pages', async () => {
    expect((await send({ origin: server.origin })).status).toBeLessThan(400);
    expect((await send({ 'sec-fetch-site': 'same-origin' })).status).toBeLessThan(400);
  });

  it('is refused from elsewhere, from a neighbour and from who says nothing, in both languages', async () => {
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://example.org' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', origin: server.origin },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://example.org', 'x-forwarded-host': 'example.org' },
      {},
    ];
    for (const headers of elsewhere) {
      const answer = await send({ ...english, ...headers });
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('did not come from our pages');
    }
    expect(await (await send(french)).text()).toContain('ne vient pas de nos pages');
  });

  it('is refused under another spelling of /api/ too', async () => {
    const answer = await fetch(`${server.origin}/%61pi/v1/lots`, { method: 'POST' });
    expect(answer.status).toBe(403);
  });
});

describe('a body over the limit', () => {
  const big = 'x'.repeat(1024 * 1024 + 1);

  it('is refused with a sentence, announced or not', async () => {
    const announced = await server.fetch('/login', { method: 'POST', body: big, headers: english });
    expect(announced.status).toBe(413);
    expect(await announced.text()).toContain('1 MB at most');
    const chunked = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 9; i++) controller.enqueue(new TextEncoder().encode(big.slice(0, 150_000)));
        controller.close();
      },
    });
    const init = { method: 'POST', body: chunked, duplex: 'half', headers: french } as RequestInit;
    const unannounced = await server.fetch('/login', init);
    expect(unannounced.status).toBe(413);
    expect(await unannounced.text()).toContain('1 Mo au plus');
  });

  it('comes back as a form error to a page that sent it by script, as a problem to the API', async () => {
    const form = await server.fetch('/login.data', { method: 'POST', body: big, headers: english });
    expect([form.status, form.headers.get('x-remix-response')]).toEqual([413, 'yes']);
    expect(await form.text()).toContain('1 MB at most');
    const api = await server.fetch('/api/v1/lots', { method: 'POST', body: big });
    expect(await api.json()).toMatchObject({ status: 413, code: 'request-too-large' });
  });
});
