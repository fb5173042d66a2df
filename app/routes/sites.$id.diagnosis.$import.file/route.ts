import { Readable } from 'node:stream';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { managedDiagnosis } from '#app/domain/diagnoses/queries.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { attachment } from '#app/http/attachment.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { env } from '#app/platform/env.server.ts';
import { openStorage } from '#app/platform/storage/open.server.ts';
import { ORIGINAL_TYPES, originalKey } from '#app/platform/tables/original.ts';

/** The file as it was sent, for those who manage the site. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const id = publicIdOf(args.params, 'import');
  const view = await managedDiagnosis(ctx, publicIdOf(args.params), id);
  const found = (await openStorage(env).get(originalKey(id, view.kind))) ?? refuse('not-found');
  return new Response(Readable.toWeb(found.stream) as ReadableStream, {
    headers: {
      'Content-Type': ORIGINAL_TYPES[view.kind],
      'Content-Length': String(found.object.bytes),
      ...attachment(view.fileName),
    },
  });
}
