import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { FrameProvider } from '#app/http/frame.ts';
import { CatalogueProvider } from '#app/i18n/catalogue.tsx';
import { isLocale, localeOf } from '#app/i18n/locale.ts';
import { messages } from '#app/i18n/messages.ts';

export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { nonce, requestId } = loadContext;
  const locale = shownLocale(request, remixContext);
  return new Promise<Response>((resolve, reject) => {
    let shellRendered = false;
    const { pipe, abort } = renderToPipeableStream(
      <FrameProvider value={{ nonce, requestId }}>
        <CatalogueProvider value={{ locale, messages: messages[locale] }}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} />
        </CatalogueProvider>
      </FrameProvider>,
      {
        nonce,
        onShellReady() {
          shellRendered = true;
        },
        // no page waits for a part of itself: one write costs less than a stream of small ones, compressed one by one
        onAllReady() {
          headers.set('Content-Type', 'text/html; charset=utf-8');
          const body = new PassThrough();
          buffer(body).then((html) => resolve(new Response(html, { headers, status })), reject);
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          // Before the shell is out, the rejection above reaches the process, which reports it once.
          if (shellRendered) loadContext.report(error);
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** Remix calls this for what a loader, an action or a component threw and nobody expected. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (!request.signal.aborted) context.report(error);
}

/** The root loader knows the person's choice; when it failed, the request still tells. */
function shownLocale(request: Request, remixContext: EntryContext) {
  const root: unknown = remixContext.staticHandlerContext.loaderData?.root;
  const known = root && typeof root === 'object' && 'locale' in root ? root.locale : null;
  return isLocale(known) ? known : localeOf(request);
}
