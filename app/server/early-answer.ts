import type { IncomingMessage, ServerResponse } from 'node:http';
import { encode } from 'turbo-stream';
import { plainProblem } from '#app/http/problem.server.ts';
import { type SentenceKey, sentence } from '#app/http/sentence.server.ts';
import { type Locale, negotiateLocale } from '#app/i18n/locale.ts';

export function localeOfNode(req: IncomingMessage): Locale {
  return negotiateLocale({ cookie: req.headers.cookie, acceptLanguage: req.headers['accept-language'] });
}

/**
 * An answer given before or instead of Remix, in the form the asker reads: problem+json for the API, a form error
 * for a page that sent its form by script (what was typed stays), a small page for everybody else.
 */
export async function earlyAnswer(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  code: SentenceKey,
  requestId: string,
): Promise<void> {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const locale = localeOfNode(req);
  const path = (req.url ?? '/').split('?', 1)[0] ?? '/';
  const text = sentence(locale, code);
  res.statusCode = status;
  res.setHeader('cache-control', 'no-store');
  if (status === 503) res.setHeader('retry-after', '5');
  if (path.startsWith('/api/')) {
    const body = await plainProblem(status, code, locale).text();
    res.setHeader('content-type', 'application/problem+json; charset=utf-8').end(body);
  } else if (path.endsWith('.data') && req.method !== 'GET') {
    res.setHeader('content-type', 'text/x-script').setHeader('x-remix-response', 'yes');
    const reply = { status: 'error', error: { '': [text] } };
    for await (const chunk of encode({ data: reply }) as unknown as AsyncIterable<Uint8Array>)
      res.write(chunk);
    res.end();
  } else {
    res.setHeader('content-type', 'text/html; charset=utf-8').end(page(locale, text, requestId));
  }
}

/** No style and no script: it must show when nothing else can. */
function page(locale: Locale, text: string, requestId: string): string {
  const title = sentence(locale, 'page-title');
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title} · Gisement</title></head>
<body><main><h1>${title}</h1><p>${text}</p><p><a href="/">${sentence(locale, 'page-home')}</a></p>
<p><small>${sentence(locale, 'page-reference')} ${requestId}</small></p></main></body>
</html>
`;
}
