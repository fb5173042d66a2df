import type { LoaderFunctionArgs } from '@remix-run/node';
import { readRecolement, recolementFile } from '#app/http/recolement.server.ts';
import { drawRecolement } from './draw-recolement.server.ts';

/** The summary on paper, in the order of the form. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, site, recolement } = await readRecolement(args);
  const content = await drawRecolement(site, recolement, { locale: ctx.locale, now: ctx.now });
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': recolementFile(site, 'pdf').replace('attachment', 'inline'),
      'Cache-Control': 'private, no-store',
    },
  });
}
