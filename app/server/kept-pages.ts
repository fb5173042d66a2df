import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MarketIndex } from '#app/domain/lots/market-index.ts';
import { localeCookie, negotiateLocale, readCookie } from '#app/i18n/locale.ts';
import { ByteCache } from '#app/server/byte-cache.ts';
import { isKnownTag } from '#app/server/entity-tag.ts';
import { deflatePart, gzipOf } from '#app/server/gzip-parts.ts';
import { originOf } from '#app/server/origin.ts';

/** What was asked, and the state of the market when it was. */
interface PageQuestion {
  key: string;
  version: string;
  askedAt: number;
  /** changes of this process so far */
  changes: number;
}

/** What differs in each answer to the same question. */
interface PageMarks {
  nonce: string;
  requestId: string;
  /** The instant the page was made for. */
  now: Date | undefined;
}

interface KeptPage extends Pick<PageQuestion, 'version' | 'askedAt'> {
  etag: string;
  headers: [string, number | string | string[]][];
  /** without its nonce */
  policy: string[];
  parts: Buffer[];
  marks: ('nonce' | 'requestId')[];
  deflated: Promise<Buffer[]> | null;
}

const KEPT_BYTES = 16 * 2 ** 20;
/** With the age of the market in memory, what is shown is never two seconds old (decision 19). */
const MOST_MS = 1_000;
/** The home page, the list and the page of a lot. */
const PATHS = /^\/(?:lots(?:\/[0-9a-f-]{36})?)?$/;
const OWN_HEADERS = new Set([
  'x-request-id',
  'content-security-policy',
  'content-encoding',
  'content-length',
]);

/**
 * Pages that everybody without an account reads alike, kept for a second, per address, language and theme: forgotten when the market or
 * anything written through this process changes, and when the market changes by itself. Each answer has a nonce and a request id of its
 * own. Whoever sends another cookie than those two reads nothing of this.
 */
export class KeptPages {
  readonly #pages = new ByteCache<KeptPage>(KEPT_BYTES, bytesOf);
  readonly #market: Pick<MarketIndex, 'ready' | 'version'> | null;
  readonly #origin: string;
  #changes = 0;

  constructor(market: Pick<MarketIndex, 'ready' | 'version'> | null, origin: string) {
    this.#market = market;
    this.#origin = origin;
  }

  /** Null for what is never kept. */
  question(req: IncomingMessage): PageQuestion | null {
    if (req.method !== 'GET') return null;
    const url = req.url ?? '';
    const [path = ''] = url.split('?', 1);
    if (!PATHS.test(path)) return null;
    const { cookie } = req.headers;
    if (!isAnybody(cookie)) return null;
    const locale = negotiateLocale({ cookie, acceptLanguage: req.headers['accept-language'] });
    const reader = `${locale} ${readCookie(cookie, 'theme') ?? ''} ${originOf(req, this.#origin)}`;
    return {
      key: `${reader} ${url}`,
      version: this.#version(),
      askedAt: performance.now(),
      changes: this.#changes,
    };
  }

  #version(): string {
    return this.#market?.ready({ lately: true }) ? this.#market.version('everywhere') : '';
  }

  /** Something was written through this process. */
  changed(): void {
    this.#changes++;
    this.#pages.clear();
  }

  /** Answers from memory; false when nothing of it is kept. */
  answer(req: IncomingMessage, res: ServerResponse, marks: Omit<PageMarks, 'now'>): Promise<void> | false {
    const question = this.question(req);
    const kept = question && this.#pages.get(question.key);
    if (!kept || kept.version !== question.version || question.askedAt - kept.askedAt > MOST_MS) return false;
    return send(req, res, kept, marks);
  }

  /** Keeps what Remix answered when it may be; the answer to give, with its entity tag. */
  async keep(
    question: PageQuestion,
    response: Response,
    { req, res }: { req: IncomingMessage; res: ServerResponse },
    { nonce, requestId, now }: PageMarks,
  ): Promise<Response> {
    if (response.status !== 200 || response.headers.has('set-cookie') || !isHtml(response)) return response;
    const html = await response.text();
    const { headers, statusText } = response;
    const pieces = html.split(new RegExp(`(${literally(nonce)}|${requestId})`));
    // a key of a form is for one person
    if (html.includes('name="_key"')) return new Response(html, { headers, statusText });
    const parts = pieces.filter((_, i) => i % 2 === 0);
    const said = now ? parts.map((part) => part.replaceAll(now.toISOString(), '')) : parts;
    const etag = `W/"${createHash('sha256').update(question.key).update(said.join('\0')).digest('base64url').slice(0, 22)}"`;
    headers.set('etag', etag);
    if (question.changes === this.#changes)
      this.#pages.set(question.key, {
        etag,
        version: question.version,
        askedAt: question.askedAt,
        headers: [...headersOf(res), ...headers],
        policy: String(res.getHeader('content-security-policy') ?? '').split(nonce),
        parts: parts.map((part) => Buffer.from(part)),
        marks: pieces.filter((_, i) => i % 2 === 1).map((mark) => (mark === nonce ? 'nonce' : 'requestId')),
        deflated: null,
      });
    if (!isKnownTag(req.headers['if-none-match'], etag)) return new Response(html, { headers, statusText });
    res.removeHeader('content-security-policy');
    headers.delete('content-type');
    return new Response(null, { status: 304, headers });
  }
}

/** Nobody in particular: no cookie but the language and the theme. */
const isAnybody = (cookie = '') =>
  cookie.split(';').every((one) => ['', localeCookie, 'theme'].includes(one.split('=', 1)[0]?.trim() ?? ''));
const isHtml = (response: Response) => response.headers.get('content-type')?.startsWith('text/html') ?? false;
const literally = (text: string) => text.replace(/[+/=]/g, '\\$&');
const headersOf = (res: ServerResponse) =>
  Object.entries(res.getHeaders()).filter(
    (header): header is [string, number | string | string[]] =>
      !OWN_HEADERS.has(header[0]) && header[1] !== undefined,
  );
// twice: a compressed copy is smaller than the text
const bytesOf = ({ parts }: KeptPage) => parts.reduce((sum, part) => sum + 2 * part.length, 2_000);

async function send(
  req: IncomingMessage,
  res: ServerResponse,
  page: KeptPage,
  marks: Omit<PageMarks, 'now'>,
): Promise<void> {
  for (const [name, value] of page.headers) res.setHeader(name, value);
  res.setHeader('cache-control', 'private, no-cache');
  res.setHeader('vary', 'Accept-Encoding');
  if (isKnownTag(req.headers['if-none-match'], page.etag)) {
    // the page that is kept there goes on with the policy it came with
    res.removeHeader('content-type');
    res.writeHead(304).end();
    return;
  }
  res.setHeader('content-security-policy', page.policy.join(marks.nonce));
  const between = page.marks.map((mark) => Buffer.from(marks[mark]));
  const zips = /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));
  let body: Buffer;
  if (zips) {
    page.deflated ??= Promise.all(page.parts.map(deflatePart));
    body = gzipOf(page.parts, await page.deflated, between);
    res.setHeader('content-encoding', 'gzip');
  } else {
    body = Buffer.concat(page.parts.flatMap((part, i) => [part, between[i] ?? Buffer.alloc(0)]));
  }
  res.setHeader('content-length', body.length);
  res.writeHead(200).end(body);
}
