import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { fileOfDocument, reservationOfDocument } from '#app/domain/documents/queries.server.ts';
import { fileKey, shortNumber } from '#app/domain/documents/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { attachment } from '#app/http/attachment.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { isLocale } from '#app/i18n/locale.ts';

/** The file of a document, to those it is about. */
export async function loader(args: LoaderFunctionArgs) {
  const id = publicIdOf(args.params);
  const own = await contextOf(args);
  requirePerson(own, args.request);
  // a mandate on the site of its reservation counts, on that reservation only
  const reservation = await reservationOfDocument(own, id);
  const ctx = reservation ? await contextOf({ ...args, place: { reservation } }) : own;
  const asked = new URL(args.request.url).searchParams.get('language');
  const locale = isLocale(asked) ? asked : ctx.locale;
  const file = (await fileOfDocument(ctx, id, locale)) ?? refuse('not-found');
  const found = await args.context.storage.get(fileKey(file.sha256));
  if (!found) throw new Error(`the file of document ${id} is missing`);
  return new Response(createReadableStreamFromReadable(found.stream), {
    headers: {
      ...attachment(`${file.kind}-${shortNumber(file.number)}-${locale}.pdf`),
      'Content-Type': 'application/pdf',
      'Content-Length': String(found.object.bytes),
    },
  });
}
