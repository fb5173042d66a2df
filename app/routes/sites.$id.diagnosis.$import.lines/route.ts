import { Readable } from 'node:stream';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { managedDiagnosis } from '#app/domain/diagnoses/queries.server.ts';
import { attachment } from '#app/http/attachment.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { linesAsCsv } from './lines-csv.server.ts';

/** The lines as they now read, with their verdict and remarks: a file to mend in a spreadsheet and send again. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const view = await managedDiagnosis(ctx, publicIdOf(args.params), publicIdOf(args.params, 'import'));
  const name = `${view.fileName.replace(/\.[a-z]{2,4}$/i, '')}-${ctx.locale === 'fr' ? 'lignes' : 'lines'}.csv`;
  return new Response(
    Readable.toWeb(Readable.from(linesAsCsv(ctx, view), { objectMode: false })) as ReadableStream,
    {
      headers: { 'Content-Type': 'text/csv; charset=utf-8', ...attachment(name) },
    },
  );
}
