import { PassThrough } from 'node:stream';
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
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
  const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady';
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
        [ready]() {
          shellRendered = true;
          const body = new PassThrough();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
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
