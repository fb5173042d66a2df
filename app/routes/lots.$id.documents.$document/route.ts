import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { documentFile } from '#app/domain/lots/document-queries.server.ts';
import { documentKey } from '#app/domain/lots/documents.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingAt, contextOf } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

/** A document, to whoever may open it; never run by the browser in our own pages. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  const { params } = args;
  const file = await documentFile(ctx, publicIdOf(params), publicIdOf(params, 'document'));
  if (!file) return refuse('not-found');
  const found = await args.context.storage.get(documentKey(file));
  if (!found) throw new Error(`the file of document ${params.document} is missing`);
  return new Response(createReadableStreamFromReadable(found.stream), {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Length': String(found.object.bytes),
      'Content-Disposition': `attachment; filename="${ascii(file.name)}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}

const ascii = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\]/g, '');
